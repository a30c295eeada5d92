// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.media.av.SpeakerLayouts;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Brings blocks to the sample format and rate of an encoder. The output is {@code round(input * outRate / inRate)}
 * samples long.
 */
final class Resampler implements AutoCloseable {
    private static final int CHUNK = 4096;

    /** Converted samples, valid during the call. */
    final class Samples {
        private int count;

        int count() {
            return count;
        }

        /** Copies samples into a frame of the encoder's format. */
        void copyTo(AVFrame frame, int from, int to, int samples) {
            if (order.length > 0) {
                reorder(
                        AvAddress.segment(frame.extended_data(0), (long) (to + samples) * strideBytes),
                        from,
                        to,
                        samples);
                return;
            }
            for (int plane = 0; plane < planes; plane++) {
                MemorySegment target =
                        AvAddress.segment(frame.extended_data(plane), (long) (to + samples) * strideBytes);
                MemorySegment.copy(
                        output,
                        plane * planeBytes + (long) from * strideBytes,
                        target,
                        (long) to * strideBytes,
                        (long) samples * strideBytes);
            }
        }
    }

    private void reorder(MemorySegment target, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < order.length; c++) {
                target.setAtIndex(
                        ValueLayout.JAVA_INT,
                        (long) (to + i) * order.length + c,
                        output.getAtIndex(ValueLayout.JAVA_INT, (long) (from + i) * order.length + order[c]));
            }
        }
    }

    /** Takes converted samples. */
    @FunctionalInterface
    interface SampleTarget {
        /** Takes them; they are valid until this returns. */
        void accept(Samples samples) throws IOException;
    }

    private final AudioFormat format;
    private final AVCodecContext encoder;
    private final int outRate;
    private final int outFormat;
    private final int channels;
    /**
     * Which channel goes to each place of an interleaved frame of four bytes a sample; empty for the order as it is.
     */
    private final int[] order;

    private final int planes;
    /** Bytes from one sample frame to the next in a plane. */
    private final int strideBytes;

    private final int outCapacity;
    private final long planeBytes;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment input;
    private final MemorySegment inputPlanes;
    private final MemorySegment output;
    private final MemorySegment outputPlanes;
    private final Samples samples = new Samples();
    private AudioBlock.@Nullable SampleFormat sampleFormat;
    private @Nullable SwrContext swr;
    private long totalIn;
    private final AtomicLong clamped = new AtomicLong();
    private long delivered;
    private boolean finished;

    Resampler(AudioFormat format, AVCodecContext encoder) {
        this.format = format;
        this.encoder = encoder;
        outRate = encoder.sample_rate();
        outFormat = encoder.sample_fmt();
        channels = format.channels();
        int outChannels = encoder.ch_layout().nb_channels();
        order = AudioCodecs.of(format.codec()).order(outChannels);
        boolean planar = avutil.av_sample_fmt_is_planar(outFormat) != 0;
        int sampleBytes = avutil.av_get_bytes_per_sample(outFormat);
        planes = planar ? outChannels : 1;
        strideBytes = planar ? sampleBytes : sampleBytes * outChannels;
        outCapacity = Math.toIntExact((long) CHUNK * outRate / format.sampleRate()) + 1024;
        planeBytes = (long) outCapacity * strideBytes;
        input = arena.allocate(CHUNK * 4L * channels, 64);
        inputPlanes = arena.allocateFrom(ValueLayout.ADDRESS, input);
        output = arena.allocate(planeBytes * planes, 64);
        outputPlanes = arena.allocate(ValueLayout.ADDRESS, planes);
        for (int plane = 0; plane < planes; plane++) {
            outputPlanes.setAtIndex(
                    ValueLayout.ADDRESS, plane, MemorySegment.ofAddress(output.address() + plane * planeBytes));
        }
    }

    /** Tells where loudspeakers are not those of the sound; back and side ones count as the same. */
    List<String> warnings() {
        try (Arena scratch = Arena.ofConfined()) {
            AVChannelLayout layout = SpeakerLayouts.allocate(scratch);
            SpeakerLayouts.of(layout, format.channelMask(), channels);
            long given = SpeakerLayouts.mask(layout);
            long coded = SpeakerLayouts.mask(encoder.ch_layout());
            if (SpeakerLayouts.isNearlySame(given, coded)) {
                return List.of();
            }
            String words = SpeakerLayouts.hasAll(coded, given)
                    ? "%s has no %s: its sound is carried in %s, with silence in the other channels"
                    : "%s has no %s: its sound is mixed to %s";
            return List.of(words.formatted(
                    format.codec(), SpeakerLayouts.name(layout), SpeakerLayouts.name(encoder.ch_layout())));
        }
    }

    void write(AudioBlock block, SampleTarget target) throws IOException {
        if (block.sampleRate() != format.sampleRate() || block.channels() != channels) {
            throw new IllegalArgumentException("audio: %d Hz, %d channels given, %d Hz, %d channels allowed"
                    .formatted(block.sampleRate(), block.channels(), format.sampleRate(), channels));
        }
        SwrContext context = open(block.sampleFormat());
        int frameBytes = block.sampleFormat().bytes() * channels;
        long frames = block.frames();
        for (long done = 0; done < frames; done += CHUNK) {
            int count = (int) Math.min(CHUNK, frames - done);
            MemorySegment.copy(block.data(), done * frameBytes, input, 0, (long) count * frameBytes);
            if (block.sampleFormat() == AudioBlock.SampleFormat.F32) {
                clamped.addAndGet(SampleClamp.clamp(input, count * channels));
            }
            totalIn += count;
            convert(context, inputPlanes, count, target);
        }
    }

    /** Delivers what the filter holds back; cuts or pads the end to the exact length. */
    void finish(SampleTarget target) throws IOException {
        finished = true;
        SwrContext context = swr;
        if (context == null) {
            return;
        }
        while (delivered < totalOut() && convert(context, MemorySegment.NULL, 0, target) > 0) {
            // Each round takes more of what was held back.
        }
        while (delivered < totalOut()) {
            output.fill((byte) 0);
            deliver(outCapacity, target);
        }
    }

    /** Samples that were changed because no codec takes them. */
    long clamped() {
        return clamped.get();
    }

    boolean finished() {
        return finished;
    }

    /** Length of the output for the input so far. */
    long totalOut() {
        return Rational.of(outRate).rescale(totalIn, Rational.of(format.sampleRate()));
    }

    private int convert(SwrContext context, MemorySegment planesIn, int count, SampleTarget target) throws IOException {
        int converted = swresample.swr_convert(
                context,
                new PointerPointer<>(new AvAddress(outputPlanes)),
                outCapacity,
                new PointerPointer<>(new AvAddress(planesIn)),
                count);
        if (converted < 0) {
            throw new IOException("sound cannot be converted: " + AvError.text(converted));
        }
        deliver(converted, target);
        return converted;
    }

    private void deliver(int count, SampleTarget target) throws IOException {
        // While input may follow, rounding has not decided yet where the output ends.
        int allowed = finished ? (int) Math.min(count, totalOut() - delivered) : count;
        if (allowed > 0) {
            samples.count = allowed;
            delivered += allowed;
            target.accept(samples);
        }
    }

    private SwrContext open(AudioBlock.SampleFormat given) {
        SwrContext context = swr;
        if (context != null) {
            if (given != sampleFormat) {
                throw new IllegalArgumentException(
                        "audio sampleFormat: %s given, %s allowed".formatted(given, sampleFormat));
            }
            return context;
        }
        try (Arena scratch = Arena.ofConfined()) {
            AVChannelLayout layout = SpeakerLayouts.allocate(scratch);
            SpeakerLayouts.of(layout, format.channelMask(), channels);
            SpeakerLayouts.callBacksSides(layout, SpeakerLayouts.mask(encoder.ch_layout()));
            SwrContext created = new SwrContext((Pointer) null);
            int status = swresample.swr_alloc_set_opts2(
                    created,
                    encoder.ch_layout(),
                    outFormat,
                    outRate,
                    layout,
                    switch (given) {
                        case S16 -> avutil.AV_SAMPLE_FMT_S16;
                        case S32 -> avutil.AV_SAMPLE_FMT_S32;
                        case F32 -> avutil.AV_SAMPLE_FMT_FLT;
                    },
                    format.sampleRate(),
                    AvLibraries.SILENT,
                    null);
            avutil.av_channel_layout_uninit(layout);
            if (status >= 0) {
                status = swresample.swr_init(created);
            }
            if (status < 0) {
                swresample.swr_free(created);
                throw new UnsupportedException("sound cannot be converted: " + AvError.text(status));
            }
            sampleFormat = given;
            swr = created;
            return created;
        }
    }

    @Override
    public void close() {
        SwrContext context = swr;
        if (context != null) {
            swresample.swr_free(context);
            swr = null;
        }
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
