// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeFeedbackFlagsKHR}. */
public enum Feedback implements Flag {
    BITSTREAM_BUFFER_OFFSET(1),
    BITSTREAM_BYTES_WRITTEN(2),
    BITSTREAM_HAS_OVERRIDES(4);

    private final int bit;

    Feedback(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
