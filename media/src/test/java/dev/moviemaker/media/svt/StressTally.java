// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import java.util.Locale;

/** Counts what became of recordings. */
final class StressTally {
    static final String HEADINGS =
            "recordings | stalls | overruns | damaged pictures | other failures | frames/s | PSNR dB | bytes/frame";

    private int recordings;
    private int stalls;
    private int overruns;
    private int failed;
    private long damaged;
    private long frames;
    private long bytes;
    private double seconds;
    private double decibels;

    /** Adds the seconds that a round of recordings took. */
    void took(double more) {
        seconds += more;
    }

    void add(StressRecording.Outcome outcome, String round) {
        recordings++;
        stalls += outcome.stalled() ? 1 : 0;
        overruns += outcome.overrun() ? 1 : 0;
        failed += outcome.failure().isEmpty() || outcome.stalled() || outcome.overrun() ? 0 : 1;
        damaged += outcome.damaged();
        frames += outcome.frames();
        decibels += outcome.decibels();
        bytes += outcome.bytes();
        if (!outcome.failure().isEmpty()) {
            System.err.println(round + ": " + outcome.failure());
        }
    }

    /** Whether every recording is what was recorded. */
    boolean good() {
        return stalls + overruns + failed + damaged == 0;
    }

    /** The cells under {@link #HEADINGS}. */
    String row() {
        return String.format(
                Locale.ROOT,
                "%d | %d | %d | %d | %d | %.0f | %.1f | %.0f",
                recordings,
                stalls,
                overruns,
                damaged,
                failed,
                frames / seconds,
                decibels / recordings,
                bytes / (double) Math.max(1, frames));
    }
}
