// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

/**
 * Decoded sound.
 *
 * @param channels values of each, -1 to 1
 * @param start seconds from the first picture's time to the first sample's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Samples(int rate, float[][] channels, double start) {
    /** So far is looked for a shift, in seconds. */
    private static final double MAX_LAG = 0.06;

    private static final double STEP = 1.0 / 8000;

    /**
     * Where a tone was found.
     *
     * @param lag seconds that it comes late
     * @param correlation 1 for the same shape
     */
    record Match(double lag, double correlation) {}

    double seconds() {
        return channels.length == 0 ? 0 : (double) channels[0].length / rate;
    }

    /** The value at a time after the first picture, between samples. */
    private double at(int channel, double time) {
        double place = (time - start) * rate;
        int index = (int) Math.floor(place);
        float[] values = channels[channel];
        if (index < 0 || index + 1 >= values.length) {
            return index >= 0 && index < values.length ? values[index] : 0;
        }
        return values[index] + (place - index) * (values[index + 1] - values[index]);
    }

    /** Looks for one channel of the source in one channel of this. */
    Match match(int channel, Tones tones, int tone) {
        int count = (int) (tones.seconds() / STEP);
        int reach = (int) (MAX_LAG / STEP);
        double[] wanted = new double[count];
        double power = 0;
        for (int i = 0; i < count; i++) {
            wanted[i] = tones.at(tone, i * STEP);
            power += wanted[i] * wanted[i];
        }
        double[] heard = new double[count + 2 * reach];
        for (int i = 0; i < heard.length; i++) {
            heard[i] = at(channel, (i - reach) * STEP);
        }
        Match best = new Match(0, 0);
        for (int lag = -reach; lag <= reach; lag++) {
            double product = 0;
            double heardPower = 0;
            for (int i = 0; i < count; i++) {
                double value = heard[i + reach + lag];
                product += value * wanted[i];
                heardPower += value * value;
            }
            double correlation = heardPower == 0 ? 0 : product / Math.sqrt(power * heardPower);
            if (correlation > best.correlation()) {
                best = new Match(lag * STEP, correlation);
            }
        }
        return best;
    }

    /** Root mean square of a channel from one time to another. */
    double level(int channel, double from, double to) {
        double sum = 0;
        int count = 0;
        for (double time = from; time < to; time += STEP) {
            double value = at(channel, time);
            sum += value * value;
            count++;
        }
        return Math.sqrt(sum / count);
    }
}
