// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.Usage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Records with several encoders at once, round by round, decodes what comes out, and counts stalls, packets out of
 * order and damaged pictures. Program of {@code bench/stress}.
 */
final class StressRun {
    private static final int FRAMES = 40;

    /** More than SVT-AV1 holds with its own look-ahead, several times over. */
    private static final int FILE_FRAMES = 120;

    /** Five chunks, the last of them short. */
    private static final int CHUNKED_FRAMES = 250;

    /** From so many pixels on random speeds are fast ones, so that a round takes seconds and not minutes. */
    private static final int SLOW_PIXELS = 640 * 360;

    /** What is recorded side by side. */
    private enum Kind {
        PAIR(2, "two of 640x360, speed 13"),
        FOUR(4, "four of 256x144, speed 13"),
        SINGLE(1, "one of 1920x1080, speed 10"),
        EIGHT(8, "eight with random settings"),
        FILE(1, "one file of 768x432, speed 10"),
        DEEP(1, "one file of 768x432, speed 6"),
        FILES(3, "three files of 768x432, speed 13"),
        LARGE(1, "one file of 1920x1080, speed 10"),
        VAST(1, "one file of 1920x1080, speed 6"),
        CHUNKS(1, "one file of 768x432 in chunks, speed 8");

        private final int recordings;
        private final String words;

        Kind(int recordings, String words) {
            this.recordings = recordings;
            this.words = words;
        }

        EncoderSettings settings(SplittableRandom random) {
            return switch (this) {
                case PAIR -> crf(640, 360, 13);
                case FOUR -> crf(256, 144, 13);
                case SINGLE -> crf(1920, 1080, 10);
                case FILE -> file(768, 432, 10);
                case DEEP -> file(768, 432, 6);
                case FILES -> file(768, 432, 13);
                case LARGE -> file(1920, 1080, 10);
                case VAST -> file(1920, 1080, 6);
                case CHUNKS ->
                    file(768, 432, 8).toBuilder().keyframeInterval(30).build();
                case EIGHT -> random(random);
            };
        }

        int frames() {
            return switch (this) {
                case PAIR, FOUR, SINGLE, EIGHT -> FRAMES;
                case FILE, DEEP, FILES, LARGE, VAST -> FILE_FRAMES;
                case CHUNKS -> CHUNKED_FRAMES;
            };
        }
    }

    private final List<String> parameters;
    private final long seed;
    private final long mostNanos;
    private final int cores;

    private StressRun(List<String> parameters, long seed, long mostNanos, int cores) {
        this.parameters = parameters;
        this.seed = seed;
        this.mostNanos = mostNanos;
        this.cores = cores;
    }

    private static EncoderSettings crf(int width, int height, int speed) {
        return EncoderSettings.builder()
                .width(width)
                .height(height)
                .rateControl(RateControlMode.CRF)
                .quality(60)
                .speed(speed)
                .build();
    }

    private static EncoderSettings file(int width, int height, int speed) {
        return crf(width, height, speed).toBuilder()
                .usage(Usage.TRANSCODING)
                .keyframeInterval(150)
                .build();
    }

    private static EncoderSettings random(SplittableRandom random) {
        int[][] sizes = {{64, 64}, {128, 72}, {256, 144}, {322, 182}, {640, 360}, {854, 480}, {1280, 720}};
        int[] size = sizes[random.nextInt(sizes.length)];
        int slowest = size[0] * size[1] < SLOW_PIXELS ? 3 : 6;
        int bitrate = Math.clamp(60L * size[0] * size[1], 1_000_000, 40_000_000);
        List<RateControlMode> modes = List.of(RateControlMode.values());
        String[] rates = {"15", "24", "30000/1001", "30", "50", "60", "120"};
        return EncoderSettings.builder()
                .width(size[0])
                .height(size[1])
                .framerate(Rational.parse(rates[random.nextInt(rates.length)]))
                .rateControl(modes.get(random.nextInt(modes.size())))
                .quality(60)
                .bitrate(bitrate)
                .maxBitrate(2L * bitrate)
                .keyframeInterval(random.nextBoolean() ? 30 : 12)
                .bitDepth(random.nextBoolean() ? 8 : 10)
                .speed(random.nextInt(slowest, EncoderSettings.MAX_SPEED + 1))
                .level(EncoderSettings.LEVEL_AUTO)
                .build();
    }

