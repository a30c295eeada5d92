package dev.moviemaker.bitstream;

/** The {@code interpolation_filter} of a frame (AV1 specification, 6.8.9). The order of the constants is the code. */
public enum InterpolationFilter {
    /** The regular eight-tap filter. */
    EIGHTTAP,
    /** The smooth eight-tap filter. */
    EIGHTTAP_SMOOTH,
    /** The sharp eight-tap filter. */
    EIGHTTAP_SHARP,
    /** Bilinear. */
    BILINEAR,
    /** Each block signals its own filter; coded as {@code is_filter_switchable} = 1. */
    SWITCHABLE;

    private static final InterpolationFilter[] VALUES = values();

    /** Returns the filter with this code, 0 to 4. */
    public static InterpolationFilter ofCode(int code) {
        return VALUES[code];
    }

    /** Returns the {@code interpolation_filter} code. */
    public int code() {
        return ordinal();
    }
}
