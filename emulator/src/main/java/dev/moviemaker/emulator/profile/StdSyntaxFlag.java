// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeAV1StdFlagsKHR}. */
public enum StdSyntaxFlag implements Flag {
    UNIFORM_TILE_SPACING_FLAG_SET(1),
    SKIP_MODE_PRESENT_UNSET(2),
    PRIMARY_REF_FRAME(4),
    DELTA_Q(8);

    private final int bit;

    StdSyntaxFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
