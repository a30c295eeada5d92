// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.rate;

import java.util.List;

/**
 * What one temporal layer may spend.
 *
 * @param averageBitsPerSecond target, above 0
 * @param maxBitsPerSecond upper bound for VBR, at least the average; CBR does not use it
 * @param frameRateNumerator frames ...
 * @param frameRateDenominator the seconds in which they are shown, both above 0
 * @param minQIndex for {@link RateControlGroup} in order: the smallest QIndex, 0 to 255
 * @param maxQIndex for {@link RateControlGroup} in order: the largest QIndex, minQIndex to 255
 */
public record RateControlLayer(
        long averageBitsPerSecond,
        long maxBitsPerSecond,
        int frameRateNumerator,
        int frameRateDenominator,
        List<Integer> minQIndex,
        List<Integer> maxQIndex) {
    /** Checks all values. */
    public RateControlLayer {
        if (averageBitsPerSecond < 1) {
            throw new IllegalArgumentException(
                    "averageBitsPerSecond is " + averageBitsPerSecond + ", must be at least 1");
        }
        if (maxBitsPerSecond < averageBitsPerSecond) {
            throw new IllegalArgumentException("maxBitsPerSecond is " + maxBitsPerSecond
                    + ", must be at least averageBitsPerSecond, " + averageBitsPerSecond);
        }
        if (frameRateNumerator < 1 || frameRateDenominator < 1) {
            throw new IllegalArgumentException(
                    "frame rate is " + frameRateNumerator + "/" + frameRateDenominator + ", both must be at least 1");
        }
        minQIndex = List.copyOf(minQIndex);
        maxQIndex = List.copyOf(maxQIndex);
        int groups = RateControlGroup.values().length;
        if (minQIndex.size() != groups || maxQIndex.size() != groups) {
            throw new IllegalArgumentException("minQIndex has " + minQIndex.size() + " and maxQIndex "
                    + maxQIndex.size() + " values, both must have " + groups);
        }
        for (RateControlGroup group : RateControlGroup.values()) {
            int i = group.index();
            if (minQIndex.get(i) < 0 || maxQIndex.get(i) > 255 || minQIndex.get(i) > maxQIndex.get(i)) {
                throw new IllegalArgumentException("QIndex range of " + group + " is " + minQIndex.get(i) + " to "
                        + maxQIndex.get(i) + ", must be a range within 0 to 255");
            }
        }
    }

    /** Returns a layer with the whole QIndex range from 1 to 255; VBR may spend twice the average. */
    public static RateControlLayer of(long averageBitsPerSecond, int frameRateNumerator, int frameRateDenominator) {
        return new RateControlLayer(
                averageBitsPerSecond,
                2 * averageBitsPerSecond,
                frameRateNumerator,
                frameRateDenominator,
                List.of(1, 1, 1),
                List.of(255, 255, 255));
    }

    double bitsPerFrame() {
        return (double) averageBitsPerSecond * frameRateDenominator / frameRateNumerator;
    }
}
