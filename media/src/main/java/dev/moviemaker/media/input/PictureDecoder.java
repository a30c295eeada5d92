// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes pictures and cuts off what the container says is not to be shown. */
final class PictureDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame decoded = avutil.av_frame_alloc();
    /** Pixels that the container cuts off at top, bottom, left and right. */
    private final int[] crop;

    private boolean closed;

    PictureDecoder(AVCodecParameters parameters) throws IOException {
        this(parameters, false);
    }

    /** A decoder; {@code alpha} says that the file has transparency beside the pictures. */
    PictureDecoder(AVCodecParameters parameters, boolean alpha) throws IOException {
        AVCodec codec = decoder(parameters.codec_id(), alpha);
        context = avcodec.avcodec_alloc_context3(codec);
        context.log_level_offset(AvLibraries.SILENT);
        crop = crop(parameters);
        int status = avcodec.avcodec_parameters_to_context(context, parameters);
        if (status >= 0) {
            context.thread_count(0);
            AVDictionary options = new AVDictionary((org.bytedeco.javacpp.Pointer) null);
            if (parameters.codec_id() == avcodec.AV_CODEC_ID_EXR) {
                // Linear light in 8 or 10 bits would lose the shadows.
                avutil.av_dict_set(options, "apply_trc", "iec61966_2_1", 0);
            }
            status = avcodec.avcodec_open2(context, codec, options);
            avutil.av_dict_free(options);
        }
        if (status < 0) {
            close();
            throw new IOException("pictures cannot be decoded: " + AvError.text(status));
        }
    }

    private static AVCodec decoder(int codecId, boolean alpha) throws IOException {
        AVCodec codec = switch (codecId) {
            // The decoder that libavcodec would choose for AV1 needs a GPU.
            case avcodec.AV_CODEC_ID_AV1 -> avcodec.avcodec_find_decoder_by_name("libaom-av1");
            // libavcodec's own decoders of VP8 and VP9 leave out transparency, which containers carry beside the
            // pictures.
            case avcodec.AV_CODEC_ID_VP8 -> libvpx(codecId, alpha, "libvpx");
            case avcodec.AV_CODEC_ID_VP9 -> libvpx(codecId, alpha, "libvpx-vp9");
            default -> avcodec.avcodec_find_decoder(codecId);
        };
        if (codec == null || codec.isNull()) {
            throw new IOException(
                    "no decoder for " + avcodec.avcodec_get_name(codecId).getString());
        }
        return codec;
    }

    private static AVCodec libvpx(int codecId, boolean alpha, String name) {
        AVCodec codec = alpha ? avcodec.avcodec_find_decoder_by_name(name) : null;
        return codec == null || codec.isNull() ? avcodec.avcodec_find_decoder(codecId) : codec;
    }

    /** Hands over a packet, or none at the end; returns the status. */
    int send(@Nullable AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    /** Takes the next picture into {@link #frame()}; returns the status. */
    int receive() {
        int status = avcodec.avcodec_receive_frame(context, decoded);
        if (status < 0 || crop.length == 0) {
            return status;
        }
        decoded.crop_top(decoded.crop_top() + crop[0]);
        decoded.crop_bottom(decoded.crop_bottom() + crop[1]);
        decoded.crop_left(decoded.crop_left() + crop[2]);
        decoded.crop_right(decoded.crop_right() + crop[3]);
        return avutil.av_frame_apply_cropping(decoded, avutil.AV_FRAME_CROP_UNALIGNED);
    }

    /** Forgets the pictures inside: the next packet is from elsewhere. */
    void flush() {
        avcodec.avcodec_flush_buffers(context);
    }

    private static int[] crop(AVCodecParameters parameters) {
        for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
            AVPacketSideData data = parameters.coded_side_data().getPointer(i);
            if (data.type() == avcodec.AV_PKT_DATA_FRAME_CROPPING && data.size() >= 4 * Integer.BYTES) {
                return AvAddress.segment(data.data(), 4 * Integer.BYTES).toArray(ValueLayout.JAVA_INT_UNALIGNED);
            }
        }
        return new int[0];
    }

    /** The last picture, until the next one is taken or it is moved away. */
    AVFrame frame() {
        return decoded;
    }

    int codecId() {
        return context.codec_id();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avutil.av_frame_free(decoded);
        avcodec.avcodec_free_context(context);
    }
}
