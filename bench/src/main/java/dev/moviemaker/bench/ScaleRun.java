// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The process that records one or several movies at once and prints what that took, in parts of the length, too. */
final class ScaleRun {
    private static final int SPEED = 13;
    private static final int TILE = 64;
    private static final int DISTINCT = 4;
    private static final int MARKS = 10;
    private static final double KIB = 1024;
    private static final PrintStream OUT = System.out;

    private ScaleRun() {}

    /**
     * Arguments: backend, device or {@code -}, width, height, frames, recordings, whether in turn instead of at once,
     * folder.
     */
    public static void main(String[] arguments) throws Exception {
        int width = Integer.parseInt(arguments[2]);
        int height = Integer.parseInt(arguments[3]);
        int frames = Integer.parseInt(arguments[4]);
        int recordings = Integer.parseInt(arguments[5]);
        boolean inTurn = Boolean.parseBoolean(arguments[6]);
        Path folder = Path.of(arguments[7]);
        EncoderSettingsBuilder settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CRF)
                .level(EncoderSettings.LEVEL_AUTO)
                .speed(SPEED);
        if (!arguments[1].equals("-")) {
            settings.device(arguments[1]);
        }
        List<Path> movies = new ArrayList<>();
        try (Arena arena = Arena.ofShared();
                ExecutorService threads = Executors.newFixedThreadPool(inTurn ? 1 : recordings)) {
            List<MemorySegment> pictures = pictures(arena, width, height);
            double ownKib = DISTINCT * PixelFormat.NV12.frameBytes(width, height) / KIB;
            try (ProcessUsage usage = new ProcessUsage()) {
                long start = System.nanoTime();
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < recordings; i++) {
                    Path movie = Files.createTempFile(folder, "scale", ".mp4");
                    Files.delete(movie);
                    movies.add(movie);
                    boolean marks = i == 0 && frames >= MARKS * MARKS;
                    running.add(threads.submit(() -> record(
                            arguments[0], settings.build(), pictures, frames, movie, marks ? usage : null, ownKib)));
                }
                for (int i = 0; i < recordings; i++) {
                    running.get(i).get();
                    if (inTurn && (i + 1) % (recordings / MARKS) == 0) {
                        mark(usage, (i + 1) / (recordings / MARKS), ownKib);
                    }
                }
                print("seconds", (System.nanoTime() - start) / 1e9);
                print("cpu", usage.cpuSince());
                print("peakKib", usage.peakKib() - ownKib);
            }
        } finally {
            for (Path movie : movies) {
                Files.deleteIfExists(movie);
            }
        }
    }

    /** NV12, so that the encoder and what is around it are measured, not the conversion. */
    private static List<MemorySegment> pictures(Arena arena, int width, int height) {
        List<MemorySegment> pictures = new ArrayList<>();
        byte[] row = new byte[width];
        for (int i = 0; i < DISTINCT; i++) {
            MemorySegment picture = arena.allocate(PixelFormat.NV12.frameBytes(width, height));
            for (int y = 0; y < height * 3 / 2; y++) {
                for (int x = 0; x < width; x++) {
                    row[x] = (byte) (64 + ((x + 3 * i) / TILE ^ y / TILE) * 11 + (x * 31 + y * 17 & 15));
                }
                MemorySegment.copy(row, 0, picture, java.lang.foreign.ValueLayout.JAVA_BYTE, (long) y * width, width);
            }
            pictures.add(picture);
        }
        return pictures;
    }

    private static void record(
            String backend,
            EncoderSettings settings,
            List<MemorySegment> pictures,
            int frames,
            Path movie,
            @org.jspecify.annotations.Nullable ProcessUsage usage,
            double ownKib) {
        try (MovieMaker maker = MovieMaker.create(backend)) {
            maker.configure(settings);
            maker.start(movie);
            for (int i = 0; i < frames; i++) {
                maker.record(Frame.of(PixelFormat.NV12, settings.width(), settings.height(), pictures.get(place(i))));
                if (usage != null && (i + 1) % (frames / MARKS) == 0) {
                    mark(usage, (i + 1) / (frames / MARKS), ownKib);
                }
            }
            maker.finish();
        }
    }

    /** Forwards and backwards in turn. */
    private static int place(int frame) {
        int period = 2 * (DISTINCT - 1);
        int place = frame % period;
        return place < DISTINCT ? place : period - place;
    }

    private static void mark(ProcessUsage usage, int tenth, double ownKib) {
        try {
            print("cpu" + tenth, usage.cpuSince());
            print("residentKib" + tenth, ProcessUsage.resident("self") - ownKib);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void print(String name, double value) {
        OUT.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }
}
