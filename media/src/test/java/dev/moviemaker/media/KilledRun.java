// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.opentest4j.TestAbortedException;

/**
 * A recording in a process of its own that was killed, and what is left of it.
 *
 * @param extension of the file
 * @param fps frames per second
 * @param mode of rate control
 * @param paced whether frames came at the movie's own pace, else as fast as they were taken
 * @param submitted frames handed over before the end
 * @param pictures that the file plays
 * @param soundSeconds that the file plays
 */
record KilledRun(
        String extension,
        int fps,
        RateControlMode mode,
        boolean paced,
        int submitted,
        int pictures,
        double soundSeconds) {
    private static final int[] RATES = {24, 30, 60};
    private static final RateControlMode[] MODES = {RateControlMode.VBR, RateControlMode.CRF, RateControlMode.CBR};

    /**
     * Records and kills at a random moment of the first 4.5 seconds on the movie's clock, every third time of the first
     * 0.3; the number of the run chooses rate, mode and pace.
     */
    static KilledRun of(Path folder, String extension, int number, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed * 1000 + number);
        int fps = RATES[number % RATES.length];
        RateControlMode mode = MODES[number / RATES.length % MODES.length];
        boolean paced = number % 2 == 0;
        int killAt = 1 + (int) (fps * (number % 3 == 2 ? 0.3 : 4.5) * random.nextDouble());
        return killed(
                folder,
                new KilledRun(extension, fps, mode, paced, 0, 0, 0),
                Usage.RECORDING,
                killAt,
                random.nextInt(1000 / fps));
    }

    /** Converts as fast as it can, with constant quality, and kills after so many frames. */
    static KilledRun transcoding(Path folder, String extension, int killAt) throws Exception {
        return killed(
                folder,
                new KilledRun(extension, 30, RateControlMode.CRF, false, 0, 0, 0),
                Usage.TRANSCODING,
                killAt,
                0);
    }

    private static KilledRun killed(Path folder, KilledRun asked, Usage usage, int killAt, long millis)
            throws Exception {
        String name = "killed-" + killAt;
        Path file = folder.toRealPath().resolve(name + "." + asked.extension);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRecording.class.getName(),
                        file.toString(),
                        Integer.toString(asked.fps),
                        asked.mode.name(),
                        Boolean.toString(asked.paced),
                        usage.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int submitted = 0;
        String last = "";
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                last = line;
                submitted = Integer.parseInt(line);
                if (submitted == killAt) {
                    Thread.sleep(millis);
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } catch (NumberFormatException e) {
            process.toHandle().destroyForcibly();
            throw new AssertionError("the recording failed: " + last, e);
        }
        process.waitFor();
        assertThat(submitted).as("frames handed over, or it did not start").isGreaterThanOrEqualTo(killAt);
        KilledRun run = new KilledRun(asked.extension, asked.fps, asked.mode, asked.paced, submitted, 0, 0);
        assertThat(file).as("a movie that was not finished").doesNotExist();
        file = folder.resolve(name + ".recording." + asked.extension);
        if (!Files.exists(file)) {
            return run;
        }
        run = play(file, run);
        try {
            TwoDecoders.check(file, run.pictures(), KilledRecording.WIDTH, KilledRecording.HEIGHT, 8);
        } catch (TestAbortedException e) {
            // No second decoder here; the pictures were decoded once.
            assertThat(run.pictures()).isPositive();
        }
        Files.delete(file);
        return run;
    }

    private static KilledRun play(Path file, KilledRun run) throws IOException {
        int pictures = 0;
        double soundSeconds = 0;
        try (MediaReader reader = MediaReader.open(file)) {
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                if (item.get() instanceof MovieInput.Item.Sound sound) {
                    soundSeconds +=
                            (double) sound.block().frames() / sound.block().sampleRate();
                } else {
                    pictures++;
                }
                item = reader.next();
            }
        }
        boolean silent = run.extension.equals("ivf") || run.extension.equals("obu");
        return new KilledRun(
                run.extension,
                run.fps,
                run.mode,
                run.paced,
                run.submitted,
                pictures,
                silent ? (double) pictures / run.fps : soundSeconds);
    }

    /** Seconds of the movie that were handed over and do not play, the worse of pictures and sound. */
    double lostSeconds() {
        return (double) submitted / fps - Math.min((double) pictures / fps, soundSeconds);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-4s %2d fps %s %-5s killed at %5.2f s: pictures lost %.2f s, sound lost %.2f s",
                extension,
                fps,
                mode,
                paced ? "paced" : "full",
                (double) submitted / fps,
                (double) (submitted - pictures) / fps,
                (double) submitted / fps - soundSeconds);
    }

    /**
     * Kills recordings of every kind of file and prints what was lost. Arguments: a folder, runs for each kind, the
     * seed.
     */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        int runs = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        boolean bad = false;
        for (String extension : List.of("mp4", "mkv", "webm", "ivf", "obu")) {
            double worst = 0;
            int none = 0;
            for (int i = 0; i < runs; i++) {
                KilledRun run = of(Path.of(arguments[0]), extension, i, seed);
                out.println(run);
                none += run.pictures() == 0 ? 1 : 0;
                worst = Math.max(worst, run.lostSeconds());
            }
            out.printf(
                    Locale.ROOT,
                    "%s: %d of %d play, %d left no file, at most %.2f s lost, 0 unplayable%n",
                    extension,
                    runs - none,
                    runs,
                    none,
                    worst);
            bad |= worst > 1;
        }
        if (bad) {
            throw new AssertionError("more than a second was lost, seed " + seed);
        }
    }
}
