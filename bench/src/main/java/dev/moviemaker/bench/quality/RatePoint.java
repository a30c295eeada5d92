// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.quality;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a movie takes and how near it comes to its clip.
 *
 * @param bytes of all pictures
 * @param psnr decibels, over all samples of all three planes
 * @param xpsnr decibels, perceptually weighted; luma counts four times as much as either of the others
 */
public record RatePoint(double bytes, double psnr, double xpsnr) {

    /**
     * How many more bits this takes than another encoder needs for the same quality: from the two of its points that
     * are nearest, on a line of quality over the logarithm of bits.
     *
     * @param others at least two points of the other encoder
     * @param quality the measure
     * @return 0.1 for ten percent more
     */
    public double moreBitsThan(List<RatePoint> others, ToDoubleFunction<RatePoint> quality) {
        double own = quality.applyAsDouble(this);
        List<RatePoint> rising =
                others.stream().sorted(Comparator.comparingDouble(quality)).toList();
        int above = 1;
        while (above < rising.size() - 1 && quality.applyAsDouble(rising.get(above)) < own) {
            above++;
        }
        RatePoint low = rising.get(above - 1);
        RatePoint high = rising.get(above);
        double from = quality.applyAsDouble(low);
        double slope = (Math.log(high.bytes) - Math.log(low.bytes)) / (quality.applyAsDouble(high) - from);
        return bytes / Math.exp(Math.log(low.bytes) + slope * (own - from)) - 1;
    }
}
