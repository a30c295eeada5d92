// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.recording.PacketCopy;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitstreamContainersTest {
    @TempDir
    Path folder;

    private final BitstreamContainers containers = new BitstreamContainers();

    private static VideoStream stream(int codedWidth, Rational timeBase) {
        return new VideoStream(
                ByteBuffer.allocate(2),
                codedWidth,
                48,
                63,
                48,
                Rational.of(30),
                timeBase,
                8,
                ColorDescription.BT709,
                Optional.empty(),
                0);
    }

    /** A temporal unit: delimiter, then a padding OBU with the byte given. */
    private record Packet(long pts, int content) implements EncodedFrame {
        @Override
        public MemorySegment data() {
            return MemorySegment.ofArray(new byte[] {0x12, 0x00, 0x7A, 0x01, (byte) content})
                    .asReadOnly();
        }

        @Override
        public long size() {
            return 5;
        }

        @Override
        public long dts() {
            return pts;
        }

        @Override
        public long duration() {
            return 1;
        }

        @Override
        public Rational timeBase() {
            return new Rational(1, 30);
        }

        @Override
        public boolean keyFrame() {
            return pts == 0;
        }
    }

    private byte[] written(String extension) throws IOException {
        Path file = folder.resolve("movie." + extension);
        try (Arena arena = Arena.ofConfined();
                ContainerWriter writer = containers.create(
                        new ContainerTarget.File(file), extension, stream(63, new Rational(1, 30)), List.of())) {
            assertThat(writer.warnings()).isEmpty();
            writer.writeVideo(new Packet(0, 0x80));
            PacketCopy copy = new PacketCopy(arena);
            copy.set(new Packet(7, 0x81));
            writer.writeVideo(copy);
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    @Test
    void writesIvf() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(written("ivf")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.capacity()).isEqualTo(32 + 2 * (12 + 5));
        assertThat(new String(file.array(), 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("DKIF");
        assertThat(new String(file.array(), 8, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("AV01");
        assertThat(file.getShort(12)).isEqualTo((short) 63);
        assertThat(file.getShort(14)).isEqualTo((short) 48);
        assertThat(file.getInt(16)).as("rate").isEqualTo(30);
        assertThat(file.getInt(20)).as("scale").isEqualTo(1);
        assertThat(file.getInt(24)).as("frames").isEqualTo(2);
        assertThat(file.getInt(32)).as("size").isEqualTo(5);
        assertThat(file.getLong(36)).as("time").isZero();
        assertThat(file.getLong(32 + 17 + 4)).as("time").isEqualTo(7);
        assertThat(file.get(file.capacity() - 1)).isEqualTo((byte) 0x81);
    }

    @Test
    void writesTheBareStream() throws IOException {
        byte[] expected = {0x12, 0, 0x7A, 1, (byte) 0x80, 0x12, 0, 0x7A, 1, (byte) 0x81};
        assertThat(written("obu")).isEqualTo(expected);
        assertThat(written("av1")).isEqualTo(expected);
    }

    @Test
    void saysWhatItCannotCarry() throws IOException {
        assertThatThrownBy(() -> containers.create(
                        new ContainerTarget.File(folder.resolve("a.ivf")),
                        "ivf",
                        stream(63, new Rational(1, 30)),
                        List.of(new AudioFormat(48000, 2))))
                .isInstanceOf(UnsupportedException.class)
                .hasMessage("A .ivf file carries no sound");
        assertThatThrownBy(() -> containers.create(
                        new ContainerTarget.File(folder.resolve("a.ivf")),
                        "ivf",
                        stream(63, new Rational(1, 1L << 33)),
                        List.of()))
                .hasMessage("time_base: 1/8589934592 given, an .ivf file takes numbers up to 4294967295");
        assertThat(folder.resolve("a.ivf")).doesNotExist();
        try (ContainerWriter writer = containers.create(
                new ContainerTarget.File(folder.resolve("a.obu")), "obu", stream(64, new Rational(1, 30)), List.of())) {
            assertThat(writer.warnings())
                    .containsExactly(
                            "A .obu file has no crop: players show the coded 64x48, of which 63x48 is the picture");
        }
    }
}
