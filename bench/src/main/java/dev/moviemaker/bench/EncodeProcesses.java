// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.Usage;
import dev.moviemaker.bench.quality.Clip;
import dev.moviemaker.bench.quality.Programs;
import dev.moviemaker.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Processes of {@code av1 encode} and of ffmpeg on some of the machine's cores, timed from start to end. Several
 * threads may use it; those that ask for a pair of cores get one that nobody else has.
 */
final class EncodeProcesses {
    private static final int HIGHEST_CRF = 63;
    private static final int CRFS = 62;

    private final Path work;
    private final Programs programs;
    private final int crf;
    private final int keys;
    private final BlockingQueue<String> pairs = new LinkedBlockingQueue<>();

    EncodeProcesses(Path work, Programs programs, int crf, int keys) {
        this.work = work;
        this.programs = programs;
        this.crf = crf;
        this.keys = keys;
        int cores = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i == 0 || i + 1 < cores; i += 2) {
            pairs.add(i + "," + Math.min(i + 1, cores - 1));
        }
    }

    /** Seconds that ours takes on a pair of cores. */
    double oursOnPair(Clip clip, Usage usage, int speed, Path movie) throws IOException, InterruptedException {
        return onPair(ours(clip, usage, speed, movie));
    }

    /** Seconds that theirs takes on a pair of cores. */
    double theirsOnPair(Clip clip, int preset, int crf, Path movie) throws IOException, InterruptedException {
        return onPair(theirs(clip, preset, crf, movie));
    }

    private double onPair(List<String> command) throws IOException, InterruptedException {
        String pair = pairs.take();
        try {
            return seconds(pair, command);
        } finally {
            pairs.add(pair);
        }
    }

    /** Seconds that ours takes on the first cores, for a movie that nobody looks at. */
    double ours(Clip clip, Usage usage, int speed, int cores) throws IOException, InterruptedException {
        return seconds(first(cores), ours(clip, usage, speed, work.resolve("quality-live.mp4")));
    }

    /** Seconds that theirs takes on the first cores. */
    double theirs(Clip clip, int preset, int cores) throws IOException, InterruptedException {
        return seconds(first(cores), theirs(clip, preset, crf, work.resolve("quality-live.mp4")));
    }

    private static String first(int cores) {
        return "0-" + (Math.min(cores, Runtime.getRuntime().availableProcessors()) - 1);
    }

    private List<String> ours(Clip clip, Usage usage, int speed, Path movie) {
        long quality = Math.round((HIGHEST_CRF - crf) * 100.0 / CRFS);
        return JavaProgram.command(
                Main.class,
                List.of(),
                "encode",
                clip.file(),
                "-o",
                movie,
                "--backend",
                "av1_software",
                "--rate-control",
                "crf",
                "--quality",
                quality,
                "--speed",
                speed,
                "--usage",
                usage.name().toLowerCase(Locale.ROOT),
                "--keyframe-interval",
                keys,
                "--quiet");
    }

    private List<String> theirs(Clip clip, int preset, int crf, Path movie) {
        return List.of(
                programs.ffmpeg(),
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-i",
                clip.file().toString(),
                "-c:v",
                "libsvtav1",
                "-preset",
                Integer.toString(preset),
                "-crf",
                Integer.toString(crf),
                "-g",
                Integer.toString(keys),
                movie.toString());
    }

    private static double seconds(String cores, List<String> command) throws IOException, InterruptedException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", cores));
        pinned.addAll(command);
        Path log = Files.createTempFile("bench", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(pinned).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("SVT_LOG", "1");
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            int status = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (status != 0) {
                throw new IOException("%s ended with %d: %s"
                        .formatted(command, status, Files.readString(log, StandardCharsets.UTF_8)));
            }
            return seconds;
        } finally {
            Files.delete(log);
        }
    }
}
