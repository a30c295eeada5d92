// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.rate;

import java.util.List;

/**
 * How a stream's rate is controlled.
 *
 * @param mode how strictly
 * @param layers one per temporal layer, lowest first; empty only when the mode is DISABLED. Frame and bit rates of a
 *     layer include the layers below it
 * @param virtualBufferMillis size of the leaky bucket that CBR must not empty, in milliseconds at the highest layer's
 *     average rate, above 0
 * @param initialVirtualBufferMillis how full it is at the start, 0 to virtualBufferMillis
 */
public record RateControlSettings(
        Mode mode, List<RateControlLayer> layers, int virtualBufferMillis, int initialVirtualBufferMillis) {
    /** How the QIndex is chosen. */
    public enum Mode {
        /** Every picture brings its own QIndex. */
        DISABLED,
        /** The average is kept over the virtual buffer's time. */
        CBR,
        /** The average is kept over a longer time; single pictures may be as large as the maximum rate allows. */
        VBR
    }

    /** No rate control. */
    public static final RateControlSettings DISABLED = new RateControlSettings(Mode.DISABLED, List.of(), 1000, 1000);

    /** Checks all values. */
    public RateControlSettings {
        layers = List.copyOf(layers);
        if (layers.isEmpty() != (mode == Mode.DISABLED)) {
            throw new IllegalArgumentException("layers has " + layers.size() + " entries in mode " + mode
                    + ", must be empty for DISABLED and only then");
        }
        if (virtualBufferMillis < 1) {
            throw new IllegalArgumentException(
                    "virtualBufferMillis is " + virtualBufferMillis + ", must be at least 1");
        }
        if (initialVirtualBufferMillis < 0 || initialVirtualBufferMillis > virtualBufferMillis) {
            throw new IllegalArgumentException("initialVirtualBufferMillis is " + initialVirtualBufferMillis
                    + ", must be 0 to virtualBufferMillis, " + virtualBufferMillis);
        }
    }

    /** One layer, a virtual buffer of one second, full at the start. */
    public static RateControlSettings of(Mode mode, RateControlLayer layer) {
        return new RateControlSettings(mode, List.of(layer), 1000, 1000);
    }
}
