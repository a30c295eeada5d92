// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import dev.moviemaker.vulkan.raw.StdVideoAV1FilmGrain;
import dev.moviemaker.vulkan.raw.StdVideoAV1LoopFilter;
import dev.moviemaker.vulkan.raw.StdVideoAV1Quantization;
import dev.moviemaker.vulkan.raw.StdVideoDecodeAV1ReferenceInfo;
import dev.moviemaker.vulkan.raw.StdVideoEncodeH265ReferenceListsInfo;
import dev.moviemaker.vulkan.raw.StdVideoVP9LoopFilter;
import dev.moviemaker.vulkan.raw.StdVideoVP9Segmentation;
import java.lang.foreign.GroupLayout;

/**
 * Layouts with the alignment that C gives them, for the Std structs whose generated layout has a smaller one.
 *
 * <p>jextract turns bit-fields into padding, which has no alignment. A struct of bit-fields and bytes then comes out
 * with an alignment of 1 or 2 where C says 4, and an allocator that packs tightly would place it at an odd address. So
 * allocate these through the layouts here; size and offsets are the generated ones. Every other struct is right as
 * generated.
 */
public final class StdLayouts {

    /** {@code StdVideoAV1LoopFilter}, 4-byte aligned. */
    public static final GroupLayout LOOP_FILTER = aligned(StdVideoAV1LoopFilter.layout());

    /** {@code StdVideoAV1Quantization}, 4-byte aligned. */
    public static final GroupLayout QUANTIZATION = aligned(StdVideoAV1Quantization.layout());

    /** {@code StdVideoAV1FilmGrain}, 4-byte aligned. */
    public static final GroupLayout FILM_GRAIN = aligned(StdVideoAV1FilmGrain.layout());

    /** {@code StdVideoDecodeAV1ReferenceInfo}, 4-byte aligned. */
    public static final GroupLayout DECODE_AV1_REFERENCE_INFO = aligned(StdVideoDecodeAV1ReferenceInfo.layout());

    /** {@code StdVideoEncodeH265ReferenceListsInfo}, 4-byte aligned. */
    public static final GroupLayout ENCODE_H265_REFERENCE_LISTS_INFO =
            aligned(StdVideoEncodeH265ReferenceListsInfo.layout());

    /** {@code StdVideoVP9LoopFilter}, 4-byte aligned. */
    public static final GroupLayout VP9_LOOP_FILTER = aligned(StdVideoVP9LoopFilter.layout());

    /** {@code StdVideoVP9Segmentation}, 4-byte aligned. */
    public static final GroupLayout VP9_SEGMENTATION = aligned(StdVideoVP9Segmentation.layout());

    private StdLayouts() {}

    /**
     * Returns a layout with at least the alignment of the 32-bit word that contains its flags.
     *
     * @param generated the layout of a flags struct, or of a struct that contains one
     * @return the same layout, aligned to 4 bytes or more
     */
    public static GroupLayout aligned(GroupLayout generated) {
        return generated.byteAlignment() >= Integer.BYTES ? generated : generated.withByteAlignment(Integer.BYTES);
    }
}
