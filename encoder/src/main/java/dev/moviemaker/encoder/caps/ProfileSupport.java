// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.encoder.vk.UsageHints;
import java.util.List;

/** What a device offers for AV1 Main at one bit depth. */
public sealed interface ProfileSupport {

    /**
     * It encodes.
     *
     * @param bitDepth 8 or 10
     * @param hints the purpose of the stream that is passed to the driver; less than requested where it refuses or
     *     cannot read that
     * @param rgb conversions of RGB sources; none where sources are Y'CbCr
     * @param av1 AV1 limits
     * @param deltaMaps quantization delta maps
     * @param intraRefresh pictures that are refreshed part by part
     * @param sourceFormats formats of source images that are also copied to
     * @param storageFormats formats of source images that shaders write to
     */
    record Supported(
            int bitDepth,
            UsageHints hints,
            RgbLimits rgb,
            VideoLimits video,
            EncodeLimits encode,
            Av1Limits av1,
            DeltaMapLimits deltaMaps,
            IntraRefreshLimits intraRefresh,
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

        /** The same of a device that was made without some features. */
        Supported with(DeltaMapLimits maps, IntraRefreshLimits refresh) {
            return new Supported(
                    bitDepth,
                    hints,
                    rgb,
                    video,
                    encode,
                    av1,
                    maps,
                    refresh,
                    sourceFormats,
                    storageFormats,
                    dpbFormats,
                    qualityLevels);
        }
    }

    /** It does not encode. */
    record Unsupported(String reason) implements ProfileSupport {}
}
