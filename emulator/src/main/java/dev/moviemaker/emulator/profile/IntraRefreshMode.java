// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeIntraRefreshModeFlagsKHR}. */
public enum IntraRefreshMode implements Flag {
    PER_PICTURE_PARTITION(1),
    BLOCK_BASED(2),
    BLOCK_ROW_BASED(4),
    BLOCK_COLUMN_BASED(8);

    private final int bit;

    IntraRefreshMode(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
