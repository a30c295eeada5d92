// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A device of the program's, made on RADV, and its images as frames, under validation layers. Pictures are patterns: no
 * shader is run.
 */
class AdoptedRadvTest {

    @ParameterizedTest
    @ValueSource(strings = {"navi31", "gfx1201"})
    void imagesOfAProgramAreRecordedOnItsDevice(String chip) {
        PlayedGpu.Result result = new PlayedGpu(chip)
                .option("-Dmoviemaker.selftest.nodecoder=true")
                .run(AdoptedRun.class);
        result.requireClean();
        assertThat(result.told("adopted")).containsExactly("8 frames, null, []");
    }
}
