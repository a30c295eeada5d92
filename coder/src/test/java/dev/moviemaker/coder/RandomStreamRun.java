// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Codes random streams and compares every sample with what dav1d and aomdec make of them. Arguments: first seed, number
 * of streams, folder for the files. Files of streams that differ are kept.
 */
final class RandomStreamRun {
    private RandomStreamRun() {}

    public static void main(String[] arguments) throws Exception {
        long first = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        int bad = 0;
        long frames = 0;
        for (long seed = first; seed < first + count; seed++) {
            RandomStream stream = new RandomStream(seed);
            try {
                stream.code();
            } catch (RuntimeException e) {
                throw new IllegalStateException("seed " + seed, e);
            }
            frames += stream.shown.size();
            String difference = compare(stream, folder);
            if (!difference.isEmpty()) {
                bad++;
                System.out.println("seed " + seed + " (" + stream.width() + "x" + stream.height() + " "
                        + stream.bitDepth() + " bit): " + difference);
            }
        }
        System.out.println(count + " streams, " + frames + " shown frames, " + bad + " mismatches");
    }

    /** Empty when both decoders agree with the coder. */
    static String compare(RandomStream stream, Path folder) throws IOException, InterruptedException {
        Path ivf = folder.resolve(stream.seed + ".ivf");
        Files.write(ivf, stream.ivf());
        byte[] expected = stream.expected();
        String result =
                difference("dav1d", expected, folder, "dav1d", "-q", "-i", ivf.toString(), "--muxer", "yuv", "-o")
                        + difference("aomdec", expected, folder, "aomdec", "--rawvideo", ivf.toString(), "-o");
        if (result.isEmpty()) {
            Files.delete(ivf);
        }
        return result;
    }

    private static String difference(String name, byte[] expected, Path folder, String... command)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".yuv");
        Files.deleteIfExists(out);
        String[] full = Arrays.copyOf(command, command.length + 1);
        full[command.length] = out.toString();
        Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        byte[] actual = Files.exists(out) ? Files.readAllBytes(out) : new byte[0];
        if (code != 0) {
            return name + " failed: " + log.strip().replace('\n', ' ') + "; ";
        }
        int at = Arrays.mismatch(expected, actual);
        return at < 0 ? "" : name + " differs at byte " + at + " of " + expected.length + " (" + actual.length + "); ";
    }
}
