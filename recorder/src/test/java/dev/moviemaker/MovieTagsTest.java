// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieTagsTest {
    @TempDir
    Path folder;

    /** FFmpeg would read the file of the same name on this machine's disk. */
    @Test
    void subtitlesComeFromTheDefaultFileSystem() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            assertThatThrownBy(() -> new MovieTags.Subtitles(zip.getPath("/movie.mkv"), 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageMatching("subtitles: /movie.mkv of .* given, files of the default file system allowed");
        }
        assertThatThrownBy(() -> new MovieTags.Subtitles(Path.of("movie.mkv"), Double.NaN))
                .hasMessage("subtitles: a start at NaN s given, a finite number allowed");
        assertThat(new MovieTags.Subtitles(Path.of("movie.mkv"), -1.5).startSeconds())
                .isEqualTo(-1.5);
    }
}
