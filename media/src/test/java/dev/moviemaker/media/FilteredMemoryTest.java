// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that go through a filter leave no memory behind: 1.4 MB each, where they did. */
class FilteredMemoryTest {
    private static final int PICTURES = 300;
    private static final int WARM = 30;
    private static final long MOST_KB = 100 << 10;
    private static final Path STATUS = Path.of("/proc/self/status");

    @TempDir
    Path folder;

    private static long kilobytes() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS in " + STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=yuv444p", "rotated"})
    void isGivenBack(String how) throws Exception {
        assumeTrue(Files.isReadable(STATUS), "the process's memory is in /proc, on Linux only");
        Path file = folder.resolve("plain.mov");
        boolean rotated = how.equals("rotated");
        Tools.ffmpeg(
                "-f",
                "lavfi",
                "-i",
                "color=c=teal:s=1280x720:r=30,%s".formatted(rotated ? "format=yuv420p" : how),
                "-frames:v",
                Integer.toString(PICTURES),
                "-c:v",
                rotated ? "mpeg4" : "ffv1",
                file.toString());
        if (rotated) {
            Path turned = folder.resolve("turned.mov");
            Tools.ffmpeg("-display_rotation", "90", "-i", file.toString(), "-c", "copy", turned.toString());
            file = turned;
        }
        List<Long> sizes = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(file)) {
            int width = reader.video().orElseThrow().width();
            assertThat(width).isEqualTo(rotated ? 720 : 1280);
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                sizes.add(kilobytes());
                item = reader.next();
            }
        }
        assertThat(sizes).hasSize(PICTURES);
        assertThat(sizes.getLast() - sizes.get(WARM))
                .as("kB that %d pictures left behind", PICTURES - WARM)
                .isLessThan(MOST_KB);
    }
}
