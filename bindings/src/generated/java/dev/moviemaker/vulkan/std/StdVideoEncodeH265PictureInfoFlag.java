// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeH265PictureInfoFlags} ({@code vulkan_video_codec_h265std_encode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoEncodeH265PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code is_reference}. */
    IS_REFERENCE,

    /** Bit 1: {@code IrapPicFlag}. */
    IRAPPICFLAG,

    /** Bit 2: {@code used_for_long_term_reference}. */
    USED_FOR_LONG_TERM_REFERENCE,

    /** Bit 3: {@code discardable_flag}. */
    DISCARDABLE_FLAG,

    /** Bit 4: {@code cross_layer_bla_flag}. */
    CROSS_LAYER_BLA_FLAG,

    /** Bit 5: {@code pic_output_flag}. */
    PIC_OUTPUT_FLAG,

    /** Bit 6: {@code no_output_of_prior_pics_flag}. */
    NO_OUTPUT_OF_PRIOR_PICS_FLAG,

    /** Bit 7: {@code short_term_ref_pic_set_sps_flag}. */
    SHORT_TERM_REF_PIC_SET_SPS_FLAG,

    /** Bit 8: {@code slice_temporal_mvp_enabled_flag}. */
    SLICE_TEMPORAL_MVP_ENABLED_FLAG
}
