// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutputException;
import dev.moviemaker.recording.Providers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets whose name is as long as a name may be, so that those of the files beside them would be longer. */
class LongNameTest {
    private static final int MOST_BYTES = 255;
    private static final String EXTENSION = ".fake";

    @TempDir
    Path folder;

    private final Backends backends =
            new Backends(new Providers(List.of(FakeEncoders.software()), List.of(new FakeContainers())));
    private final MovieMaker maker = MovieMaker.create(backends, "av1");

    @AfterEach
    void close() {
        maker.close();
    }

    private void start(MovieMaker recorder, Path movie) {
        recorder.configure(EncoderSettings.builder().width(64).height(48).build());
        recorder.start(movie);
        recorder.record(RecordingTest.frame());
    }

    private Path target(String start, String letter) {
        int letterBytes = letter.getBytes(StandardCharsets.UTF_8).length;
        int count = (MOST_BYTES - EXTENSION.length() - start.length()) / letterBytes;
        return folder.resolve(start + letter.repeat(count) + EXTENSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00fc", "\u6620", "\uD83C\uDFA5"})
    void aNameOf255BytesIsRecorded(String letter) throws IOException {
        Path movie = target("m", letter);
        start(maker, movie);
        maker.finish();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(movie);
        }
    }

    @Test
    void namesThatDifferAtTheirEndAreTwoTargets() throws IOException {
        String longest = "x".repeat(MOST_BYTES - EXTENSION.length() - 1);
        Path first = folder.resolve(longest + "1" + EXTENSION);
        Path second = folder.resolve(longest + "2" + EXTENSION);
        try (MovieMaker other = MovieMaker.create(backends, "av1")) {
            start(maker, first);
            start(other, second);
            maker.finish();
            other.finish();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void aLongerNameIsRefused() throws IOException {
        Path movie = folder.resolve("x".repeat(MOST_BYTES) + EXTENSION);
        assertThatThrownBy(() -> start(maker, movie))
                .isInstanceOf(OutputException.class)
                .hasMessage("Cannot write %s: File name too long", movie);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
