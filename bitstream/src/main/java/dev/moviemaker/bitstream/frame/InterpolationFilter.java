// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/** The {@code interpolation_filter} of a frame (AV1 specification, 6.8.9). The order of the constants is the code. */
public enum InterpolationFilter {
    /** The regular eight-tap filter. */
    EIGHTTAP(0),
    /** The smooth eight-tap filter. */
    EIGHTTAP_SMOOTH(1),
    /** The sharp eight-tap filter. */
    EIGHTTAP_SHARP(2),
    /** Bilinear. */
    BILINEAR(3),
    /** Each block signals its own filter; coded as {@code is_filter_switchable} = 1. */
    SWITCHABLE(4);

    private static final InterpolationFilter[] VALUES = values();

    private final int code;

    InterpolationFilter(int code) {
        this.code = code;
    }

    /** Returns the filter with this code, 0 to 4. */
    public static InterpolationFilter ofCode(int code) {
        return VALUES[code];
    }

    /** Returns the {@code interpolation_filter} code. */
    public int code() {
        return code;
    }
}
