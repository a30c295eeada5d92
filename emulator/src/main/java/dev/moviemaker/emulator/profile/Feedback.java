// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeFeedbackFlagsKHR}. */
public enum Feedback implements Flag {
    BITSTREAM_BUFFER_OFFSET(1),
    BITSTREAM_BYTES_WRITTEN(2),
    BITSTREAM_HAS_OVERRIDES(4),
    AVERAGE_QUANTIZATION(8),
    MIN_QUANTIZATION(16),
    MAX_QUANTIZATION(32),
    INTRA_PIXELS(64),
    INTER_PIXELS(128),
    SKIPPED_PIXELS(256),
    PICTURE_PARTITION_COUNT(512);

    private final int bit;

    Feedback(int bit) {
        this.bit = bit;
    }

    /** Whether it came with {@code VK_KHR_video_encode_feedback2}. */
    boolean isOfFeedback2() {
        return bit >= AVERAGE_QUANTIZATION.bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
