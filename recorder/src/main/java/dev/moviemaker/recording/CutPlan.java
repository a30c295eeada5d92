// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.Rational;
import dev.moviemaker.Segments;
import java.util.ArrayDeque;

/** Where a recording is cut. Thread-safe. */
final class CutPlan {
    private final long length;
    private final long bytes;
    private final ArrayDeque<Long> cuts = new ArrayDeque<>();
    private boolean wanted;
    private boolean begun;
    private long next;
    private long written;

    CutPlan(Segments segments, Rational timeBase) {
        length = segments.duration()
                .map(every -> Math.max(1, new Rational(1, 1_000_000_000).rescale(every.toNanos(), timeBase)))
                .orElse(0L);
        bytes = segments.bytes().orElse(Long.MAX_VALUE);
    }

    /** Cuts at the next frame. */
    synchronized void cut() {
        wanted = true;
    }

    /** Whether the recording is cut at its next frame. */
    synchronized boolean keyFrameAt(long pts) {
        if (!begun) {
            // The first file begins anyhow.
            begun = true;
            wanted = false;
            next = pts + length;
            return false;
        }
        boolean due = length > 0 && pts >= next;
        boolean full = written >= bytes && cuts.isEmpty();
        if (!due && !full && !wanted) {
            return false;
        }
        if (due) {
            next += (pts - next) / length * length + length;
        } else {
            next = pts + length;
        }
        wanted = false;
        cuts.add(pts);
        return true;
    }

    /** Whether a file begins with a key frame. */
    synchronized boolean cutsAt(long pts) {
        if (cuts.isEmpty() || pts < cuts.getFirst()) {
            return false;
        }
        while (!cuts.isEmpty() && pts >= cuts.getFirst()) {
            cuts.removeFirst();
        }
        written = 0;
        return true;
    }

    /** Counts what goes into the file. */
    synchronized void written(long size) {
        written += size;
    }
}
