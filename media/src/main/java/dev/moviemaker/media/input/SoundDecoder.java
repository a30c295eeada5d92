// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Decodes sound. */
final class SoundDecoder implements AutoCloseable {
    /**
     * Samples per second of any sound, in Hz: the fastest recorders' (DSD512) come as 2.8 million. A resampler's filter
     * is as long as the rate is high: 1.6 GHz took 6 s and 1.1 GB.
     */
    private static final int MOST_RATE = 10_000_000;

    private final AVCodecContext context;
    private final AVFrame decoded = avutil.av_frame_alloc();
    private boolean closed;

    SoundDecoder(AVCodecParameters parameters, AVRational timeBase) throws IOException {
        String name = avcodec.avcodec_get_name(parameters.codec_id()).getString();
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null || codec.isNull()) {
            String tag = avutil.av_fourcc_make_string(new BytePointer(32), parameters.codec_tag())
                    .getString();
            throw new IOException("no decoder for " + (parameters.codec_id() == 0 ? tag : name));
        }
        context = avcodec.avcodec_alloc_context3(codec);
        context.log_level_offset(AvLibraries.SILENT);
        int status = avcodec.avcodec_parameters_to_context(context, parameters);
        if (status >= 0) {
            // Without it the times of frames whose first samples are skipped stay where the skipped ones were.
            context.pkt_timebase().num(timeBase.num()).den(timeBase.den());
            status = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (status < 0) {
            close();
            throw new IOException("%s cannot be decoded (%s)".formatted(name, AvError.text(status)));
        }
        if (context.sample_rate() <= 0 || context.ch_layout().nb_channels() <= 0) {
            close();
            throw new IOException("%s without a rate or without channels".formatted(name));
        }
        try {
            requireRate(context.sample_rate());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    AVCodecContext context() {
        return context;
    }

    int send(@Nullable AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    int receive() {
        return avcodec.avcodec_receive_frame(context, decoded);
    }

    AVFrame frame() {
        return decoded;
    }

    /** Refuses rates that no sound has. */
    static void requireRate(int rate) throws IOException {
        if (rate > MOST_RATE) {
            throw new IOException("sound of %d Hz, up to %d Hz can be read".formatted(rate, MOST_RATE));
        }
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
