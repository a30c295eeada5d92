// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The bits of {@code StdVideoEncodeH265ReferenceListsInfoFlags} ({@code vulkan_video_codec_h265std_encode.h}), named as the codec's
 * specification names its syntax elements.
 *
 * <p>Each constant is one bit and its ordinal is the bit's number. Written by {@code bindings/generate.sh}.
 */
public enum StdVideoEncodeH265ReferenceListsInfoFlag implements StdFlag {
    /** Bit 0: {@code ref_pic_list_modification_flag_l0}. */
    REF_PIC_LIST_MODIFICATION_FLAG_L0,

    /** Bit 1: {@code ref_pic_list_modification_flag_l1}. */
    REF_PIC_LIST_MODIFICATION_FLAG_L1
}
