// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeRgbRangeCompressionFlagsVALVE}. */
public enum RgbRange implements Flag {
    FULL(1),
    NARROW(2);

    private final int bit;

    RgbRange(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
