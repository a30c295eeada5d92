// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.bench.RecordingRun.Way;
import dev.moviemaker.media.svt.SvtPlan;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whole recordings in software, from RGBA in memory to an MP4 file, each in a process of its own and in turns. */
public final class Recording implements Question {
    private static final double MIB = 1 << 20;
    private static final double KIB_PER_MIB = 1024;
    private static final double SAME_SIZE = 0.03;
    private static final double SAME_PSNR = 0.3;

    private final Map<Way, RgbQuality> qualities = new EnumMap<>(Way.class);

    @Override
    public String asks() {
        return "How fast, and with what, does a Java program record 1080p frames from memory to MP4?";
    }

    /** The best of all rounds: what else the machine did only adds. */
    private record Best(double seconds, double cpu, double peakKib) {
        Best and(Printed figures) {
            return new Best(
                    Math.min(seconds, figures.get("seconds")),
                    Math.min(cpu, figures.get("cpu")),
                    Math.min(peakKib, figures.get("peakKib")));
        }
    }

    @Override
    public Answer answer(Run run) throws Exception {
        int count = run.choose(60, 300);
        int rounds = run.choose(1, 3);
        Path frames = NaturalFrames.file(run, RecordingRun.WIDTH, RecordingRun.HEIGHT, run.choose(10, 30));
        Map<Way, Best> best = new EnumMap<>(Way.class);
        for (int round = 1; round <= rounds; round++) {
            for (Way way : Way.values()) {
                Printed figures =
                        JavaProgram.run(RecordingRun.class, List.of("-Xmx256m"), way, frames, count, movie(run, way));
                run.say("bench: round %d, %s: %.1f s", round, way.title(), figures.get("seconds"));
                best.merge(
                        way,
                        new Best(figures.get("seconds"), figures.get("cpu"), figures.get("peakKib")),
                        (old, fresh) -> old.and(figures));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "frames", "%d of 1920x1080 RGBA, natural content, already in memory, not counted".formatted(count));
        settings.put(
                "SVT-AV1", "preset 10, " + SvtPlan.of(RecordingRun.settings()).parameterString());
        settings.put("rounds", rounds + ", in turns; the best of each figure");
        settings.put("counted", "the recording alone, without the start of the JVM, in all processes");
        return new Answer(settings, rows(run, frames, count, best), ratios(run, best), new ArrayList<>());
    }

    private static <T> T of(Map<Way, T> all, Way way) {
        return Objects.requireNonNull(all.get(way));
    }

    private static Path movie(Run run, Way way) {
        return run.work().resolve("recording-" + way.name() + ".mp4");
    }

    private List<Row> rows(Run run, Path file, int count, Map<Way, Best> best) throws Exception {
        List<Row> rows = new ArrayList<>();
        qualities.clear();
        try (Arena arena = Arena.ofShared()) {
            NaturalFrames frames = NaturalFrames.read(file, RecordingRun.WIDTH, RecordingRun.HEIGHT, arena);
            for (Way way : Way.values()) {
                Best one = of(best, way);
                RgbQuality quality = RgbQuality.of(movie(run, way), frames, count);
                qualities.put(way, quality);
                rows.add(Row.of("by", way.title())
                        .with("speed", count / one.seconds, "frames/s")
                        .with("processor time", one.cpu, "s")
                        .with("peak memory", one.peakKib / KIB_PER_MIB, "MiB")
                        .with("file", Files.size(movie(run, way)) / MIB, "MiB")
                        .with("PSNR", quality.psnr(), "dB")
                        .with("SSIM", quality.ssim(), ""));
            }
        }
        return rows;
    }

    private List<Ratio> ratios(Run run, Map<Way, Best> best) throws Exception {
        List<Ratio> ratios = new ArrayList<>();
        Best ours = of(best, Way.OURS);
        Best pipe = of(best, Way.PIPE);
        Best javacv = of(best, Way.JAVACV);
        ratios.add(Ratio.atLeast("speed: ours / pipe", pipe.seconds / ours.seconds, "", 1));
        ratios.add(Ratio.atLeast("ours / JavaCV", javacv.seconds / ours.seconds, "", 1.2));
        ratios.add(Ratio.atMost("processor time: ours / pipe", ours.cpu / pipe.cpu, "", 1));
        ratios.add(Ratio.atMost("ours / JavaCV", ours.cpu / javacv.cpu, "", 1));
        ratios.add(Ratio.atMost("memory: ours / pipe", ours.peakKib / pipe.peakKib, "", 1));
        ratios.add(Ratio.of("ours / JavaCV", ours.peakKib / javacv.peakKib, ""));
        double size = Files.size(movie(run, Way.OURS));
        for (Way peer : List.of(Way.PIPE, Way.JAVACV)) {
            double psnr = of(qualities, Way.OURS).psnr() - of(qualities, peer).psnr();
            ratios.add(Ratio.atMost(
                    "size differs from %s by".formatted(peer.title()),
                    Math.abs(size / Files.size(movie(run, peer)) - 1),
                    "",
                    SAME_SIZE));
            ratios.add(Ratio.atLeast("PSNR minus theirs", psnr, "dB", -SAME_PSNR));
        }
        return ratios;
    }
}
