// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.trace;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A frame was handed over; the event lasts as long as the caller was held up. */
@Name("dev.moviemaker.FrameSubmitted")
@Label("Frame submitted")
@Category({"Movie Maker AV1", "Frame"})
@Description("A frame was handed over; lasts as long as the caller was held up")
@StackTrace(false)
public final class FrameSubmittedEvent extends Event {
    private static final EventType TYPE = EventType.getEventType(FrameSubmittedEvent.class);

    @Label("Frame number")
    long frameNumber;

    @Label("Presentation time")
    @Description("Units of the time base")
    long pts;

    private FrameSubmittedEvent() {}

    /** Starts an event, if anybody records it: nothing is allocated otherwise. */
    @org.jspecify.annotations.Nullable
    static FrameSubmittedEvent begun() {
        if (!TYPE.isEnabled()) {
            return null;
        }
        FrameSubmittedEvent event = new FrameSubmittedEvent();
        event.begin();
        return event;
    }

    /**
     * Ends and records it.
     *
     * @param number of the frame, from 0
     */
    public void done(long number, long time) {
        frameNumber = number;
        pts = time;
        commit();
    }
}
