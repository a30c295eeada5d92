// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in shared memory, here in a file. With a real memfd: the tests with the engine. */
class SharedPicturesTest {
    private static final int PICTURE = 16 * 16 * 3;

    @TempDir
    private Path folder;

    private static byte[] stream(int pictures) {
        StreamBytes stream = StreamBytes.of("width=16 height=16 framerate=30 pixels=rgb24 shared=3:3");
        for (int i = 0; i < pictures; i++) {
            stream.record("SLOT", 0, i);
        }
        return stream.record("DONE", 0, pictures).bytes();
    }

    private static StreamRecordReader reader(byte[] stream) throws IOException {
        return new StreamRecordReader(Channels.newChannel(new ByteArrayInputStream(stream)), "it");
    }

    private Path memory(int size, String mark) throws IOException {
        byte[] bytes = new byte[size];
        System.arraycopy(mark.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, mark.length());
        for (int slot = 0; slot < 3 && SharedPictures.PAGE * (slot + 1) + PICTURE <= size; slot++) {
            int at = SharedPictures.PAGE * (slot + 1);
            Arrays.fill(bytes, at, at + PICTURE, (byte) (10 + slot));
        }
        return Files.write(folder.resolve("memory"), bytes);
    }

    @Test
    void slotsComeInTurnAndTheCounterIsTheReaders() throws IOException {
        Path file = memory(4 * SharedPictures.PAGE, "MMSHARED");
        try (StreamRecordReader reader = reader(stream(5));
                SharedPictures shared = SharedPictures.open(file, reader.header(), "it")) {
            for (int i = 0; i < 5; i++) {
                assertThat(reader.next()).isEqualTo(new StreamRecordReader.Item.Slot(i % 3, i));
                byte[] pixels = shared.slot(i % 3).toArray(ValueLayout.JAVA_BYTE);
                assertThat(pixels.length).isEqualTo(PICTURE);
                assertThat(pixels).containsOnly(10 + i % 3);
                shared.release(i);
            }
            assertThat(reader.next()).isNull();
            assertThat(reader.cutShort()).isEmpty();
        }
        long counter = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.nativeOrder())
                .getLong(SharedPictures.COUNTER);
        assertThat(counter).isEqualTo(4);
    }

    @Test
    void whatIsNoSharedMemoryIsRefused() throws IOException {
        try (StreamRecordReader reader = reader(stream(1))) {
            Path small = memory(3 * SharedPictures.PAGE, "MMSHARED");
            assertThatThrownBy(() -> SharedPictures.open(small, reader.header(), "it"))
                    .hasMessage("it: shared: 12288 bytes given, at least 16384 allowed");
            Path other = memory(4 * SharedPictures.PAGE, "ELF");
            assertThatThrownBy(() -> SharedPictures.open(other, reader.header(), "it"))
                    .hasMessage("it: shared: no mark at its start");
            assertThatThrownBy(() -> SharedPictures.open(reader.header(), "it"))
                    .hasMessage("it: shared: descriptor 3 given, one of a memfd that was inherited allowed");
        }
    }
}
