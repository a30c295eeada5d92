package dev.moviemaker.caps;

import java.util.List;

/** What a device offers for AV1 Main at one bit depth. */
public sealed interface ProfileSupport {

    /**
     * It encodes.
     *
     * @param bitDepth 8 or 10
     * @param usageHints whether the profile goes with a usage structure; false where the driver cannot read one
     * @param video general limits
     * @param encode encoding limits
     * @param av1 AV1 limits
     * @param sourceFormats formats of source images that are also copied to
     * @param storageFormats formats of source images that shaders write to
     * @param dpbFormats formats of DPB images
     * @param qualityLevels one for each level
     */
    record Supported(
            int bitDepth,
            boolean usageHints,
            VideoLimits video,
            EncodeLimits encode,
            Av1Limits av1,
            List<VideoFormat> sourceFormats,
            List<VideoFormat> storageFormats,
            List<VideoFormat> dpbFormats,
            List<QualityLevel> qualityLevels)
            implements ProfileSupport {

        /** Copies the lists. */
        public Supported {
            sourceFormats = List.copyOf(sourceFormats);
            storageFormats = List.copyOf(storageFormats);
            dpbFormats = List.copyOf(dpbFormats);
            qualityLevels = List.copyOf(qualityLevels);
        }
    }

    /**
     * It does not encode.
     *
     * @param reason one sentence without a stop
     */
    record Unsupported(String reason) implements ProfileSupport {}
}
