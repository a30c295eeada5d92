// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeRgbChromaOffsetFlagsVALVE}. */
public enum ChromaOffset implements Flag {
    COSITED_EVEN(1),
    MIDPOINT(2);

    private final int bit;

    ChromaOffset(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
