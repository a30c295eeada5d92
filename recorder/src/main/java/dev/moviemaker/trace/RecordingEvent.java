// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.trace;

import dev.moviemaker.RecordingStatistics;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A whole recording, from start to finish. */
@Name("dev.moviemaker.Recording")
@Label("Recording")
@Category("Movie Maker AV1")
@Description("A recording, from start to finish or failure")
@StackTrace(false)
public final class RecordingEvent extends Event {
    @Label("File")
    @Nullable
    String file;

    @Label("Backend")
    @Nullable
    String backend;

    @Label("Device")
    @Nullable
    String device;

    @Label("Fallback reason")
    @Nullable
    String fallbackReason;

    @Label("Frames")
    long frames;

    @Label("Key frames")
    long keyFrames;

    @Label("Size")
    @DataAmount
    long size;

    @Label("Failure")
    @Nullable
    String failure;

    private RecordingEvent() {}

    /** Starts it. */
    static RecordingEvent begun() {
        RecordingEvent event = new RecordingEvent();
        event.begin();
        return event;
    }

    /**
     * Ends and records it.
     *
     * @param message of what went wrong, if something did
     */
    public void done(String target, RecordingStatistics statistics, @Nullable String message) {
        file = target;
        backend = statistics.backend();
        device = statistics.device();
        fallbackReason = statistics.fallbackReason().orElse(null);
        frames = statistics.framesEncoded();
        keyFrames = statistics.keyFrames();
        size = statistics.bytes();
        failure = message;
        commit();
    }
}
