// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

/**
 * What a driver prefers at a quality level ({@code VkVideoEncodeQualityLevelPropertiesKHR} and its AV1 part).
 *
 * @param rateControlMode mode bit; 0 is the driver's default
 * @param rateControlFlags {@code VkVideoEncodeAV1RateControlFlagsKHR}
 * @param gopFrameCount frames of a GOP; 0 where it has no preference
 * @param keyFramePeriod frames from key frame to key frame
 */
public record QualityLevel(
        int rateControlMode,
        int rateControlLayerCount,
        int rateControlFlags,
        int gopFrameCount,
        int keyFramePeriod,
        int consecutiveBipredictiveFrameCount,
        int temporalLayerCount,
        int intraQIndex,
        int predictiveQIndex,
        int bipredictiveQIndex,
        int singleReferences,
        int singleNames,
        int unidirectionalReferences,
        int unidirectionalNames,
        int bidirectionalReferences,
        int bidirectionalNames) {}
