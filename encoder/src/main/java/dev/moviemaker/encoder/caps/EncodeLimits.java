// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * {@code VkVideoEncodeCapabilitiesKHR}.
 *
 * @param rateControlModes mode bits; the driver's default mode (0) is always there
 * @param maxQualityLevels levels 0 to this less 1
 * @param encodeInputPictureGranularity blocks in which the source is read
 */
public record EncodeLimits(
        int flags,
        int rateControlModes,
        int maxRateControlLayers,
        long maxBitrate,
        int maxQualityLevels,
        Extent encodeInputPictureGranularity,
        int feedbackFlags) {

    /** Capability bit of quantization delta maps. */
    public static final int QUANTIZATION_DELTA_MAP = 4;

    /** Mode bit of constant QIndex. */
    public static final int DISABLED = 1;

    /** Mode bit of constant bitrate. */
    public static final int CBR = 2;

    /** Mode bit of variable bitrate. */
    public static final int VBR = 4;

    /** Feedback bits of where the bitstream starts and how long it is. */
    public static final int OFFSET_AND_BYTES = 3;

    /** Feedback bits of the average QIndex and of how many pixels are intra and inter. */
    public static final int AVERAGES = 0xC8;

    /** Feedback bit of whether syntax was overridden. */
    public static final int HAS_OVERRIDES = 4;
}
