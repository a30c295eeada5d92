// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.cli.CommandRun;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput.Item;
import java.awt.Color;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a colour: drawn, converted, coded, decoded and converted back. */
class DemoColoursTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    @TempDir
    Path folder;

    @Test
    void flatPatchesKeepTheirColours() throws IOException {
        Path movie = folder.resolve("demo.mp4");
        CommandRun run = CommandRun.of(
                "demo", "--size", WIDTH + "x" + HEIGHT, "--seconds", "0.2", "--backend", "av1_software", movie);
        assertThat(run.exitCode()).as(run.err()).isZero();
        try (MediaReader reader = MediaReader.open(movie)) {
            CpuFrame frame = firstFrame(reader);
            for (DemoScene.Patch patch : new DemoScene(WIDTH, HEIGHT, 30).patches()) {
                int x = (int) patch.area().getCenterX();
                int y = (int) patch.area().getCenterY();
                Color seen =
                        colour(sample(frame, 0, x, y), sample(frame, 1, x / 2, y / 2), sample(frame, 2, x / 2, y / 2));
                assertThat(Math.max(
                                Math.abs(seen.getRed() - patch.color().getRed()),
                                Math.max(
                                        Math.abs(seen.getGreen() - patch.color().getGreen()),
                                        Math.abs(seen.getBlue() - patch.color().getBlue()))))
                        .as("%s came back as %s", patch.color(), seen)
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    private static CpuFrame firstFrame(MediaReader reader) throws IOException {
        Optional<Item> item = reader.next();
        while (item.isPresent()) {
            if (item.get() instanceof Item.Picture picture) {
                return picture.frame();
            }
            item = reader.next();
        }
        throw new AssertionError("no picture");
    }

    private static int sample(CpuFrame frame, int plane, int x, int y) {
        CpuFrame.Plane rows = frame.planes().get(plane);
        return rows.data().get(ValueLayout.JAVA_BYTE, (long) y * rows.strideBytes() + x) & 255;
    }

    /** BT.709, limited range. */
    private static Color colour(int luma, int cb, int cr) {
        double y = (luma - 16) / 219.0;
        double b = y + (cb - 128) / 224.0 * 2 * (1 - 0.0722);
        double r = y + (cr - 128) / 224.0 * 2 * (1 - 0.2126);
        double g = (y - 0.2126 * r - 0.0722 * b) / 0.7152;
        return new Color(code(r), code(g), code(b));
    }

    private static int code(double value) {
        return Math.clamp(Math.round(value * 255), 0, 255);
    }
}
