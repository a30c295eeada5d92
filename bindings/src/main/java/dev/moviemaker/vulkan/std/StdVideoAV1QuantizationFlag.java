// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoAV1QuantizationFlags} ({@code vulkan_video_codec_av1std.h}): the quantizer of a frame.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Meaning: AV1 5.9.12, quantization_params.
 */
public enum StdVideoAV1QuantizationFlag implements StdFlag {
    /** Quantizer matrices are used. */
    USING_QMATRIX,

    /** The deltas of the two chroma planes are written separately. */
    DIFF_UV_DELTA
}
