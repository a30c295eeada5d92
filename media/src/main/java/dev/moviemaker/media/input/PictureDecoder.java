package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/** Decodes pictures and brings them to a format that {@link CpuFrame} has, without changing matrix or range. */
final class PictureDecoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final AVFrame converted = avutil.av_frame_alloc();
    private @Nullable SwsContext scaler;
    /** Pixels that the container cuts off at top, bottom, left and right. */
    private final int[] crop;

    private boolean closed;

    PictureDecoder(AVCodecParameters parameters) throws IOException {
        AVCodec codec = decoder(parameters.codec_id());
        context = avcodec.avcodec_alloc_context3(codec);
        crop = crop(parameters);
        int status = avcodec.avcodec_parameters_to_context(context, parameters);
        if (status >= 0) {
            context.thread_count(0);
            status = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (status < 0) {
            close();
            throw new IOException("pictures cannot be decoded: " + AvError.text(status));
        }
    }

    static AVCodec decoder(int codecId) throws IOException {
        // The decoder that libavcodec would choose for AV1 needs a GPU.
        AVCodec codec = codecId == avcodec.AV_CODEC_ID_AV1
                ? avcodec.avcodec_find_decoder_by_name("libaom-av1")
                : avcodec.avcodec_find_decoder(codecId);
        if (codec == null || codec.isNull()) {
            throw new IOException(
                    "no decoder for " + avcodec.avcodec_get_name(codecId).getString());
        }
        return codec;
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

    private static int[] crop(AVCodecParameters parameters) {
        for (int i = 0; i < parameters.nb_coded_side_data(); i++) {
            AVPacketSideData data = parameters.coded_side_data().getPointer(i);
            if (data.type() == avcodec.AV_PKT_DATA_FRAME_CROPPING && data.size() >= 4 * Integer.BYTES) {
                return AvAddress.segment(data.data(), 4 * Integer.BYTES).toArray(ValueLayout.JAVA_INT_UNALIGNED);
            }
        }
        return new int[0];
    }

    /** The last picture as decoded. */
    AVFrame frame() {
        return decoded;
    }

    int codecId() {
        return context.codec_id();
    }

    /** The format that is nearest to the last picture's own. */
    PixelFormat format() {
        int format = decoded.format();
        for (PixelFormat own : PixelFormat.values()) {
            if (isOwn(format, own)) {
                return own;
            }
        }
        AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(format);
        boolean rgb = (descriptor.flags() & (avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL)) != 0;
        return rgb ? PixelFormat.RGBA8 : descriptor.comp(0).depth() > 8 ? PixelFormat.I010 : PixelFormat.I420;
    }

    /** Whether samples use the full range. */
    boolean fullRange() {
        int format = decoded.format();
        return decoded.color_range() == avutil.AVCOL_RANGE_JPEG
                || format == avutil.AV_PIX_FMT_YUVJ420P
                || format == avutil.AV_PIX_FMT_YUVJ422P
                || format == avutil.AV_PIX_FMT_YUVJ444P;
    }

    /** The last picture, valid until the next one is taken. */
    CpuFrame picture(long pts) throws IOException {
        return picture(pts, format());
    }

    /** The last picture in a format of choice, valid until the next one is taken. */
    CpuFrame picture(long pts, PixelFormat format) throws IOException {
        AVFrame source = isOwn(decoded.format(), format) ? decoded : convert(format);
        List<CpuFrame.Plane> planes = new ArrayList<>(3);
        for (int i = 0; i < format.planeCount(); i++) {
            int stride = source.linesize(i);
            planes.add(new CpuFrame.Plane(
                    AvAddress.segment(source.data(i), (long) stride * format.rows(i, source.height())), stride));
        }
        try {
            return new CpuFrame(format, source.width(), source.height(), planes, pts, false);
        } catch (IllegalArgumentException e) {
            throw new IOException("picture cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isOwn(int from, PixelFormat format) {
        return libavFormat(format) == from
                || (format == PixelFormat.I420 && from == avutil.AV_PIX_FMT_YUVJ420P)
                || (format == PixelFormat.RGBA8 && from == avutil.AV_PIX_FMT_RGB0)
                || (format == PixelFormat.BGRA8 && from == avutil.AV_PIX_FMT_BGR0);
    }

    private static int libavFormat(PixelFormat format) {
        return switch (format) {
            case RGBA8 -> avutil.AV_PIX_FMT_RGBA;
            case BGRA8 -> avutil.AV_PIX_FMT_BGRA;
            case RGB24 -> avutil.AV_PIX_FMT_RGB24;
            case I420 -> avutil.AV_PIX_FMT_YUV420P;
            case NV12 -> avutil.AV_PIX_FMT_NV12;
            case P010 -> avutil.AV_PIX_FMT_P010LE;
            case I010 -> avutil.AV_PIX_FMT_YUV420P10LE;
        };
    }

    private AVFrame convert(PixelFormat format) throws IOException {
        SwsContext sws = scaler;
        if (sws == null) {
            sws = swscale.sws_alloc_context();
            sws.flags(swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND);
            scaler = sws;
        }
        avutil.av_frame_unref(converted);
        converted.format(libavFormat(format));
        converted.width(decoded.width());
        converted.height(decoded.height());
        converted.colorspace(format.isRgb() ? avutil.AVCOL_SPC_RGB : decoded.colorspace());
        converted.color_range(fullRange() || format.isRgb() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        decoded.color_range(fullRange() || format.isRgb() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
        int status = swscale.sws_scale_frame(sws, converted, decoded);
        if (status < 0) {
            throw new IOException("picture cannot be converted: " + AvError.text(status));
        }
        return converted;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        SwsContext sws = scaler;
        if (sws != null) {
            swscale.sws_freeContext(sws);
        }
        avutil.av_frame_free(decoded);
        avutil.av_frame_free(converted);
        avcodec.avcodec_free_context(context);
    }
}
