// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.file.Path;

/** Records pictures given in some way and compares them with what comes out. */
final class FrameJudge {
    private static final int PICTURES = 4;

    private FrameJudge() {}

    static void judge(FrameWays.Way way, Path file, String backend, String device, int width, int height, int bitDepth)
            throws Exception {
        Scene scene = new Scene(width, height, PICTURES, way.grey());
        EncoderSettingsBuilder settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .bitDepth(bitDepth)
                .level(EncoderSettings.LEVEL_AUTO)
                .rateControl(RateControlMode.CRF)
                .quality(90);
        if (!device.isEmpty()) {
            settings.device(device);
        }
        try (MovieMaker maker = MovieMaker.create(backend)) {
            maker.configure(settings.build());
            maker.start(file);
            for (int i = 0; i < PICTURES; i++) {
                maker.record(way.frame().apply(scene.picture(i)));
            }
            maker.finish();
        }
        Recorded recorded = Recorded.read(file);
        assertThat(recorded.pictures()).hasSize(PICTURES);
        assertThat(recorded.text("pix_fmt")).isEqualTo(bitDepth == 8 ? "yuv420p" : "yuv420p10le");
        for (int i = 0; i < PICTURES; i++) {
            Raster shown = recorded.pictures().get(i);
            assertThat(shown.width()).isEqualTo(width);
            assertThat(shown.height()).isEqualTo(height);
            assertThat(shown.psnr(scene.picture(i))).as("PSNR of picture %d", i).isGreaterThan(31);
            for (int index = 0; index < Scene.PATCHES; index++) {
                assertPatch(way, i, scene.patch(i, index), shown);
            }
        }
    }

    private static void assertPatch(FrameWays.Way way, int picture, Scene.Patch patch, Raster shown) {
        double[] mean = shown.mean(
                patch.left() + Scene.EDGE,
                patch.top() + Scene.EDGE,
                patch.right() - Scene.EDGE,
                patch.bottom() - Scene.EDGE);
        for (int c = 0; c < 3; c++) {
            assertThat(Math.abs(mean[c] - patch.component(c)))
                    .as("picture %d, component %d of patch %06x", picture, c, patch.color())
                    .isLessThanOrEqualTo(way.tolerance());
        }
    }
}
