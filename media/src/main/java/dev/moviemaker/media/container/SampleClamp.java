// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Float samples that a codec cannot take: FFmpeg's AAC encoder stops at the first one that is NaN, and at very large
 * ones.
 */
final class SampleClamp {
    /**
     * Times full scale, 18 dB: far above what a limiter or a mixer leaves, and far below what any codec stumbles over.
     */
    static final float LIMIT = 8;

    private SampleClamp() {}

    /** Replaces samples that are not numbers with silence and brings the rest within the limit. */
    static int clamp(MemorySegment samples, int count) {
        int changed = 0;
        for (int i = 0; i < count; i++) {
            float sample = samples.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            // Written such that it is true for NaN.
            if (!(Math.abs(sample) <= LIMIT)) {
                samples.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.isNaN(sample) ? 0 : Math.copySign(LIMIT, sample));
                changed++;
            }
        }
        return changed;
    }
}
