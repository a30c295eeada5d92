// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.media.input.MediaReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fuzz/run has found in reading media. */
class FuzzedInputTest {
    @TempDir
    Path folder;

    private Path file(String base64) throws IOException {
        return Files.write(folder.resolve("fuzzed"), Base64.getDecoder().decode(base64.replace("\n", "")));
    }

    /** It states three pictures and has none: that is said, not that none was decoded when they were to be counted. */
    @Test
    void picturesThatAreStatedAndMissing() throws IOException {
        Path file = file("""
                REtJRgAAIABBWVVWNE1QRUcyIFcxNiBIMTYgRjMwMDAwOjEwMDEgSXAgQTE6MSBDNDIwcDEwIFhD
                T0xPUlJBTkdFPUZVTEwKRlJBTUUKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
                AAAAAAAAAAAAAAAAAAAAAAAAVjAxQABAAB4AAAABAAAAAwAAAAAAAAA=""");
        assertThatThrownBy(() -> MediaReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("no picture in it can be decoded");
    }

    /** A resampler for 1.6 GHz took 6 s and 1.1 GB; with a rate that some sound has the same file is opened. */
    @Test
    void soundOfARateThatNoneHas() throws IOException {
        Path file = file("""
                UklGRmQGAABXQVZFZm10IBAAAAABAAIARGltYWdlMgAEABAAZGF0YUAGAAAaRd+jn0KGgQFC94EB
                QvKBBELz94EBQvKBBELzgQhCglSuawAAAAAAAEAA""");
        assertThatThrownBy(() -> MediaReader.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("no sound in it can be decoded");
        byte[] content = Files.readAllBytes(file);
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 2_822_400);
        Files.write(file, content);
        try (MediaReader reader = MediaReader.open(file)) {
            assertThat(reader.audio().orElseThrow().sampleRate()).isEqualTo(192_000);
        }
    }
}
