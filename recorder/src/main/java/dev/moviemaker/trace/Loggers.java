package dev.moviemaker.trace;

/** The library's loggers. Warnings are for the user: a fallback, a leftover file, a setting that could not be honoured. */
public final class Loggers {
    /** Recordings: fallbacks, warnings, leftovers. */
    public static final System.Logger RECORDING = System.getLogger("dev.moviemaker.recording");

    /** Hardware encoders: devices and drivers. */
    public static final System.Logger HARDWARE = System.getLogger("dev.moviemaker.hardware");

    private Loggers() {}
}
