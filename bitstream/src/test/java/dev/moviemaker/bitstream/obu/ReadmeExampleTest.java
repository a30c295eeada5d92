// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.clips.Clips;
import dev.moviemaker.bitstream.file.StreamFiles;
import dev.moviemaker.bitstream.file.StreamReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.ShowExistingFrame;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the module's README, word for word. */
class ReadmeExampleTest {
    @TempDir
    Path folder;

    @Test
    void listsFramesOfAFile() throws IOException {
        Path file = Files.write(folder.resolve("clip.obu"), Clips.read("pyramid.obu"));
        List<String> lines = listFrames(file);
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines.getFirst()).isEqualTo("KEY_FRAME, shown, q 129");
        assertThat(lines).anyMatch(line -> line.startsWith("slot "));
    }

    @Test
    void readmeShowsThisCode() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        Path source = module.resolve("src/test/java/dev/moviemaker/bitstream/obu/ReadmeExampleTest.java");
        String code = Files.readString(source);
        String example = code.substring(code.lastIndexOf("// example\n") + 11, code.lastIndexOf("    // end\n"))
                .stripTrailing()
                .stripIndent();
        assertThat(Files.readString(module.resolve("README.md"))).contains(example);
    }

    // example
    static List<String> listFrames(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        StreamParser parser = new StreamParser();
        try (StreamReader reader = StreamFiles.open(file)) {
            for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
                for (UncompressedHeader header : parser.parse(unit.data()).frameHeaders()) {
                    lines.add(
                            switch (header) {
                                case FrameHeader frame ->
                                    frame.frameType() + (frame.showFrame() ? ", shown" : ", hidden") + ", q "
                                            + frame.quantizationParams().baseQIdx();
                                case ShowExistingFrame show -> "slot " + show.frameToShowMapIdx() + " shown";
                            });
                }
            }
        }
        return lines;
    }
    // end
}
