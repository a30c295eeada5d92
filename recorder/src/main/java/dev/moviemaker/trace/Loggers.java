// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.trace;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The library's loggers. Warnings are for the user: a leftover file, a setting that could not be honoured. */
public final class Loggers {
    /** Recordings: warnings and leftovers; fallbacks once, as information. */
    public static final System.Logger RECORDING = System.getLogger("dev.moviemaker.recording");

    /** Hardware encoders: devices and drivers. */
    public static final System.Logger HARDWARE = System.getLogger("dev.moviemaker.hardware");

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private Loggers() {}

    /** Logs what is as it should be but good to know, once for all recordings of the process. */
    public static void tellOnce(String sentence) {
        if (TOLD.add(sentence)) {
            RECORDING.log(System.Logger.Level.INFO, sentence);
        }
    }
}
