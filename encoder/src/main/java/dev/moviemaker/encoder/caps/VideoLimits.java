package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoCapabilitiesKHR}.
 *
 * @param flags capability bits
 * @param minBitstreamBufferOffsetAlignment bytes
 * @param minBitstreamBufferSizeAlignment bytes
 * @param pictureAccessGranularity blocks in which images are touched
 * @param minCodedExtent smallest picture
 * @param maxCodedExtent largest picture
 * @param maxDpbSlots pictures of the DPB
 * @param maxActiveReferencePictures references of one picture
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

    /**
     * Whether each DPB picture may be an image of its own; otherwise all are layers of one.
     *
     * @return true if it has the flag
     */
    public boolean separateReferenceImages() {
        return (flags & SEPARATE_REFERENCE_IMAGES) != 0;
    }
}
