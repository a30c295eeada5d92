// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.Usage;
import dev.moviemaker.bench.quality.Clip;
import dev.moviemaker.bench.quality.Clips;
import dev.moviemaker.bench.quality.Programs;
import dev.moviemaker.bench.quality.RatePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Speed against bits, by speed and usage, beside the ffmpeg program with the preset of the same number. The defaults of
 * {@code speed} come from its table. Environment: {@code BENCH_CLIPS}, a folder of further movies.
 */
public final class Quality implements Question {
    private static final int CRF = 34;
    private static final int APART = 4;
    private static final int KEYS = 60;
    private static final int REFERENCE = 8;
    private static final List<Usage> USAGES = List.of(Usage.TRANSCODING, Usage.RECORDING, Usage.CONFERENCING);

    @Override
    public String asks() {
        return "What do the speeds cost and give, by usage, beside ffmpeg's presets of the same numbers?";
    }

    /**
     * One movie.
     *
     * @param seconds of the whole process
     */
    private record Coded(RatePoint point, double seconds) {}

    /** The movies of one clip: ours by usage and speed, theirs by preset and CRF. */
    private record OfClip(Clip clip, Map<String, Coded> movies) {
        Coded ours(Usage usage, int speed) {
            return Objects.requireNonNull(movies.get(usage + " " + speed));
        }

        List<RatePoint> theirs(int preset) {
            List<RatePoint> points = new ArrayList<>();
            for (int crf = CRF - APART; crf <= CRF + APART; crf += APART) {
                points.add(theirs(preset, crf).point());
            }
            return points;
        }

        Coded theirs(int preset, int crf) {
            return Objects.requireNonNull(movies.get("ffmpeg " + preset + " " + crf));
        }
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Integer> speeds = run.quick() ? List.of(8, 10) : List.of(5, 6, 7, 8, 9, 10, 11);
        String folder = System.getenv("BENCH_CLIPS");
        List<Path> movies = folder == null || folder.isBlank() ? List.of() : Clips.in(Path.of(folder));
        Programs programs = Programs.load();
        Clips source = new Clips(run.work(), programs);
        List<Clip> clips = source.all(run.choose(30, 150), movies);
        EncodeProcesses processes = new EncodeProcesses(run.work(), programs, CRF, KEYS);
        List<OfClip> all = coded(run, clips, speeds, processes, programs);

        int cores = Runtime.getRuntime().availableProcessors();
        Clip live = source.game(1920, 1080, run.choose(60, 120));
        List<Row> rows = new ArrayList<>();
        for (Usage usage : USAGES) {
            for (int speed : speeds) {
                run.say("bench: %s at speed %d", usage, speed);
                Row row = row(all, usage, speed, speeds)
                        .with("1080p, all cores", rate(live, processes.ours(live, usage, speed, cores)), "frames/s");
                if (usage == Usage.RECORDING) {
                    row.with("1080p, 8 cores", rate(live, processes.ours(live, usage, speed, 8)), "frames/s");
                }
                rows.add(row);
            }
        }
        for (int speed : speeds) {
            rows.add(theirs(all, speed, speeds)
                    .with("1080p, all cores", rate(live, processes.theirs(live, speed, cores)), "frames/s"));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("clips", String.join(", ", clips.stream().map(Clip::name).toList()));
        settings.put("coded", "CRF %d, a key frame every %d; whole processes".formatted(CRF, KEYS));
        settings.put("two cores", "geometric mean of the clips; as many processes at once as there are pairs of cores");
        settings.put("1080p", "the game at 60 frames per second, one process at a time");
        settings.put("bits", "mean of the clips, at equal PSNR or XPSNR; ffmpeg's by interpolation over three CRFs");
        return new Answer(settings, rows, List.of(), List.of());
    }

    private static double rate(Clip clip, double seconds) {
        return clip.frames() / seconds;
    }

