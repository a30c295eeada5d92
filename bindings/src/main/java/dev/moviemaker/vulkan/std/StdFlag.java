// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * One bit of a {@code StdVideo...Flags} struct: an enum constant whose ordinal is the number of the bit.
 *
 * <p>The structs of the AV1 encode headers have no field wider than one bit except {@code reserved}, which stays 0.
 */
public sealed interface StdFlag
        permits StdVideoAV1ColorConfigFlag,
                StdVideoAV1FilmGrainFlag,
                StdVideoAV1LoopFilterFlag,
                StdVideoAV1QuantizationFlag,
                StdVideoAV1SequenceHeaderFlag,
                StdVideoAV1TileInfoFlag,
                StdVideoAV1TimingInfoFlag,
                StdVideoEncodeAV1OperatingPointInfoFlag,
                StdVideoEncodeAV1PictureInfoFlag,
                StdVideoEncodeAV1ReferenceInfoFlag {

    /** Returns the number of the bit, 0 (least significant) to 31. */
    int ordinal();

    /** Returns the value of the bit in the 32-bit word that holds the flags, which is a power of two. */
    default int mask() {
        return 1 << ordinal();
    }
}
