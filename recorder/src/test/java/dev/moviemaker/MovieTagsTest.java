// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    @Test
    void wordsAreAddedToThoseThereAre() {
        MovieTags tags = new MovieTags(
                        Map.of("copyright", "me"), Map.of(), List.of(Map.of("title", "Voice")), List.of())
                .withTitle("Gulls")
                .withArtist("Someone")
                .withComment("windy")
                .withCreationTime(Instant.parse("2026-12-01T03:00:00Z"))
                .withTitle("Terns")
                .withLanguage("deu");
        assertThat(tags.movie())
                .containsOnly(
                        Map.entry("copyright", "me"),
                        Map.entry("title", "Terns"),
                        Map.entry("artist", "Someone"),
                        Map.entry("comment", "windy"),
                        Map.entry("creation_time", "2026-12-01T03:00:00Z"));
        assertThat(tags.pictures()).containsOnly(Map.entry("language", "deu"));
        assertThat(tags.sound()).containsExactly(Map.of("title", "Voice", "language", "deu"));
        assertThatThrownBy(() -> tags.withLanguage("German"))
                .hasMessage("language: 'German' given, three lower-case letters of ISO 639-2 allowed");
    }
}
