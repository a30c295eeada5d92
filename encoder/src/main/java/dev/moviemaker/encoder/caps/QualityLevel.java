package dev.moviemaker.encoder.caps;

/**
 * What a driver prefers at a quality level ({@code VkVideoEncodeQualityLevelPropertiesKHR} and its AV1 part).
 *
 * @param rateControlMode mode bit; 0 is the driver's default
 * @param rateControlLayerCount layers
 * @param rateControlFlags {@code VkVideoEncodeAV1RateControlFlagsKHR}
 * @param gopFrameCount frames of a GOP; 0 where it has no preference
 * @param keyFramePeriod frames from key frame to key frame
 * @param consecutiveBipredictiveFrameCount B pictures in a row
 * @param temporalLayerCount temporal layers
 * @param intraQIndex constant QIndex of key frames
 * @param predictiveQIndex constant QIndex of P pictures
 * @param bipredictiveQIndex constant QIndex of B pictures
 * @param singleReferences pictures of single prediction
 * @param singleNames mask of names for it
 * @param unidirectionalReferences pictures of unidirectional compound
 * @param unidirectionalNames mask of names for it
 * @param bidirectionalReferences pictures of bidirectional compound
 * @param bidirectionalNames mask of names for it
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
