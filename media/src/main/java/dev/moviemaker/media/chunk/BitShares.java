// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each chunk its share of the bits of a movie. With VBR a chunk gets more the more a quick first pass at constant
 * quality took, but not in proportion: what is hard to code also hides more. With CBR each gets as much per second.
 */
public final class BitShares {
    /** The usual exponent of two passes: between even bits (0) and even quality (1). */
    private static final double COMPRESSION = 0.7;

    /** The fastest speed that still tells hard from easy. */
    private static final int QUICK_SPEED = 12;

    private BitShares() {}

    /** Returns the settings of the first pass. */
    public static EncoderSettings firstPass(EncoderSettings settings) {
        return settings.toBuilder()
                .rateControl(RateControlMode.CRF)
                .quality(50)
                .speed(Math.max(QUICK_SPEED, settings.speed()))
                .build();
    }

    /**
     * Divides the bits.
     *
     * @param settings with a bitrate
     * @param first the chunks as the first pass coded them
     * @param spans of the chunks
     * @return bits for each chunk; 0 for one without pictures
     */
    public static List<Long> of(EncoderSettings settings, List<CodedChunk> first, List<Span> spans) {
        List<Double> seconds = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            CodedChunk chunk = first.get(i);
            double length =
                    (Math.max(chunk.end(), spans.get(i).from()) - spans.get(i).from())
                            * settings.timeBase().toDouble();
            seconds.add(length);
            double hardness = length > 0 ? chunk.packetBytes() / length : 0;
            weights.add(
                    settings.rateControl() == RateControlMode.VBR ? length * Math.pow(hardness, COMPRESSION) : length);
        }
        return divided(settings, seconds, weights);
    }

    /** By weight, but no chunk beyond the peak: what it loses, the others get. */
    private static List<Long> divided(EncoderSettings settings, List<Double> seconds, List<Double> weights) {
        double peak = settings.rateControl() == RateControlMode.VBR
                ? Math.max(settings.maxBitrate(), settings.bitrate())
                : settings.bitrate();
        double left = seconds.stream().mapToDouble(Double::doubleValue).sum() * settings.bitrate();
        double weight = weights.stream().mapToDouble(Double::doubleValue).sum();
        Long[] bits = new Long[seconds.size()];
        boolean bounded = true;
        while (bounded) {
            bounded = false;
            for (int i = 0; i < bits.length; i++) {
                double most = seconds.get(i) * peak;
                if (bits[i] == null && weight > 0 && weights.get(i) / weight * left > most) {
                    bits[i] = (long) most;
                    left -= most;
                    weight -= weights.get(i);
                    bounded = true;
                }
            }
        }
        for (int i = 0; i < bits.length; i++) {
            if (bits[i] == null) {
                bits[i] = weight > 0 ? (long) (weights.get(i) / weight * left) : 0;
            }
        }
        return List.of(bits);
    }
}
