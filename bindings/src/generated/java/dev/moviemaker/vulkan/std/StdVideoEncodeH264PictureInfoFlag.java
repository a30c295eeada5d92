// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeH264PictureInfoFlags} ({@code vulkan_video_codec_h264std_encode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoEncodeH264PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code IdrPicFlag}. */
    IDRPICFLAG,

    /** Bit 1: {@code is_reference}. */
    IS_REFERENCE,

    /** Bit 2: {@code no_output_of_prior_pics_flag}. */
    NO_OUTPUT_OF_PRIOR_PICS_FLAG,

    /** Bit 3: {@code long_term_reference_flag}. */
    LONG_TERM_REFERENCE_FLAG,

    /** Bit 4: {@code adaptive_ref_pic_marking_mode_flag}. */
    ADAPTIVE_REF_PIC_MARKING_MODE_FLAG
}
