// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.trace;

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The way to the events. Their classes stay untouched until Java's flight recorder is started, by a flag or at run
 * time: loading them sets up the whole recorder, a tenth of the time to a short recording's first packet.
 */
public final class Trace {
    private Trace() {}

    /**
     * Starts the event of a recording.
     *
     * @return a begun event, or none if nobody listens
     */
    public static @Nullable RecordingEvent recording() {
        return FlightRecorder.isInitialized() ? RecordingEvent.begun() : null;
    }

    /**
     * Starts the event of a frame's hand-over.
     *
     * @return a begun event, or none if nobody listens
     */
    public static @Nullable FrameSubmittedEvent frameSubmitted() {
        return FlightRecorder.isInitialized() ? FrameSubmittedEvent.begun() : null;
    }

    /**
     * Records that a packet came, if anybody listens.
     *
     * @param number of the packet, from 0
     */
    public static void frameEncoded(long number, long time, long bytes, boolean key, long latencyNanos) {
        if (FlightRecorder.isInitialized()) {
            FrameEncodedEvent.record(number, time, bytes, key, latencyNanos);
        }
    }
}
