// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoCapabilitiesKHR}.
 *
 * @param minBitstreamBufferOffsetAlignment bytes
 * @param minBitstreamBufferSizeAlignment bytes
 * @param stdHeaderName name of the Std header; some drivers leave it empty
 * @param stdHeaderVersion its newest version that is known to the driver
 */
public record VideoLimits(
        int flags,
        long minBitstreamBufferOffsetAlignment,
        long minBitstreamBufferSizeAlignment,
        Extent pictureAccessGranularity,
        Extent minCodedExtent,
        Extent maxCodedExtent,
        int maxDpbSlots,
        int maxActiveReferencePictures,
        String stdHeaderName,
        int stdHeaderVersion) {

    private static final int SEPARATE_REFERENCE_IMAGES = 2;

    /** Returns whether each DPB picture may be an image of its own; otherwise all are layers of one. */
    public boolean separateReferenceImages() {
        return (flags & SEPARATE_REFERENCE_IMAGES) != 0;
    }
}
