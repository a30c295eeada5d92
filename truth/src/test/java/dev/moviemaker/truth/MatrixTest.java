// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The combinations, and a judge that would notice. */
class MatrixTest {
    @Test
    void everyInputMeetsEveryContainerAndEveryEncoder() {
        List<InputKind> inputs = InputTable.all();
        List<String> encoders = List.of(Case.SVT, "nvidia", "radv-rdna3");
        Set<String> met = new HashSet<>();
        for (Case one : Matrix.pairwise(inputs, encoders)) {
            met.add(one.input().name() + " " + one.container());
            met.add(one.input().name() + " " + one.encoder());
        }
        for (InputKind input : inputs) {
            List<String> containers = input.property("audio", "").isEmpty()
                    ? List.of("mp4", "mkv", "webm", "ivf", "obu")
                    : List.of("mp4", "mkv", "webm");
            assertThat(containers).allMatch(container -> met.contains(input.name() + " " + container));
            assertThat(encoders).allMatch(encoder -> met.contains(input.name() + " " + encoder));
        }
    }

    @Test
    void noTwoPicturesOfASceneAreAlike() {
        Scene scene = new Scene(192, 128, 14, false);
        for (int i = 0; i < scene.pictures(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(scene.picture(i).psnr(scene.picture(j)))
                        .as("pictures %d and %d", i, j)
                        .isLessThan(22);
            }
        }
    }

    @Test
    void aQuarterTurnIsUndoneByThreeMore() {
        Raster picture = new Scene(33, 17, 1, false).picture(0);
        Raster turned = picture.turned(90);
        assertThat(turned.width()).isEqualTo(17);
        assertThat(turned.at(16, 0, 0)).isEqualTo(picture.at(0, 0, 0));
        assertThat(turned.turned(270).rgb()).containsExactly(picture.rgb());
    }

    @Test
    void aShiftOfTheSoundIsFound() {
        Tones tones = new Tones(48_000, 2, "stereo", 0.5);
        float[][] late = new float[2][24_000];
        for (int c = 0; c < 2; c++) {
            for (int i = 480; i < late[c].length; i++) {
                late[c][i] = (float) tones.at(c, (i - 480) / 48_000.0);
            }
        }
        Samples samples = new Samples(48_000, late, 0);
        assertThat(samples.match(0, tones, 0).lag()).isEqualTo(0.01);
        assertThat(samples.match(0, tones, 1).correlation()).isLessThan(0.5);
        assertThat(samples.level(0, 0, 0.009)).isZero();
    }
}
