// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a recording. One thread submits, one takes packets, any reads; nobody waits and nothing is allocated per
 * frame.
 */
public final class RecordingCounter {
    private static final int FIRST_IN_FLIGHT = 64;

    /**
     * What is known of an encoder when it is opened. Any thread takes a snapshot, so that one asks the encoder itself
     * for nothing but its warnings, some of which come with a packet.
     */
    private record Counted(VideoEncoder encoder, String device, List<String> notes, Optional<String> fallbackReason) {
        static Counted of(OpenedEncoder opened) {
            VideoEncoder encoder = opened.encoder();
            return new Counted(encoder, encoder.device(), List.copyOf(encoder.notes()), opened.fallbackReason());
        }
    }

    private final String backend;
    private volatile @Nullable Counted counted;
    private final Rational timeBase;
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private volatile long startNanos = System.nanoTime();
    /** When the frames that are inside the encoder were handed over; grows with their number. */
    private volatile AtomicLongArray submitNanos = new AtomicLongArray(FIRST_IN_FLIGHT);

    private final LatencyHistogram latency = new LatencyHistogram();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong encoded = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong duplicated = new AtomicLong();
    private volatile LongSupplier samplesClamped = () -> 0;
    private volatile Supplier<Optional<LiveStatistics>> live = Optional::empty;
    private final AtomicLong keyFrames = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong firstPts = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong endPts = new AtomicLong(Long.MIN_VALUE);
    private volatile long endNanos;

    /** A count of nothing, so far of no encoder. */
    public RecordingCounter(String backend, Rational timeBase) {
        this.backend = backend;
        this.timeBase = timeBase;
    }

    /** Names the encoder that frames go to, and starts the clock; before the first frame. */
    public void counts(OpenedEncoder encoder) {
        counted = Counted.of(encoder);
        startNanos = System.nanoTime();
    }

    /** A frame is about to be handed to the encoder. */
    public void submitting() {
        long number = submitted.get();
        AtomicLongArray times = submitNanos;
        if (number - encoded.get() >= times.length()) {
            times = grown(times, number);
            submitNanos = times;
        }
        times.set(place(times, number), System.nanoTime());
        submitted.incrementAndGet();
    }

    private static int place(AtomicLongArray times, long number) {
        return (int) (number % times.length());
    }

    /** With room for more; who still reads the old array finds there what it looks for. */
    private static AtomicLongArray grown(AtomicLongArray times, long next) {
        AtomicLongArray larger = new AtomicLongArray(2 * times.length());
        for (long number = next - times.length(); number < next; number++) {
            larger.set(place(larger, number), times.get(place(times, number)));
        }
        return larger;
    }

    /** The frame was refused after all. */
    public void refused() {
        submitted.decrementAndGet();
    }

    /** A frame was not taken because there was no room for it in time, or because the next one came too early. */
    public void dropped() {
        dropped.incrementAndGet();
    }

    /** A frame was repeated because the next one came too late. */
    void duplicated() {
        duplicated.incrementAndGet();
    }

    /** Who counts the samples that were changed. */
    void samplesClamped(LongSupplier counter) {
        samplesClamped = counter;
    }

    /** Who tells how sending goes. */
    void live(Supplier<Optional<LiveStatistics>> supplier) {
        live = supplier;
    }

    /** A packet came. AV1 shows one frame per packet, in order, so the n-th packet belongs to the n-th frame. */
    public void packet(EncodedFrame packet) {
        long number = encoded.get();
        AtomicLongArray times = submitNanos;
        long nanos = System.nanoTime() - times.get(place(times, number));
        latency.record(nanos);
        bytes.addAndGet(packet.size());
        if (packet.keyFrame()) {
            keyFrames.incrementAndGet();
        }
        firstPts.accumulateAndGet(packet.pts(), Math::min);
        endPts.accumulateAndGet(packet.pts() + packet.duration(), Math::max);
        encoded.incrementAndGet();
        Trace.frameEncoded(number, packet.pts(), packet.size(), packet.keyFrame(), nanos);
    }

    /**
     * Says when the last frame ends.
     *
     * @param pts units of the time base
     */
    public void endsAt(long pts) {
        endPts.set(pts);
    }

    /** Adds what could not be honoured. */
    public void warn(List<String> sentences) {
        warnings.addAll(sentences);
    }

    /** Stops the clock. */
    public void ended() {
        if (endNanos == 0) {
            endNanos = System.nanoTime();
        }
    }

    /** Frames handed over. */
    public long framesSubmitted() {
        return submitted.get();
    }

    /** Packets received. */
    public long framesEncoded() {
        return encoded.get();
    }

    /** The figures now. */
    public RecordingStatistics snapshot() {
        Counted of = counted;
        long packets = encoded.get();
        // Read once, so that the numbers of one snapshot agree while other threads submit.
        long taken = Math.max(submitted.get(), packets);
        long end = endNanos;
        Duration sinceStart = Duration.ofNanos((end == 0 ? System.nanoTime() : end) - startNanos);
        double elapsed = sinceStart.toNanos() / 1e9;
        double movie = packets == 0 ? 0 : seconds(endPts.get() - firstPts.get());
        return RecordingStatistics.builder(backend)
                .framesSubmitted(taken)
                .framesEncoded(packets)
                .framesQueued(taken - packets)
                .framesDropped(dropped.get())
                .framesDuplicated(duplicated.get())
                .samplesClamped(samplesClamped.getAsLong())
                .keyFrames(keyFrames.get())
                .bytes(bytes.get())
                .averageBitrate(movie > 0 ? bytes.get() * 8 / movie : 0)
                .framesPerSecond(elapsed > 0 ? packets / elapsed : 0)
                .realtimeFactor(elapsed > 0 ? movie / elapsed : 0)
                .movieTime(Duration.ofNanos(Math.round(movie * 1e9)))
                .elapsedTime(sinceStart)
                .latency(latency.snapshot())
                .live(live.get())
                .device(of == null ? "" : of.device())
                .fallbackReason(of == null ? Optional.empty() : of.fallbackReason())
                .notes(of == null ? List.of() : of.notes())
                .warnings(Stream.concat(of == null ? Stream.of() : of.encoder().warnings().stream(), warnings.stream())
                        .toList())
                .build();
    }

    private double seconds(long units) {
        return (double) units * timeBase.numerator() / timeBase.denominator();
    }
}