    /** Their own parameters put over those of the plan; an empty value takes one away. */
    private SvtPlan plan(EncoderSettings settings) {
        SvtPlan plan = SvtPlan.of(settings, cores);
        Map<String, String> changed = new LinkedHashMap<>(plan.parameters());
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            boolean levels = parts[0].equals("hierarchical-levels") || parts[0].equals("lookahead");
            if (levels && "1".equals(changed.get("pred-struct"))) {
                continue;
            }
            if (parts.length == 1 || parts[1].isEmpty()) {
                changed.remove(parts[0]);
            } else {
                changed.put(parts[0], parts[1]);
            }
        }
        return new SvtPlan(
                plan.codedWidth(),
                plan.codedHeight(),
                plan.frameRate(),
                plan.bitrate(),
                plan.keyframeInterval(),
                changed,
                plan.safety(),
                plan.warnings(),
                plan.notes());
    }

    /** Runs rounds of a kind, as many as there is time for, and counts. */
    private StressTally run(Kind kind, int rounds) throws InterruptedException {
        StressTally tally = new StressTally();
        long start = System.nanoTime();
        int round = 0;
        while (round < rounds && System.nanoTime() - start < mostNanos) {
            SplittableRandom random = new SplittableRandom(seed * 100_003 + round);
            List<StressRecording> recordings = new ArrayList<>();
            for (int i = 0; i < kind.recordings; i++) {
                EncoderSettings settings = kind.settings(random);
                recordings.add(new StressRecording(settings, plan(settings), kind.frames(), kind == Kind.CHUNKS));
            }
            tally.took(together(recordings, StressRecording::record));
            double ignored = together(recordings, StressRecording::check);
            for (StressRecording recording : recordings) {
                tally.add(recording.outcome(), kind.name() + ", round " + round);
            }
            round++;
        }
        return tally;
    }

    private static String structure(SvtPlan plan) {
        StringBuilder words = new StringBuilder();
        for (String key : List.of("pred-struct", "lookahead", "hierarchical-levels", "lp")) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(key)
                    .append('=')
                    .append(plan.parameters().getOrDefault(key, "SVT's own"));
        }
        return words.toString();
    }

    /** Does something with all of them at once; tells how many seconds it took. */
    private static double together(List<StressRecording> recordings, Consumer<StressRecording> what)
            throws InterruptedException {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(recordings.size())) {
            List<Future<?>> running = new ArrayList<>();
            recordings.forEach(recording -> running.add(threads.submit(() -> what.accept(recording))));
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Keeps so many processors busy beside the recordings: the fault needs threads that have to wait for one. */
    private static void load(int threads) {
        for (int i = 0; i < threads; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    /**
     * Arguments: rounds, the seed, the kinds with commas between ("all" for all), and parameters of SVT-AV1 as
     * KEY=VALUE. System properties: {@code stress.seconds} (the most for each kind),
     * {@code stress.load} (busy threads beside), {@code stress.cores} (that the plan reckons with).
     */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        int rounds = Integer.parseInt(arguments[0]);
        List<String> parameters = List.of(arguments).subList(3, arguments.length);
        StressRun run = new StressRun(
                parameters,
                Long.parseLong(arguments[1]),
                TimeUnit.SECONDS.toNanos(Long.getLong("stress.seconds", 86_400)),
                Integer.getInteger("stress.cores", Runtime.getRuntime().availableProcessors()));
        load(Integer.getInteger("stress.load", 0));
        out.println("| recordings at once | structure | cores | " + StressTally.HEADINGS + " |");
        out.println("| --- | --- | --- " + "| --- ".repeat(StressTally.HEADINGS.split("\\|").length) + "|");
        boolean good = true;
        for (Kind kind : Kind.values()) {
            if (asked(arguments[2], kind)) {
                if (kind == Kind.CHUNKS && !parameters.isEmpty()) {
                    System.err.println("chunks: left out, the library opens them with parameters of its own");
                    continue;
                }
                StressTally tally = run.run(kind, rounds);
                String structure = switch (kind) {
                    case EIGHT -> "each its own";
                    case CHUNKS -> "chunks, as the library chooses";
                    default -> structure(run.planOf(kind));
                };
                out.printf("| %s | %s | %d | %s |%n", kind.words, structure, run.cores, tally.row());
                out.flush();
                good &= tally.good();
            }
        }
        // Codecs that have stalled would keep the process alive.
        Runtime.getRuntime().halt(good || !parameters.isEmpty() ? 0 : 1);
    }

    private static boolean asked(String kinds, Kind kind) {
        return kinds.equals("all")
                || List.of(kinds.toUpperCase(Locale.ROOT).split(",")).contains(kind.name());
    }

    private SvtPlan planOf(Kind kind) {
        return plan(kind.settings(new SplittableRandom(seed)));
    }
}
