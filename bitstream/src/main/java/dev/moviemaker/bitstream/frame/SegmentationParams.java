// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code segmentation_params()} (AV1 specification, 5.9.14 and 6.8.13).
 *
 * @param enabled {@code segmentation_enabled}
 * @param updateMap {@code segmentation_update_map}
 * @param temporalUpdate {@code segmentation_temporal_update}
 * @param updateData {@code segmentation_update_data}
 * @param featureEnabled eight values, one per segment; bit j is {@code FeatureEnabled[segment][j]}
 * @param featureData 64 values, {@code FeatureData[segment][j]} at {@code segment * 8 + j}; 0 where not enabled
 */
public record SegmentationParams(
        boolean enabled,
        boolean updateMap,
        boolean temporalUpdate,
        boolean updateData,
        Ints featureEnabled,
        Ints featureData) {
    /** {@code MAX_SEGMENTS}. */
    public static final int MAX_SEGMENTS = 8;
    /** {@code SEG_LVL_MAX}: features per segment. */
    public static final int SEG_LVL_MAX = 8;
    /** {@code SEG_LVL_ALT_Q}: the feature that changes the quantizer index. */
    public static final int SEG_LVL_ALT_Q = 0;
    /** {@code SEG_LVL_REF_FRAME}: the first feature that is known before the skip flag. */
    public static final int SEG_LVL_REF_FRAME = 5;
    /** No segmentation. */
    public static final SegmentationParams OFF =
            new SegmentationParams(false, false, false, false, Ints.repeat(0, 8), Ints.repeat(0, 64));

    /** Returns {@code FeatureEnabled[segment][feature]}. */
    public boolean isFeatureEnabled(int segment, int feature) {
        return (featureEnabled.get(segment) >> feature & 1) != 0;
    }

    /** Returns {@code FeatureData[segment][feature]}. */
    public int featureValue(int segment, int feature) {
        return featureData.get(segment * SEG_LVL_MAX + feature);
    }

    /** Returns {@code LastActiveSegId}: the highest segment with a feature, 0 when there is none. */
    public int lastActiveSegId() {
        for (int segment = MAX_SEGMENTS - 1; segment > 0; segment--) {
            if (featureEnabled.get(segment) != 0) {
                return segment;
            }
        }
        return 0;
    }

    /** Returns {@code SegIdPreSkip}: whether the segment must be read before the skip flag. */
    public boolean segIdPreSkip() {
        int all = 0;
        for (int segment = 0; segment < MAX_SEGMENTS; segment++) {
            all |= featureEnabled.get(segment);
        }
        return all >> SEG_LVL_REF_FRAME != 0;
    }

    /**
     * Returns {@code get_qindex(1, segment)} (7.12.2): the quantizer index of a segment without block changes, 0 to
     * 255.
     */
    public int qIndex(int baseQIdx, int segment) {
        if (enabled && isFeatureEnabled(segment, SEG_LVL_ALT_Q)) {
            return Math.clamp(baseQIdx + featureValue(segment, SEG_LVL_ALT_Q), 0, 255);
        }
        return baseQIdx;
    }
}
