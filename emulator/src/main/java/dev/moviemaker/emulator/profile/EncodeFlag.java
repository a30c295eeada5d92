// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeCapabilityFlagsKHR}. */
public enum EncodeFlag implements Flag {
    PRECEDING_EXTERNALLY_ENCODED_BYTES(1),
    INSUFFICIENT_BITSTREAM_BUFFER_RANGE_DETECTION(2),
    QUANTIZATION_DELTA_MAP(4),
    EMPHASIS_MAP(8);

    private final int bit;

    EncodeFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
