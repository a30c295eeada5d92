// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeAV1SuperblockSizeFlagsKHR}. */
public enum SuperblockSize implements Flag {
    SIZE_64(1),
    SIZE_128(2);

    private final int bit;

    SuperblockSize(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
