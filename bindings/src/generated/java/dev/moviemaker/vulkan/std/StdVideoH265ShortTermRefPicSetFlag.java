// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoH265ShortTermRefPicSetFlags} ({@code vulkan_video_codec_h265std.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoH265ShortTermRefPicSetFlag implements StdFlag {
    /** Bit 0: {@code inter_ref_pic_set_prediction_flag}. */
    INTER_REF_PIC_SET_PREDICTION_FLAG,

    /** Bit 1: {@code delta_rps_sign}. */
    DELTA_RPS_SIGN
}
