// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoDecodeH265PictureInfoFlags} ({@code vulkan_video_codec_h265std_decode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoDecodeH265PictureInfoFlag implements StdFlag {
    /** Bit 0: {@code IrapPicFlag}. */
    IRAPPICFLAG,

    /** Bit 1: {@code IdrPicFlag}. */
    IDRPICFLAG,

    /** Bit 2: {@code IsReference}. */
    ISREFERENCE,

    /** Bit 3: {@code short_term_ref_pic_set_sps_flag}. */
    SHORT_TERM_REF_PIC_SET_SPS_FLAG
}
