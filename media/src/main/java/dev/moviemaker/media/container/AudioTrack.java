// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.media.av.SpeakerLayouts;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Codes sound: resamples where the codec needs it, cuts into the codec's frames, and keeps the total length exact. */
final class AudioTrack implements AutoCloseable {

    /** Takes coded packets, times in units of one over {@link AudioTrack#sampleRate()}. */
    @FunctionalInterface
    interface PacketTarget {
        /** Takes one packet; it is unreferenced afterwards. */
        void accept(AVPacket packet) throws IOException;
    }

    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Resampler resampler;
    private final PacketTarget target;
    private final int frameSize;
    private final boolean wholeFrames;
    private int filled;
    private long coded;
    private long delivered;
    private boolean closed;

    private AudioTrack(AVCodecContext context, AudioFormat format, PacketTarget target) {
        this.context = context;
        this.target = target;
        resampler = new Resampler(format, context);
        wholeFrames = AudioCodecs.of(format.codec()).wholeFrames();
        frameSize = context.frame_size() > 0 ? context.frame_size() : 4096;
        frame = avutil.av_frame_alloc();
        frame.format(context.sample_fmt());
        frame.sample_rate(context.sample_rate());
        frame.nb_samples(frameSize);
        avutil.av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
        int status = avutil.av_frame_get_buffer(frame, 0);
        if (status < 0) {
            close();
            throw new UnsupportedException("no memory for sound: " + AvError.text(status));
        }
    }

    static AudioTrack open(AudioFormat format, boolean globalHeader, PacketTarget target) {
        AudioCodecs codecs = AudioCodecs.of(format.codec());
        // The loudspeakers of the sound if the codec has them, otherwise the usual ones that have them all.
        boolean[] choices =
                format.channelMask() == 0 || !codecs.anyLayout() ? new boolean[] {false} : new boolean[] {true, false};
        UnsupportedException failure = new UnsupportedException("sound cannot be coded");
        for (boolean own : choices) {
            AVCodecContext context = context(codecs, format, own, globalHeader);
            try {
                int status = avcodec.avcodec_open2(context, context.codec(), (AVDictionary) null);
                if (status >= 0) {
                    return new AudioTrack(context, format, target);
                }
                failure = new UnsupportedException("sound of %d channels at %d Hz cannot be coded as %s: %s"
                        .formatted(format.channels(), context.sample_rate(), format.codec(), AvError.text(status)));
            } catch (RuntimeException | Error e) {
                avcodec.avcodec_free_context(context);
                throw e;
            }
            avcodec.avcodec_free_context(context);
        }
        throw failure;
    }

    private static AVCodecContext context(
            AudioCodecs codecs, AudioFormat format, boolean ownLayout, boolean globalHeader) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(codecs.encoder());
        if (codec == null || codec.isNull()) {
            throw new UnsupportedException("this build of FFmpeg has no encoder " + codecs.encoder());
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.log_level_offset(AvLibraries.SILENT);
        int rate = codecs.sampleRate(format.sampleRate());
        context.sample_rate(rate);
        context.time_base().num(1).den(rate);
        context.sample_fmt(codecs.sampleFormat());
        if (ownLayout) {
            SpeakerLayouts.of(context.ch_layout(), format.channelMask(), format.channels());
        } else {
            SpeakerLayouts.around(context.ch_layout(), format.channelMask(), format.channels());
        }
        context.bit_rate(codecs.bitrate(format.channels()));
        if (codecs == AudioCodecs.FLAC) {
            context.bits_per_raw_sample(24);
        }
        if (globalHeader) {
            context.flags(avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        return context;
    }

    /** What the sound loses, one sentence each. */
    List<String> warnings() {
        return resampler.warnings();
    }

    AVCodecContext context() {
        return context;
    }

    int sampleRate() {
        return context.sample_rate();
    }

    /** Samples that were changed because no codec takes them. */
    long clamped() {
        return resampler.clamped();
    }

    void write(AudioBlock block) throws IOException {
        resampler.write(block, this::fill);
    }

    /** Codes what is left and brings the length to exactly that of the input. */
    void finish() throws IOException {
        resampler.finish(this::fill);
        if (filled > 0) {
            code(filled);
        }
        send(null);
    }

    private void fill(Resampler.Samples samples) throws IOException {
        int done = 0;
        while (done < samples.count()) {
            if (filled == 0) {
                require(avutil.av_frame_make_writable(frame));
            }
            int count = Math.min(samples.count() - done, frameSize - filled);
            samples.copyTo(frame, done, filled, count);
            filled += count;
            done += count;
            if (filled == frameSize) {
                code(frameSize);
            }
        }
    }

    private void code(int count) throws IOException {
        frame.nb_samples(count);
        frame.pts(coded);
        coded += count;
        filled = 0;
        send(frame);
        frame.nb_samples(frameSize);
    }

    private void send(@org.jspecify.annotations.Nullable AVFrame next) throws IOException {
        require(avcodec.avcodec_send_frame(context, next));
        while (true) {
            int status = avcodec.avcodec_receive_packet(context, packet);
            if (status == AvError.AGAIN || status == AvError.EOF) {
                return;
            }
            require(status);
            try {
                trimLast();
                target.accept(packet);
            } finally {
                avcodec.av_packet_unref(packet);
            }
        }
    }

    /**
     * The padding of the last packet is not part of the sound: its duration ends where the input ended. A decoder of a
     * codec with whole frames only delivers them whole, whatever duration the encoder stated.
     */
    private void trimLast() {
        long end = packet.pts() + Math.max(packet.duration(), wholeFrames ? frameSize : 0);
        long total = resampler.totalOut();
        if (resampler.finished() && end > total) {
            packet.duration(Math.max(0, total - packet.pts()));
            DiscardPadding.set(packet, Math.toIntExact(end - total));
        }
        delivered = packet.pts() + packet.duration();
    }

    /** End of the sound delivered so far, in samples. */
    long delivered() {
        return delivered;
    }

    private static void require(int status) throws IOException {
        if (status < 0) {
            throw new IOException("sound cannot be coded: " + AvError.text(status));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        resampler.close();
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
