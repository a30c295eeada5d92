package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.media.Tools;
import dev.moviemaker.media.TwoDecoders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's programs, and sees to it that the README shows what was run. */
class ExamplesTest {
    private static final Path SOURCES = Path.of("src/test/java/dev/moviemaker/examples");

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
    }

    @Test
    void records4k60WithTiles() throws Exception {
        Path movie = folder.resolve("movie.mkv");
        Record4k60.main(new String[] {movie.toString(), "4"});
        assertThat(Tools.probe(movie, ENTRIES))
                .containsEntry("streams.stream.0.width", "3840")
                .containsEntry("streams.stream.0.r_frame_rate", "60/1")
                .containsEntry("streams.stream.0.nb_read_packets", "4");
        TwoDecoders.check(movie, 4, 3840, 2160, 8);
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
        assertThat(Tools.decodeSound(movie)).hasSize(2 * 48_000);
        TwoDecoders.check(movie, 30, 640, 360, 8);
    }

    @Test
    void theReadmeShowsTheFirstProgramAndLinksToAll() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        assertThat(readme).contains("```java\n" + shown(SOURCES.resolve("RecordMovie.java")) + "```");
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("void main(") && !file.endsWith("ExamplesTest.java")) {
                    assertThat(readme).contains("/" + file.getFileName() + ")");
                }
            }
        }
    }

    /** What stands between the marks in a program, as the README shows it. */
    private static String shown(Path program) throws IOException {
        String source = Files.readString(program);
        int begin = source.indexOf('\n', source.indexOf("        // begin\n")) + 1;
        return source.substring(begin, source.indexOf("        // end\n"))
                        .stripTrailing()
                        .stripIndent() + "\n";
    }
}
