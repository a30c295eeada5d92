package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.media.input.Av1PacketReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Decodes AV1 with libaom and with dav1d, through their programs aomdec and dav1d, and compares every sample. */
public final class TwoDecoders {
    private static final List<String> PROGRAMS = List.of("aomdec", "dav1d");

    private TwoDecoders() {}

    /**
     * Decodes the pictures of an MP4, Matroska or WebM file. Skips the rest of the test, with the reason, where a program is missing, so
     * it belongs at a test's end.
     *
     * @return the planes Y, U and V of every picture, 16 bits for each sample of 10-bit streams
     */
    public static byte[] decode(Path file) throws IOException, InterruptedException {
        List<byte[]> units = new ArrayList<>();
        try (Av1PacketReader reader = Av1PacketReader.open(file)) {
            Optional<Av1PacketReader.CodedPicture> picture = reader.next();
            while (picture.isPresent()) {
                units.add(picture.get().temporalUnit().toArray(ValueLayout.JAVA_BYTE));
                picture = reader.next();
            }
        }
        return decode(units);
    }

    /** Decodes temporal units, each starting with its delimiter. */
    public static byte[] decode(List<byte[]> temporalUnits) throws IOException, InterruptedException {
        for (String program : PROGRAMS) {
            Assumptions.assumeTrue(
                    isInstalled(program), program + " is not installed: no second decoder to compare with");
        }
        Path stream = Files.createTempFile("stream", ".obu");
        try {
            try (OutputStream out = Files.newOutputStream(stream)) {
                for (byte[] unit : temporalUnits) {
                    out.write(unit);
                }
            }
            byte[] libaom = Tools.run(List.of("aomdec", "--rawvideo", "-o", "-", stream.toString()));
            byte[] dav1d = Tools.run(List.of("dav1d", "-q", "-i", stream.toString(), "--muxer", "yuv", "-o", "-"));
            assertThat(dav1d.length)
                    .as("bytes from dav1d, compared with libaom's")
                    .isEqualTo(libaom.length);
            assertThat(Arrays.mismatch(libaom, dav1d))
                    .as("first byte that libaom and dav1d decode differently")
                    .isEqualTo(-1);
            return libaom;
        } finally {
            Files.delete(stream);
        }
    }

    /** Checks that both decode the same pictures from a file, of this size and depth and as many as were recorded. */
    public static void check(Path file, int pictures, int codedWidth, int codedHeight, int bitDepth)
            throws IOException, InterruptedException {
        assertThat(decode(file).length).isEqualTo(bytes(pictures, codedWidth, codedHeight, bitDepth));
    }

    /** Checks that both decode as many pictures of this size and depth from temporal units. */
    public static void check(List<byte[]> temporalUnits, int pictures, int codedWidth, int codedHeight, int bitDepth)
            throws IOException, InterruptedException {
        assertThat(decode(temporalUnits).length).isEqualTo(bytes(pictures, codedWidth, codedHeight, bitDepth));
    }

    private static int bytes(int pictures, int codedWidth, int codedHeight, int bitDepth) {
        return pictures * codedWidth * codedHeight * 3 / 2 * (bitDepth == 8 ? 1 : 2);
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(java.io.File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
