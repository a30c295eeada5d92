// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.trace;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A packet came out of the encoder. */
@Name("dev.moviemaker.FrameEncoded")
@Label("Frame encoded")
@Category({"Movie Maker AV1", "Frame"})
@Description("A packet came out of the encoder")
@StackTrace(false)
public final class FrameEncodedEvent extends Event {
    private static final EventType TYPE = EventType.getEventType(FrameEncodedEvent.class);

    @Label("Frame number")
    long frameNumber;

    @Label("Presentation time")
    @Description("Units of the time base")
    long pts;

    @Label("Size")
    @DataAmount
    long size;

    @Label("Key frame")
    boolean keyFrame;

    @Label("Latency")
    @Description("From hand-over to packet")
    @Timespan(Timespan.NANOSECONDS)
    long latency;

    private FrameEncodedEvent() {}

    /**
     * Records an event, if anybody listens: nothing is allocated otherwise.
     *
     * @param number of the packet, from 0
     */
    static void record(long number, long time, long bytes, boolean key, long latencyNanos) {
        if (TYPE.isEnabled()) {
            FrameEncodedEvent event = new FrameEncodedEvent();
            event.frameNumber = number;
            event.pts = time;
            event.size = bytes;
            event.keyFrame = key;
            event.latency = latencyNanos;
            event.commit();
        }
    }
}
