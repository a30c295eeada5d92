// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.SpeakerLayouts;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Brings decoded sound to one rate, layout and sample format with libswresample, whatever it changes to in mid-file,
 * and stretches it a little where it must follow a clock. Sound that is what it is to be passes bit for bit.
 */
final class SoundConverter implements AutoCloseable {
    private final AudioInfo info;
    private final AVChannelLayout layout;
    private final Arena arena;
    private @Nullable SwrContext swr;
    private MemorySegment samples = MemorySegment.NULL;
    private int inputFormat;
    private int inputRate;
    private final AVChannelLayout inputLayout;
    private boolean closed;

    /** A converter to what {@code info} says, in the layout given, which lies in an arena that the converter owns. */
    SoundConverter(AudioInfo info, AVChannelLayout layout, Arena arena) {
        this.info = info;
        this.layout = layout;
        this.arena = arena;
        inputLayout = SpeakerLayouts.allocate(arena);
    }

    static int libavFormat(SampleFormat format) {
        return switch (format) {
            case S16 -> avutil.AV_SAMPLE_FMT_S16;
            case S32 -> avutil.AV_SAMPLE_FMT_S32;
            case F32 -> avutil.AV_SAMPLE_FMT_FLT;
        };
    }

    /** Whether a frame is of another rate or layout than those before. */
    boolean isChange(AVFrame frame) {
        return swr != null
                && (frame.format() != inputFormat
                        || frame.sample_rate() != inputRate
                        || avutil.av_channel_layout_compare(frame.ch_layout(), inputLayout) != 0);
    }

    /**
     * Converts samples {@code from} to {@code to} of a frame; what the resampler holds back comes with the next ones.
     */
    AudioBlock convert(AVFrame frame, int from, int to) throws IOException {
        SwrContext context = swr == null ? open(frame) : swr;
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) != 0;
        int planes = planar ? frame.ch_layout().nb_channels() : 1;
        int step = avutil.av_get_bytes_per_sample(frame.format())
                * (planar ? 1 : frame.ch_layout().nb_channels());
        try (Arena confined = Arena.ofConfined()) {
            MemorySegment addresses = confined.allocate(ValueLayout.ADDRESS, planes);
            for (int i = 0; i < planes; i++) {
                addresses.setAtIndex(
                        ValueLayout.ADDRESS,
                        i,
                        MemorySegment.ofAddress(frame.extended_data(i).address() + (long) from * step));
            }
            return run(context, addresses, to - from);
        }
    }

    /** What the resampler held back; it starts anew with the next frame. */
    AudioBlock flush() throws IOException {
        SwrContext context = swr;
        if (context == null) {
            return block(0);
        }
        AudioBlock rest = run(context, MemorySegment.NULL, 0);
        swresample.swr_free(context);
        swr = null;
        return rest;
    }

    /** Samples that the resampler holds back, at the rate handed out. */
    long delay() {
        SwrContext context = swr;
        return context == null ? 0 : swresample.swr_get_delay(context, info.sampleRate());
    }

    /** Makes the next {@code distance} samples longer by {@code samples}, or shorter if that is negative. */
    void stretch(int count, int distance) {
        SwrContext context = swr;
        if (context != null) {
            int ignored = swresample.swr_set_compensation(context, count, distance);
        }
    }

    /** Silence of the sound's format. */
    AudioBlock silence(int frames) {
        long bytes = (long) frames * frameBytes();
        reserve(bytes);
        samples.asSlice(0, bytes).fill((byte) 0);
        return block(frames);
    }

    private AudioBlock run(SwrContext context, MemorySegment input, int count) throws IOException {
        int room = Math.max(0, swresample.swr_get_out_samples(context, count)) + 256;
        reserve((long) room * frameBytes());
        try (Arena confined = Arena.ofConfined()) {
            MemorySegment output = confined.allocateFrom(ValueLayout.ADDRESS, samples);
            int converted = swresample.swr_convert(
                    context,
                    new PointerPointer<>(new AvAddress(output)),
                    room,
                    input.address() == 0 ? null : new PointerPointer<>(new AvAddress(input)),
                    count);
            if (converted < 0) {
                throw new IOException("sound cannot be converted: " + AvError.text(converted));
            }
            return block(converted);
        }
    }

    private AudioBlock block(int frames) {
        return new AudioBlock(
                samples.asSlice(0, (long) frames * frameBytes()),
                info.sampleFormat(),
                info.sampleRate(),
                info.channels());
    }

    private int frameBytes() {
        return info.channels() * info.sampleFormat().bytes();
    }

    private SwrContext open(AVFrame frame) throws IOException {
        // A frame's rate may be another than the file's.
        SoundDecoder.requireRate(frame.sample_rate());
        AVChannelLayout given = frame.ch_layout();
        SwrContext created = new SwrContext((Pointer) null);
        try (Arena scratch = Arena.ofConfined()) {
            AVChannelLayout known = SpeakerLayouts.allocate(scratch);
            // A number of channels without names stands for the usual loudspeakers.
            if (given.order() == avutil.AV_CHANNEL_ORDER_UNSPEC) {
                SpeakerLayouts.usual(known, given.nb_channels());
            } else {
                avutil.av_channel_layout_copy(known, given);
            }
            int status = swresample.swr_alloc_set_opts2(
                    created,
                    layout,
                    libavFormat(info.sampleFormat()),
                    info.sampleRate(),
                    known,
                    frame.format(),
                    frame.sample_rate(),
                    0,
                    null);
            if (status >= 0) {
                status = swresample.swr_init(created);
            }
            if (status < 0) {
                swresample.swr_free(created);
                throw new IOException("sound of %s cannot be converted to %s: %s"
                        .formatted(SpeakerLayouts.name(known), SpeakerLayouts.name(layout), AvError.text(status)));
            }
        }
        inputFormat = frame.format();
        inputRate = frame.sample_rate();
        avutil.av_channel_layout_copy(inputLayout, given);
        swr = created;
        return created;
    }

    private void reserve(long bytes) {
        if (samples.byteSize() < bytes) {
            samples = arena.allocate(bytes + bytes / 2, 64);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        SwrContext context = swr;
        if (context != null) {
            swresample.swr_free(context);
        }
        avutil.av_channel_layout_uninit(inputLayout);
        avutil.av_channel_layout_uninit(layout);
        arena.close();
    }
}
