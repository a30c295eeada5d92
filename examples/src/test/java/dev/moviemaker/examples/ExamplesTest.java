// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.media.Tools;
import dev.moviemaker.media.TwoDecoders;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's programs, and sees to it that the README shows what was run. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/moviemaker/examples");

    private static final String ENTRIES = "stream=codec_name,width,r_frame_rate,nb_read_packets";

    @TempDir
    Path folder;

    @Test
    void recordsAMovie() throws Exception {
        Path movie = folder.resolve("movie.mp4");
        RecordMovie.main(new String[] {movie.toString()});
        assertThat(Tools.probe(movie, ENTRIES))
                .containsEntry("streams.stream.0.codec_name", "av1")
                .containsEntry("streams.stream.0.width", "1280")
                .containsEntry("streams.stream.0.nb_read_packets", "60");
        TwoDecoders.check(movie, 60, 1280, 720, 8);
        byte[] rgb = rgb(movie);
        assertThat(rgb).hasSize(60 * 1280 * 720 * 3);
        for (int frame : new int[] {0, 1, 31, 59}) {
            // Away from the edge where the gradient wraps around.
            for (int x : new int[] {16, 900}) {
                int red = x + 4 * frame & 255;
                if (red > 16 && red < 240) {
                    assertColor(rgb, 1280, 720, frame, x, 100, new Color(red, 100, 0));
                }
            }
        }
    }

    @Test
    void records4k60WithTiles() throws Exception {
        Path movie = folder.resolve("movie.mkv");
        Record4k60.main(new String[] {movie.toString(), "4"});
        assertThat(Tools.probe(movie, ENTRIES))
                .containsEntry("streams.stream.0.width", "3840")
                .containsEntry("streams.stream.0.r_frame_rate", "60/1")
                .containsEntry("streams.stream.0.nb_read_packets", "4");
        byte[] planes = TwoDecoders.decode(movie);
        int picture = 3840 * 2160 * 3 / 2;
        assertThat(planes).hasSize(4 * picture);
        for (int frame = 0; frame < 4; frame++) {
            // Each is filled with 100 plus its number, luma and chroma.
            assertThat(planes[frame * picture + picture / 3] & 255)
                    .as("frame %d", frame)
                    .isCloseTo(100 + frame, within(2));
        }
    }

    private static String packets(Path movie) throws Exception {
        return String.valueOf(Tools.probe(movie, ENTRIES).get("streams.stream.0.nb_read_packets"));
    }

    @Test
    void recordsToAStream() throws Exception {
        Path movie = folder.resolve("movie.mp4");
        RecordToStream.main(new String[] {movie.toString()});
        assertThat(packets(movie)).isEqualTo("30");
        TwoDecoders.check(movie, 30, 320, 180, 8);
    }

    @Test
    void recordsSegments() throws Exception {
        RecordSegments.main(new String[] {folder.resolve("part-%02d.mkv").toString()});
        assertThat(packets(folder.resolve("part-00.mkv"))).isEqualTo("30");
        assertThat(packets(folder.resolve("part-01.mkv"))).isEqualTo("30");
        assertThat(packets(folder.resolve("part-02.mkv"))).isEqualTo("10");
        assertThat(packets(folder.resolve("part-03.mkv"))).isEqualTo("5");
    }

    @Test
    void savesAReplay() throws Exception {
        Path movie = folder.resolve("replay.mp4");
        SaveReplay.main(new String[] {movie.toString()});
        assertThat(Integer.parseInt(packets(movie))).isBetween(30, 45);
    }

    @Test
    void recordsByTheClock() throws Exception {
        Path movie = folder.resolve("clock.mp4");
        RecordByClock.main(new String[] {movie.toString()});
        double seconds =
                Double.parseDouble(Tools.probe(movie, "format=duration").get("format.duration"));
        assertThat(seconds).isBetween(0.4, 60.0);
        assertThat(packets(movie)).isEqualTo("10");
    }

    @Test
    void listsWhatThereIs() {
        ListCapabilities.main(new String[0]);
    }

    @Test
    void recordsWithABackendOfItsOwn() throws Exception {
        Path movie = folder.resolve("movie.raw");
        OwnBackend.main(new String[] {movie.toString()});
        assertThat(movie).hasSize(64 * 64 * 3 / 2);
    }

    @Test
    void recordsImagesWithSound() throws Exception {
        Path movie = folder.resolve("movie.webm");
        RecordImages.main(new String[] {movie.toString()});
        assertThat(Tools.probe(movie, ENTRIES))
                .containsEntry("streams.stream.0.nb_read_packets", "30")
                .containsEntry("streams.stream.1.codec_name", "opus");
        TwoDecoders.check(movie, 30, 640, 360, 8);
        byte[] rgb = rgb(movie);
        for (int frame = 0; frame < 30; frame++) {
            assertColor(rgb, 640, 360, frame, 320, 180, Color.getHSBColor(frame / 30f, 0.7f, 0.9f));
        }
        byte[] sound = Tools.decodeSound(movie);
        assertThat(sound).hasSize(2 * 48_000);
        ShortBuffer samples =
                ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        assertTone(samples, 2_400);
        assertTone(samples, 43_200);
    }

    /** The pictures of a movie as a player shows them, 3 bytes a pixel. */
    private static byte[] rgb(Path movie) throws IOException, InterruptedException {
        return Tools.ffmpeg(
                "-i", movie.toString(), "-vf", "scale=flags=accurate_rnd", "-pix_fmt", "rgb24", "-f", "rawvideo", "-");
    }

    private static void assertColor(byte[] rgb, int width, int height, int frame, int x, int y, Color expected) {
        int at = 3 * ((frame * height + y) * width + x);
        int[] shown = {rgb[at] & 255, rgb[at + 1] & 255, rgb[at + 2] & 255};
        int[] drawn = {expected.getRed(), expected.getGreen(), expected.getBlue()};
        for (int channel = 0; channel < 3; channel++) {
            assertThat(shown[channel])
                    .as("frame %d at %d,%d: channel %d of %s", frame, x, y, channel, expected)
                    .isCloseTo(drawn[channel], within(8));
        }
    }

    /** A tenth of a second of 440 Hz at 0.3 of full scale has 44 periods: its crossings of zero and its size tell. */
    private static void assertTone(ShortBuffer samples, int from) {
        int crossings = 0;
        int peak = 0;
        for (int i = from + 1; i < from + 4_800; i++) {
            crossings += samples.get(i - 1) < 0 != samples.get(i) < 0 ? 1 : 0;
            peak = Math.max(peak, Math.abs(samples.get(i)));
        }
        assertThat(crossings).isBetween(87, 89);
        assertThat(peak / 32_768.0).isCloseTo(0.3, within(0.05));
    }

    @Test
    void theReadmeShowsTheFirstProgramAndLinksToAll() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        assertThat(readme).contains("```java\n" + shown(SOURCES.resolve("RecordMovie.java")) + "```");
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("void main(")) {
                    assertThat(readme).contains("/" + file.getFileName() + ")");
                }
            }
        }
    }

    @Test
    void gettingStartedShowsTheProgramThatRuns() throws IOException {
        String program = Files.readString(SOURCES.resolve("RecordMovie.java"))
                .replaceAll("(?m)^ *//.*\\n", "")
                .replace("package dev.moviemaker.examples;", "package example;");
        assertThat(Files.readString(Path.of("../docs/GETTING-STARTED.md"))).contains("```java\n" + program + "```");
    }

    /** What stands between the marks in a program, with the imports that it needs, as the README shows it. */
    private static String shown(Path program) throws IOException {
        String source = Files.readString(program);
        int begin = source.indexOf('\n', source.indexOf("        // begin\n")) + 1;
        String body = source.substring(begin, source.indexOf("        // end\n"))
                        .stripTrailing()
                        .stripIndent() + "\n";
        String imports = source.lines()
                .filter(line -> line.startsWith("import "))
                .filter(line -> body.contains(line.substring(line.lastIndexOf('.') + 1, line.length() - 1)))
                .collect(Collectors.joining("\n"));
        return imports + "\n\n" + body;
    }
}
