// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeAV1OperatingPointInfoFlags} ({@code vulkan_video_codec_av1std_encode.h}): an
 * operating point.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.5.1 and 5.5.5,
 * operating_parameters_info.
 */
public enum StdVideoEncodeAV1OperatingPointInfoFlag implements StdFlag {
    /** Decoder model parameters are written. */
    DECODER_MODEL_PRESENT_FOR_THIS_OP,

    /** The smoothing buffer runs in low-delay mode. */
    LOW_DELAY_MODE_FLAG,

    /** The initial display delay is written. */
    INITIAL_DISPLAY_DELAY_PRESENT_FOR_THIS_OP
}
