// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decodes streams with dav1d and aomdec where these programs are installed, as they are in the testbed. */
final class Decoders {
    private Decoders() {}

    /** Both decoders find the number of frames, and the same pixels. */
    static void assertShows(byte[] stream, EncoderSettings settings, int frames) {
        List<String> first = null;
        for (List<String> decoded : decode(stream, settings.bitDepth(), frames, Decoders::digest)) {
            assertThat(decoded).hasSize(frames);
            first = first == null ? decoded : first;
            assertThat(decoded).isEqualTo(first);
        }
    }

    /** Both decoders show exactly these frames, given as digests, in this order. */
    static void assertShows(byte[] stream, EncoderSettings settings, List<String> frames) {
        for (List<String> decoded : decode(stream, settings.bitDepth(), frames.size(), Decoders::digest)) {
            assertThat(decoded).isEqualTo(frames);
        }
    }

    /** Digests of the frames that each decoder shows. */
    static List<List<String>> digests(byte[] stream, EncoderSettings settings, int frames) {
        return decode(stream, settings.bitDepth(), frames, Decoders::digest);
    }

    /** Both decoders show the frames of {@link Movie#frame}, 8 bit, from number 0 on, each once. */
    static void assertShowsInOrder(byte[] stream, EncoderSettings settings, int frames) {
        List<Integer> expected =
                IntStream.range(0, frames).map(Movie::brightness).boxed().toList();
        for (List<Integer> decoded : decode(stream, 8, frames, frame -> brightness(frame, settings))) {
            assertThat(decoded).isEqualTo(expected);
        }
    }

    /** Brightness of the corner, rounded to one that frames have. */
    private static int brightness(byte[] frame, EncoderSettings settings) {
        assertThat(frame).hasSize(settings.width() * settings.height() * 3 / 2);
        int sum = 0;
        for (int i = 0; i < Movie.CORNER * Movie.CORNER; i++) {
            sum += Byte.toUnsignedInt(frame[i / Movie.CORNER * settings.width() + i % Movie.CORNER]);
        }
        int mean = sum / (Movie.CORNER * Movie.CORNER);
        return IntStream.range(0, Movie.BRIGHTNESSES)
                .map(Movie::brightness)
                .boxed()
                .min(Comparator.comparingInt(b -> Math.abs(b - mean)))
                .orElseThrow();
    }

    /** What is read from the frames that each installed decoder shows. */
    private static <T> List<List<T>> decode(byte[] stream, int bitDepth, int frames, Function<byte[], T> read) {
        try {
            Path folder = Files.createTempDirectory("decode");
            Path input = Files.write(folder.resolve("in.obu"), stream);
            Path output = folder.resolve("out.yuv");
            String in = input.toString();
            String out = output.toString();
            List<List<T>> all = new ArrayList<>();
            if (installed("dav1d")) {
                run("dav1d", "--strict", "1", "-q", "-i", in, "--muxer", "yuv", "-o", out);
                all.add(frames(output, frames, read));
            }
            if (installed("aomdec")) {
                run("aomdec", "--rawvideo", "--output-bit-depth=" + bitDepth, "-o", out, in);
                all.add(frames(output, frames, read));
            }
            Files.deleteIfExists(output);
            Files.delete(input);
            Files.delete(folder);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Splits decoded frames, which are of one size. */
    private static <T> List<T> frames(Path yuv, int frames, Function<byte[], T> read) throws IOException {
        long bytes = Files.size(yuv);
        assertThat(bytes % frames)
                .as("%d bytes are no %d whole frames", bytes, frames)
                .isZero();
        byte[] frame = new byte[Math.toIntExact(bytes / frames)];
        List<T> results = new ArrayList<>();
        try (InputStream file = Files.newInputStream(yuv);
                DataInputStream in = new DataInputStream(file)) {
            for (int i = 0; i < frames; i++) {
                in.readFully(frame);
                results.add(read.apply(frame));
            }
        }
        return results;
    }

    /** A digest to compare frames by. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
