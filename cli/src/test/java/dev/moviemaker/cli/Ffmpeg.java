// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** FFmpeg's own programs as a player that knows nothing of us. */
final class Ffmpeg {
    private Ffmpeg() {}

    /** Skips, with the reason, where they are not installed. */
    static void assumeInstalled() {
        for (String program : List.of("ffmpeg", "ffprobe")) {
            assumeTrue(
                    Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " (Debian: ffmpeg) is not installed");
        }
    }

    /** What ffprobe tells, as {@code key=value} lines. */
    static String probe(Path file, String... what) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error", "-of", "default=noprint_wrappers=1"));
        command.addAll(List.of(what));
        command.add(file.toString());
        return new String(run(command), StandardCharsets.UTF_8);
    }

    /** The MD5 of every picture as shown, by dav1d and libaom, which must agree. */
    static List<String> pictures(Path file) throws IOException {
        List<String> dav1d = pictures(file, "libdav1d");
        assertThat(pictures(file, "libaom-av1")).isEqualTo(dav1d);
        return dav1d;
    }

    private static List<String> pictures(Path file, String decoder) throws IOException {
        byte[] text = run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-xerror",
                "-c:v",
                decoder,
                "-i",
                file.toString(),
                "-map",
                "0:v",
                "-f",
                "framemd5",
                "-"));
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** All samples of the sound, 16 bits each. */
    static byte[] sound(Path file) throws IOException {
        return run(
                List.of("ffmpeg", "-v", "error", "-xerror", "-i", file.toString(), "-map", "0:a", "-f", "s16le", "-"));
    }

    /** Every picture as shown, bytes R, G, B. */
    static List<byte[]> rgb(Path file, int width, int height) throws IOException {
        byte[] all = run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-xerror",
                "-i",
                file.toString(),
                "-fps_mode",
                "passthrough",
                "-vf",
                "scale=flags=accurate_rnd+full_chroma_int,format=rgb24",
                "-f",
                "rawvideo",
                "-"));
        int size = width * height * 3;
        assertThat(all.length % size).as("bytes beyond the last picture").isZero();
        List<byte[]> pictures = new ArrayList<>();
        for (int at = 0; at < all.length; at += size) {
            pictures.add(java.util.Arrays.copyOfRange(all, at, at + size));
        }
        return pictures;
    }

    static byte[] run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        try {
            assertThat(process.waitFor()).as("%s", command).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }
}
