// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoSceneTest {

    @ParameterizedTest
    @CsvSource({"1280,720", "1920,1080", "640,360", "854,480", "3840,2160", "720,1280"})
    void patchesAreFlatAndOfTheirColourInEveryFrame(int width, int height) {
        DemoScene scene = new DemoScene(width, height, 30);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        assertThat(scene.patches()).hasSizeGreaterThan(8);
        for (long frame : new long[] {0, 1, 77, 100_000}) {
            scene.draw(frame, image);
            for (DemoScene.Patch patch : scene.patches()) {
                Rectangle area = patch.area();
                for (int y = area.y; y < area.y + area.height; y++) {
                    for (int x = area.x; x < area.x + area.width; x++) {
                        assertThat(image.getRGB(x, y)).isEqualTo(patch.color().getRGB());
                    }
                }
            }
        }
    }

    @Test
    void everyFrameDiffersFromTheOneBefore() {
        DemoScene scene = new DemoScene(320, 180, 30);
        BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        Set<Integer> hashes = new HashSet<>();
        for (int frame = 0; frame < 30; frame++) {
            scene.draw(frame, image);
            hashes.add(java.util.Arrays.hashCode(image.getRGB(0, 0, 320, 180, null, 0, 320)));
        }
        assertThat(hashes).hasSize(30);
    }

    @ParameterizedTest
    @CsvSource({"16,16", "17,17", "64,64", "2000,16", "16,2000"})
    void theSmallestAndOddestSizesAreDrawn(int width, int height) {
        DemoScene scene = new DemoScene(width, height, 30);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        scene.draw(3, image);
        assertThat(scene.patches())
                .allSatisfy(patch -> assertThat(new Rectangle(width, height))
                        .matches(all -> all.contains(patch.area()), "holds " + patch.area()));
    }

    @Test
    void theFontHasEveryCharacterOfTheScene() {
        String text = "MOVIE MAKER AV1 FRAME 00:00.000 1234567890X FPS";
        assertThat(text.chars().allMatch(c -> StrokeFont.has((char) c))).isTrue();
        assertThat(StrokeFont.has('é')).isFalse();
    }
}
