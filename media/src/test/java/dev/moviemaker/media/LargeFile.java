// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.media.container.FfmpegContainers;
import dev.moviemaker.media.svt.SvtAv1Provider;
import dev.moviemaker.spi.ContainerTarget;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes a file of more than 4 GB and reads its end: too slow for the suite. Argument: the file, which is deleted
 * afterwards.
 */
final class LargeFile {
    private static final int FRAMES = 600;
    private static final int METADATA_BYTES = 8 << 20;

    private LargeFile() {}

    /** One packet over and over, at different times. */
    private record Repeated(MemorySegment data, long pts) implements EncodedFrame {
        @Override
        public long size() {
            return data.byteSize();
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
            return true;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        PrintStream out = System.out;
        try {
            write(file);
            Map<String, String> probe = Tools.probe(file, "stream=nb_read_packets,duration:format=duration,size");
            byte[] last =
                    Tools.ffmpeg("-ss", "19.8", "-i", file.toString(), "-f", "rawvideo", "-pix_fmt", "yuv420p", "-");
            out.println(probe + ", " + last.length / (64 * 64 * 3 / 2) + " pictures from 19.8 s on");
            assertThat(Files.size(file)).isGreaterThan(1L << 32);
            assertThat(probe).containsEntry("streams.stream.0.nb_read_packets", Integer.toString(FRAMES));
            assertThat(Double.parseDouble(probe.getOrDefault("format.duration", "0")))
                    .isEqualTo(FRAMES / 30.0);
            assertThat(last).hasSize(6 * 64 * 64 * 3 / 2);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Path file) throws IOException {
        EncoderSettings settings = EncoderSettings.builder()
                .width(64)
                .height(64)
                .rateControl(RateControlMode.CRF)
                .build();
        List<EncodedFrame> coded = new ArrayList<>();
        String name = String.valueOf(file.getFileName());
        try (VideoEncoder encoder = new SvtAv1Provider().open(settings, packet -> coded.add(packet.copy()))) {
            encoder.submit(Pictures.moving(64, 64, 0), 0, 1);
            encoder.finish();
            MemorySegment packet = withMetadata(coded.getFirst().data());
            try (ContainerWriter writer = new FfmpegContainers()
                    .create(
                            new ContainerTarget.File(file),
                            name.substring(name.lastIndexOf('.') + 1),
                            encoder.stream(),
                            List.of())) {
                for (int i = 0; i < FRAMES; i++) {
                    writer.writeVideo(new Repeated(packet, i));
                }
                writer.finish();
            }
        }
    }

    /** Appends a metadata OBU of a private type (AV1 6.7.1), which decoders skip and containers keep. */
    private static MemorySegment withMetadata(MemorySegment unit) {
        int size = METADATA_BYTES + 2;
        byte[] bytes = Arrays.copyOf(
                unit.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE), (int) unit.byteSize() + 1 + 4 + size);
        int at = (int) unit.byteSize();
        bytes[at++] = (5 << 3) | 2;
        for (int i = 0; i < 4; i++) {
            bytes[at++] = (byte) (((size >> (7 * i)) & 0x7F) | (i < 3 ? 0x80 : 0));
        }
        bytes[at] = 31;
        bytes[bytes.length - 1] = (byte) 0x80;
        return MemorySegment.ofArray(bytes);
    }
}
