package dev.moviemaker.caps;

/**
 * What a driver prefers at a quality level ({@code VkVideoEncodeQualityLevelPropertiesKHR} and its AV1 part).
 *
 * @param rateControlMode mode bit; 0 is the driver's default
 * @param rateControlLayerCount layers
 * @param gopFrameCount frames of a GOP; 0 where it has no preference
 * @param keyFramePeriod frames from key frame to key frame
 * @param consecutiveBipredictiveFrameCount B pictures in a row
 * @param intraQIndex constant QIndex of key frames
 * @param predictiveQIndex constant QIndex of P pictures
 * @param bipredictiveQIndex constant QIndex of B pictures
 */
public record QualityLevel(
        int rateControlMode,
        int rateControlLayerCount,
        int gopFrameCount,
        int keyFramePeriod,
        int consecutiveBipredictiveFrameCount,
        int intraQIndex,
        int predictiveQIndex,
        int bipredictiveQIndex) {}
