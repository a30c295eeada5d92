// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Many recordings, then a long one, in one process: does anything grow? Program of {@code bench/endurance}. A sample is
 * taken after collections, so that the heap's figure is what is held.
 */
final class EnduranceRun {
    private static final int FRAMES_EACH = 40;
    private static final int SAMPLES = 10;
    private static final List<RateControlMode> MODES = List.of(RateControlMode.values());
    private static final int RATE = 48_000;

    /** What may be more at the end than after the first fifth: native memory of others' pools settles slowly. */
    private static final Sample TOLERANCE = new Sample(2 << 10, 24 << 10, 0, 0);

    private final Path folder;

    private EnduranceRun(Path folder) {
        this.folder = folder;
    }

    /**
     * What the process holds.
     *
     * @param heapKb live objects
     * @param residentKb memory of the process
     */
    private record Sample(long heapKb, long residentKb, long descriptors, long threads) {
        static Sample now() throws IOException, InterruptedException {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(50);
            }
            long resident = 0;
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            long heap =
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
            return new Sample(heap, resident, count("/proc/self/fd"), count("/proc/self/task"));
        }

        private static long count(String directory) throws IOException {
            try (var entries = Files.list(Path.of(directory))) {
                return entries.count();
            }
        }

        void print(String after) {
            System.out.printf("| %s | %d | %d | %d | %d |%n", after, heapKb, residentKb, descriptors, threads);
            System.out.flush();
        }

        void requireFlat(Sample later) {
            if (later.heapKb - heapKb > TOLERANCE.heapKb
                    || later.residentKb - residentKb > TOLERANCE.residentKb
                    || later.descriptors - descriptors > TOLERANCE.descriptors
                    || later.threads - threads > TOLERANCE.threads) {
                throw new AssertionError("it grows: " + this + ", then " + later);
            }
        }
    }

    /** Arguments: the folder, recordings, and frames of the long one. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        EnduranceRun run = new EnduranceRun(Path.of(arguments[0]));
        System.out.println("| after | heap kB | process kB | descriptors | threads |");
        System.out.println("| --- | --- | --- | --- | --- |");
        run.recordings(Integer.parseInt(arguments[1]));
        run.frames(Integer.parseInt(arguments[2]));
    }

    private void recordings(int count) throws IOException, InterruptedException {
        Sample early = null;
        for (int i = 0; i < count; i++) {
            record(i);
            if ((i + 1) % (count / SAMPLES) == 0) {
                Sample sample = Sample.now();
                sample.print(i + 1 + " recordings");
                if (early == null && i + 1 >= count / 5) {
                    early = sample;
                } else if (early != null) {
                    early.requireFlat(sample);
                }
            }
        }
    }

    /** Kinds of files, rate control and sound in turn; every seventh is cancelled, every eleventh left to close. */
    private void record(int number) throws IOException {
        String extension = FaultTableTest.EXTENSIONS.get(number % FaultTableTest.EXTENSIONS.size());
        boolean sound = number % 5 < 3;
        EncoderSettingsBuilder settings = FaultRun.settings().toBuilder()
                .rateControl(MODES.get(number % MODES.size()))
                .quality(90);
        if (sound) {
            settings.audio(new AudioFormat(RATE, 2));
        }
        Path movie = folder.resolve("movie." + extension);
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings.build());
            maker.start(movie);
            for (int i = 0; i < FRAMES_EACH; i++) {
                maker.record(NumberedFrames.frame(i));
                if (sound) {
                    maker.record(silence());
                }
            }
            if (number % 7 == 6) {
                maker.cancel();
            } else if (number % 11 != 10) {
                maker.finish();
                requirePlayed(movie);
            }
        }
        try (var left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
    }

    private static void requirePlayed(Path movie) throws IOException {
        int played = NumberedFrames.played(movie);
        if (played != FRAMES_EACH) {
            throw new AssertionError(movie + " plays " + played + " frames");
        }
    }

    private static AudioBlock silence() {
        return new AudioBlock(MemorySegment.ofArray(new short[2 * RATE / 30]), AudioBlock.SampleFormat.S16, RATE, 2);
    }

    private void frames(int count) throws IOException, InterruptedException {
        Path movie = folder.resolve("long.mkv");
        Sample early = null;
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(FaultRun.settings().toBuilder()
                    .audio(new AudioFormat(RATE, 2))
                    .build());
            maker.start(movie);
            for (int i = 0; i < count; i++) {
                maker.record(NumberedFrames.frame(i & 0xFF));
                maker.record(silence());
                if ((i + 1) % (count / SAMPLES) == 0) {
                    Sample sample = Sample.now();
                    sample.print(i + 1 + " frames");
                    if (early == null && i + 1 >= count / 5) {
                        early = sample;
                    } else if (early != null) {
                        early.requireFlat(sample);
                    }
                }
            }
            maker.finish();
        }
        int played = NumberedFrames.played(movie);
        if (played != count) {
            throw new AssertionError(movie + " plays " + played + " frames");
        }
        Files.delete(movie);
    }
}
