package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording whose process is killed without warning plays, and has lost at most a second. */
class KillTest {
    private static final long SEED = 7;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mp4,1", "mp4,2", "mkv,3"})
    void losesAtMostASecond(String extension, int round) throws Exception {
        int killAt = 50 + new Random(SEED + round).nextInt(40);
        Path file = folder.resolve("movie." + extension);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRecording.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        int submitted = 0;
        String last = "";
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                last = line;
                submitted = Integer.parseInt(line);
                if (submitted == killAt) {
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } catch (NumberFormatException e) {
            throw new AssertionError("the recording failed: " + last, e);
        }
        process.waitFor();
        int pictures = count(file);
        assertThat(pictures)
                .as("seed %d, killed after %d frames, %d in the file", SEED, submitted, pictures)
                .isBetween(submitted - 30, submitted);
    }

    private static int count(Path file) throws IOException {
        try (MediaReader reader = MediaReader.open(file)) {
            int pictures = 0;
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                pictures += item.get() instanceof MovieInput.Item.Picture ? 1 : 0;
                item = reader.next();
            }
            return pictures;
        }
    }
}
