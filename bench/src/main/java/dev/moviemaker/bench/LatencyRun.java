// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The process that samples the time from a frame's hand-over to its packet. JMH's sampling would time one call, which
 * with several frames in flight is not one frame.
 */
final class LatencyRun {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** An encoder that gives nothing for so long holds the frame back until more come. */
    private static final Duration HELD_BACK = Duration.ofMillis(1500);

    private static final int MOST_HELD_BACK = 64;
    private static final int WARM_UP_WIDTH = 256;
    private static final int WARM_UP_HEIGHT = 144;
    private static final int WARM_UP_SECONDS = 3;
    private static final int WARM_UP_FRAMES = 300;
    private static final PrintStream OUT = System.out;

    private LatencyRun() {}

    /**
     * Arguments: backend, device or {@code -}, speed, width, height, frames in flight, input, seconds to sample, most
     * frames.
     */
    public static void main(String[] arguments) throws InterruptedException {
        Optional<String> device = Optional.of(arguments[1]).filter(d -> !d.equals("-"));
        int inFlight = Integer.parseInt(arguments[5]);
        EncoderSettings settings = EncodeLoop.settings(Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]))
                .speed(Integer.parseInt(arguments[2]))
                .framesInFlight(inFlight)
                .build();
        int most = Integer.parseInt(arguments[8]);
        EncodeInput input = EncodeInput.valueOf(arguments[6]);
        // Compiled code first: interpreted, a picture of the emulated GPU can take longer than the library waits for
        // one.
        EncoderSettings small =
                settings.toBuilder().width(WARM_UP_WIDTH).height(WARM_UP_HEIGHT).build();
        try (EncodeLoop loop = new EncodeLoop(small, arguments[0], device, input)) {
            List<Double> _ = latencies(loop, inFlight, WARM_UP_SECONDS, WARM_UP_FRAMES).millis;
        }
        try (EncodeLoop loop = new EncodeLoop(settings, arguments[0], device, input)) {
            Samples samples = latencies(loop, inFlight, Double.parseDouble(arguments[7]), most);
            List<Double> sorted = samples.millis.stream().sorted().toList();
            print("samples", sorted.size());
            print("inFlight", samples.needed);
            print("p50", percentile(sorted, 50));
            print("p95", percentile(sorted, 95));
            print("p99", percentile(sorted, 99));
            print("max", sorted.getLast());
        }
    }

    /** Latencies, and how many frames had to be in flight. */
    private record Samples(List<Double> millis, int needed) {}

    private static Samples latencies(EncodeLoop loop, int inFlight, double seconds, int most)
            throws InterruptedException {
        int warmUp = most / 10;
        // Frames go on coming until the last packet that counts, for an encoder may hold some back.
        int frames = most + MOST_HELD_BACK;
        long[] submitted = new long[frames];
        double[] millis = new double[most];
        int received = 0;
        int sent = 0;
        int allowed = inFlight;
        long start = 0;
        while (received < most && (received <= warmUp || System.nanoTime() - start < seconds * 1e9)) {
            if (sent < frames && sent - received < allowed) {
                submitted[sent++] = System.nanoTime();
                loop.submit();
            }
            if (sent - received < allowed && sent < frames) {
                continue;
            }
            boolean maybeHeld = received <= warmUp && sent < frames;
            EncodedFrame packet = loop.encoder().receive(maybeHeld ? HELD_BACK : PATIENCE);
            if (packet == null) {
                if (!maybeHeld) {
                    throw new IllegalStateException("no packet within " + PATIENCE);
                }
                allowed++;
                continue;
            }
            millis[received] = (System.nanoTime() - submitted[received]) / 1e6;
            received++;
            if (received == warmUp) {
                start = System.nanoTime();
            }
        }
        return new Samples(
                Arrays.stream(millis, Math.min(warmUp, received - 1), received)
                        .boxed()
                        .toList(),
                allowed);
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    private static void print(String name, double value) {
        OUT.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
