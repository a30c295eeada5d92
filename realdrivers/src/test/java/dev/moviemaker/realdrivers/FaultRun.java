// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.encoder.pipeline.HardwareEncoderProvider;
import dev.moviemaker.encoder.pipeline.VulkanSource;
import java.time.Duration;
import java.util.List;

/** What faults of the GPU do: {@code recorded} frames that decode, or {@code refused} with a reason. */
final class FaultRun {
    private static final int FRAMES = 8;

    private FaultRun() {}

    /**
     * With {@code record} it records although faults come; with {@code open} it only opens, self-test and all; with
     * {@code long N} it records so many frames.
     */
    public static void main(String[] arguments) throws Exception {
        EncoderSettings settings = EncoderSettings.builder()
                .width(320)
                .height(192)
                .rateControl(dev.moviemaker.RateControlMode.CQP)
                .keyframeInterval(100)
                .build();
        Recorded.start();
        switch (arguments[0]) {
            case "open" -> open(settings);
            case "long" -> longRun(settings, Integer.parseInt(arguments[1]));
            default -> record(settings);
        }
        System.out.println("alive still");
        System.exit(0);
    }

    private static void open(EncoderSettings settings) {
        try (var encoder = new HardwareEncoderProvider().open(settings, packet -> {})) {
            System.out.println("opened " + encoder.device());
        } catch (dev.moviemaker.UnsupportedException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    private static void record(EncoderSettings settings) throws Exception {
        Recorded recorded = Recorded.ofRecovered(settings, FRAMES);
        String wrong = Decoded.difference(recorded);
        System.out.println("recorded %d frames, %s".formatted(recorded.shown().size(), wrong));
    }

    private static void longRun(EncoderSettings settings, int frames) {
        HardwareEncoderProvider provider =
                new HardwareEncoderProvider(VulkanSource.MACHINE, Duration.ofMinutes(2), false);
        int[] packets = {0};
        try (var encoder = provider.open(settings, packet -> packets[0]++);
                var arena = java.lang.foreign.Arena.ofConfined()) {
            var pixels = arena.allocate(dev.moviemaker.PixelFormat.NV12.frameBytes(320, 192));
            for (int frame = 0; frame < frames; frame++) {
                if (frame == frames / 2) {
                    Recorded.PICTURES.clear();
                    System.out.println("half " + figures());
                }
                encoder.submit(dev.moviemaker.Frame.of(dev.moviemaker.PixelFormat.NV12, 320, 192, pixels), frame, 1);
                Recorded.PICTURES.clear();
            }
            System.out.println("end " + figures());
            encoder.finish();
        }
        System.out.println("packets " + packets[0] + List.copyOf(Recorded.FAILURES));
    }

    /** Open files and mappings of this process. */
    private static String figures() {
        try (var files = java.nio.file.Files.list(java.nio.file.Path.of("/proc/self/fd"));
                var maps = java.nio.file.Files.lines(java.nio.file.Path.of("/proc/self/maps"))) {
            return files.count() + " "
                    + maps.filter(line -> line.contains("played-gpu")).count();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
