// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeH264PictureInfoFlags} ({@code vulkan_video_codec_h264std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeH264PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code field_pic_flag}. */
    FIELD_PIC_FLAG,

    /** Bit 1: {@code is_intra}. */
    IS_INTRA,

    /** Bit 2: {@code IdrPicFlag}. */
    IDRPICFLAG,

    /** Bit 3: {@code bottom_field_flag}. */
    BOTTOM_FIELD_FLAG,

    /** Bit 4: {@code is_reference}. */
    IS_REFERENCE,

    /** Bit 5: {@code complementary_field_pair}. */
    COMPLEMENTARY_FIELD_PAIR
}
