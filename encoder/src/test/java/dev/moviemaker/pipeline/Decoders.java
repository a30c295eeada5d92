package dev.moviemaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decodes streams with dav1d and aomdec where these programs are installed, as they are in the testbed. */
final class Decoders {
    private Decoders() {}

    /** Both decoders find the number of frames, and the same pixels. */
    static void assertShows(byte[] stream, EncoderSettings settings, int frames) {
        try {
            Path folder = Files.createTempDirectory("decode");
            Path input = Files.write(folder.resolve("in.obu"), stream);
            List<byte[]> outputs = new ArrayList<>();
            if (installed("dav1d")) {
                Path output = folder.resolve("dav1d.yuv");
                run("dav1d", "--strict", "1", "-q", "-i", input.toString(), "--muxer", "yuv", "-o", output.toString());
                outputs.add(Files.readAllBytes(output));
            }
            if (installed("aomdec")) {
                Path output = folder.resolve("aomdec.yuv");
                String depth = settings.bitDepth() == 10 ? "--output-bit-depth=10" : "--output-bit-depth=8";
                run("aomdec", "--rawvideo", depth, "-o", output.toString(), input.toString());
                outputs.add(Files.readAllBytes(output));
            }
            for (byte[] output : outputs) {
                assertThat(output.length % frames)
                        .as("whole frames in %d bytes", output.length)
                        .isZero();
                assertThat(output.length / frames)
                        .isGreaterThanOrEqualTo(settings.width() * settings.height() * 3 / 2 * settings.bitDepth() / 8);
                assertThat(output).isEqualTo(outputs.getFirst());
            }
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
