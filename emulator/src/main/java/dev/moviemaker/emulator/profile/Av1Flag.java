// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeAV1CapabilityFlagsKHR}. */
public enum Av1Flag implements Flag {
    PER_RATE_CONTROL_GROUP_MIN_MAX_Q_INDEX(1),
    GENERATE_OBU_EXTENSION_HEADER(2),
    PRIMARY_REFERENCE_CDF_ONLY(4),
    FRAME_SIZE_OVERRIDE(8),
    MOTION_VECTOR_SCALING(16),
    COMPOUND_PREDICTION_INTRA_REFRESH(32);

    private final int bit;

    Av1Flag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
