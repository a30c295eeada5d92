// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Decodes a recording of {@link GlScene} and looks for its square in every picture. */
final class DrawnMovie {
    private DrawnMovie() {}

    static void check(Path movie, int frames, int width, int height) throws Exception {
        Path out = movie.resolveSibling("decoded.yuv");
        Process dav1d = new ProcessBuilder(
                        "dav1d", "--strict", "1", "-q", "-i", movie.toString(), "--muxer", "yuv", "-o", out.toString())
                .inheritIO()
                .start();
        assertThat(dav1d.waitFor()).isZero();
        byte[] all = Files.readAllBytes(out);
        int bytes = width * height * 3 / 2;
        assertThat(all).hasSize(frames * bytes);
        for (int i = 0; i < frames; i++) {
            int left = 8 * i % (width - height / 4);
            int top = height / 8;
            int size = height / 4;
            // BT.709, limited: orange (255, 140, 0) is 150; the background is dark.
            assertThat(luma(all, i * bytes, width, left + size / 2, top + size / 2))
                    .as("the square in picture %d", i)
                    .isBetween(140, 160);
            assertThat(luma(all, i * bytes, width, left + size / 2, height - 1 - top - size / 2))
                    .as("the background below it in picture %d", i)
                    .isBetween(50, 75);
            assertThat(luma(all, i * bytes, width, (left + size + 8) % width, top + size / 2))
                    .as("the background beside it in picture %d", i)
                    .isBetween(50, 75);
        }
        Files.delete(out);
    }

    private static int luma(byte[] all, int start, int width, int x, int y) {
        return Byte.toUnsignedInt(all[start + y * width + x]);
    }
}
