// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoEncodeAV1CapabilitiesKHR}. Name masks: bit i is the reference name of index i (bit 0 LAST to bit 6
 * ALTREF).
 *
 * @param maxLevel {@code StdVideoAV1Level}, that is {@code seq_level_idx}
 * @param superblockSizes bit 0: 64, bit 1: 128
 * @param singleReferences pictures of single prediction; 0 where it is not there
 * @param unidirectionalReferences pictures of unidirectional compound; 0 where it is not there
 * @param unidirectionalGroup1References those of them that are past ones
 * @param bidirectionalReferences pictures of bidirectional compound; 0 where it is not there
 * @param bidirectionalGroup1References those of them that are past ones
 * @param bidirectionalGroup2References those of them that are future ones
 * @param prefersGopRemainingFrames whether rate control likes to know what is left of the GOP
 * @param requiresGopRemainingFrames whether it must be told
 * @param stdSyntaxFlags syntax elements that are promised to be kept
 */
public record Av1Limits(
        int flags,
        int maxLevel,
        Extent codedPictureAlignment,
        Extent maxTiles,
        Extent minTileSize,
        Extent maxTileSize,
        int superblockSizes,
        int singleReferences,
        int singleNames,
        int unidirectionalReferences,
        int unidirectionalGroup1References,
        int unidirectionalNames,
        int bidirectionalReferences,
        int bidirectionalGroup1References,
        int bidirectionalGroup2References,
        int bidirectionalNames,
        int maxTemporalLayers,
        int maxSpatialLayers,
        int maxOperatingPoints,
        int minQIndex,
        int maxQIndex,
        boolean prefersGopRemainingFrames,
        boolean requiresGopRemainingFrames,
        int stdSyntaxFlags) {

    private static final int GENERATE_OBU_EXTENSION_HEADER = 2;
    private static final int PRIMARY_REF_FRAME = 4;
    private static final int SUPERBLOCK_128 = 2;
    private static final int SUPERBLOCK_64 = 1;

    /**
     * Returns whether the driver promises to write {@code primary_ref_frame} as asked.
     */
    public boolean keepsPrimaryRefFrame() {
        return (stdSyntaxFlags & PRIMARY_REF_FRAME) != 0;
    }

    /** Whether the driver can write OBU extensions, which temporal layers need. */
    public boolean writesObuExtensions() {
        return (flags & GENERATE_OBU_EXTENSION_HEADER) != 0;
    }

    /**
     * Returns whether superblocks must have 128 pixels.
     *
     * @return true if 64 is not offered
     */
    public boolean needs128Superblocks() {
        return (superblockSizes & SUPERBLOCK_64) == 0 && (superblockSizes & SUPERBLOCK_128) != 0;
    }
}
