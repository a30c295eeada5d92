// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeRateControlModeFlagsKHR}. */
public enum RateControlFlag implements Flag {
    DEFAULT(0),
    DISABLED(1),
    CBR(2),
    VBR(4);

    private final int bit;

    RateControlFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
