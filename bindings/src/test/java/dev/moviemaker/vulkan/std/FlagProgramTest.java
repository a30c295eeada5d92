// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The generated enums have a constant for each bit, and none for what is reserved. */
class FlagProgramTest {

    @Test
    void wideFieldsHaveAConstantForEachBit() {
        assertThat(FlagProgram.source("StdVideoXFlags", "x.h", """
                        uint32_t one : 1;
                        uint32_t wide : 2;
                        uint32_t last_one: 1;
                        uint32_t reserved : 28;
                        """))
                .contains("{@code StdVideoXFlags} ({@code x.h})", "public enum StdVideoXFlag implements StdFlag {")
                .containsSubsequence("    ONE,", "    WIDE_0,", "    WIDE_1,", "    LAST_ONE\n}")
                .doesNotContain("RESERVED");
    }
}