    private static List<OfClip> coded(
            Run run, List<Clip> clips, List<Integer> speeds, EncodeProcesses processes, Programs programs)
            throws Exception {
        int pairs = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        List<OfClip> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(pairs)) {
            Map<Clip, Map<String, Future<Coded>>> futures = new LinkedHashMap<>();
            for (Clip clip : clips) {
                Map<String, Future<Coded>> ofClip = new LinkedHashMap<>();
                futures.put(clip, ofClip);
                for (int speed : speeds) {
                    for (Usage usage : USAGES) {
                        ofClip.put(
                                usage + " " + speed,
                                executor.submit(() -> measured(
                                        clip,
                                        programs,
                                        movie -> processes.oursOnPair(clip, usage, speed, movie),
                                        run)));
                    }
                    for (int crf = CRF - APART; crf <= CRF + APART; crf += APART) {
                        int quality = crf;
                        ofClip.put(
                                "ffmpeg " + speed + " " + crf,
                                executor.submit(() -> measured(
                                        clip,
                                        programs,
                                        movie -> processes.theirsOnPair(clip, speed, quality, movie),
                                        run)));
                    }
                }
            }
            for (Map.Entry<Clip, Map<String, Future<Coded>>> entry : futures.entrySet()) {
                Map<String, Coded> movies = new LinkedHashMap<>();
                for (Map.Entry<String, Future<Coded>> future : entry.getValue().entrySet()) {
                    Coded coded = future.getValue().get();
                    movies.put(future.getKey(), coded);
                    run.say(
                            "bench: %s, %s: %s in %.2f s",
                            entry.getKey().name(), future.getKey(), coded.point(), coded.seconds());
                }
                all.add(new OfClip(entry.getKey(), movies));
            }
        }
        return all;
    }

    /** Codes a clip into a movie. */
    private interface Coding {
        double secondsFor(Path movie) throws IOException, InterruptedException;
    }

    private static Coded measured(Clip clip, Programs programs, Coding coding, Run run) throws Exception {
        Path movie = Files.createTempFile(run.work(), "quality", ".mp4");
        try {
            double seconds = coding.secondsFor(movie);
            return new Coded(programs.measure(movie, clip), seconds);
        } finally {
            Files.deleteIfExists(movie);
        }
    }

    private static Row row(List<OfClip> all, Usage usage, int speed, List<Integer> speeds) {
        double logs = 0;
        double psnr = 0;
        double xpsnr = 0;
        double reference = 0;
        double worst = Double.NEGATIVE_INFINITY;
        for (OfClip one : all) {
            Coded coded = one.ours(usage, speed);
            logs += Math.log(rate(one.clip(), coded.seconds()));
            psnr += coded.point().moreBitsThan(one.theirs(speed), RatePoint::psnr);
            double perceived = coded.point().moreBitsThan(one.theirs(speed), RatePoint::xpsnr);
            xpsnr += perceived;
            worst = Math.max(worst, perceived);
            reference += coded.point().moreBitsThan(one.theirs(reference(speeds)), RatePoint::xpsnr);
        }
        int count = all.size();
        return Row.of("by", usage.toString().toLowerCase(Locale.ROOT))
                .about("speed", speed)
                .with("2 cores", Math.exp(logs / count), "frames/s")
                .with("bits, PSNR", 100 * psnr / count, "%")
                .with("bits, XPSNR", 100 * xpsnr / count, "%")
                .with("worst clip, XPSNR", 100 * worst, "%")
                .with("bits to preset " + reference(speeds), 100 * reference / count, "%");
    }

    private static Row theirs(List<OfClip> all, int preset, List<Integer> speeds) {
        double logs = 0;
        double reference = 0;
        for (OfClip one : all) {
            Coded coded = one.theirs(preset, CRF);
            logs += Math.log(rate(one.clip(), coded.seconds()));
            reference += coded.point().moreBitsThan(one.theirs(reference(speeds)), RatePoint::xpsnr);
        }
        return Row.of("by", "ffmpeg")
                .about("speed", preset)
                .with("2 cores", Math.exp(logs / all.size()), "frames/s")
                .with("bits, PSNR", 0, "%")
                .with("bits, XPSNR", 0, "%")
                .with("worst clip, XPSNR", 0, "%")
                .with("bits to preset " + reference(speeds), 100 * reference / all.size(), "%");
    }

    private static int reference(List<Integer> speeds) {
        return speeds.contains(REFERENCE) ? REFERENCE : speeds.getFirst();
    }
}
