// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.obu.StreamParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Streams that would take more memory than their bytes are worth. */
class LyingStreamTest {

    /** A temporal delimiter, then empty padding OBUs. */
    private static InputStream padding() {
        byte[] stream = new byte[1 << 20];
        for (int i = 2; i < stream.length; i += 2) {
            stream[i] = 0x7A;
        }
        stream[0] = 0x12;
        return new ByteArrayInputStream(stream);
    }

    @Test
    void aUnitOfNothingButEmptyObusIsNoVideo() throws IOException {
        try (StreamReader reader = StreamFiles.open(padding())) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessage("temporal unit from byte 0 holds more than 65536 OBUs");
        }
    }

    @Test
    void theSameInAContainer() {
        byte[] unit = new byte[200_000];
        for (int i = 0; i < unit.length; i += 2) {
            unit[i] = 0x7A;
        }
        assertThatThrownBy(() -> new StreamParser().parse(unit))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("OBUs in a temporal unit");
    }

    @Test
    void aSizeBeyondTheFileTakesNoMemory() throws IOException {
        byte[] lie = {0x12, 0, 0x32, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x3F, 1, 2, 3};
        try (StreamReader reader = StreamFiles.open(new ByteArrayInputStream(lie))) {
            assertThatThrownBy(reader::next).isInstanceOf(IOException.class).hasMessageContaining("bytes missing");
        }
    }
}
