// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.moviemaker.OutputException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A recording that cannot start because there is no room, on a small disk in memory. */
class FullDiskTest {
    private static final int SIZE = 16_384;

    @Test
    void nothingIsLeftOfARecordingThatCannotStart() throws IOException {
        Configuration small = Configuration.unix().toBuilder()
                .setBlockSize(1024)
                .setMaxSize(SIZE)
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(small)) {
            Path folder = Files.createDirectory(disk.getPath("/movies"));
            Path filler = Files.write(folder.resolve("filler"), new byte[SIZE]);
            Path movie = folder.resolve("movie.mp4");
            assertThatThrownBy(() -> OutputFile.reserveAnywhere(movie))
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("Cannot write /movies/movie.mp4: ");
            try (var left = Files.list(folder)) {
                assertThat(left).containsExactly(filler);
            }
            Files.delete(filler);
            OutputFile.reserveAnywhere(movie).discard();
            assertThat(folder).isEmptyDirectory();
        }
    }
}
