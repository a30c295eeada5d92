// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Decodes with dav1d and with libaom, and compares. */
final class Decoded {
    private Decoded() {}

    /** What is wrong, or null. */
    static @org.jspecify.annotations.Nullable String difference(Recorded recorded)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("decoded");
        Path stream = Files.write(folder.resolve("stream.obu"), recorded.stream());
        Path frames = folder.resolve("frames.yuv");
        byte[] expected = recorded.shownBytes();
        List<List<String>> decoders = List.of(
                List.of("dav1d", "-q", "--muxer", "yuv", "-i", stream.toString(), "-o", frames.toString()),
                List.of("aomdec", "--rawvideo", "-o", frames.toString(), stream.toString()));
        try {
            for (List<String> command : decoders) {
                Files.deleteIfExists(frames);
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
                if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    return command.getFirst() + " failed: " + Files.readString(folder.resolve("log"));
                }
                byte[] decoded = Files.readAllBytes(frames);
                int at = Arrays.mismatch(expected, decoded);
                if (at >= 0) {
                    return "%s decodes %d bytes of %d, different from byte %d on"
                            .formatted(command.getFirst(), decoded.length, expected.length, at);
                }
            }
            return null;
        } finally {
            for (Path file : List.of(stream, frames, folder.resolve("log"), folder)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
