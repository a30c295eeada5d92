// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * A packet: one AV1 temporal unit in the low-overhead format (AV1 specification, 5.2) with exactly one shown frame.
 *
 * <p>A packet belongs to the encoder. It is valid until the call that delivered it returns or, if it came from
 * {@code Av1Encoder.receive()}, until the next call of {@code receive} or {@code close}. Use {@link #copy()} to keep
 * it.
 */
public interface EncodedFrame {

    /**
     * Returns a packet with the given bytes, for encoders of other modules.
     *
     * @param data the temporal unit, which is not copied and must not change while the packet is in use
     * @param pts the presentation time
     * @param dts the latest time at which the packet must be decoded
     * @param duration how long the frame is shown
     * @param timeBase the unit of the three times, in seconds
     * @param keyFrame whether decoding can start at this packet
     * @return the packet
     */
    static EncodedFrame of(MemorySegment data, long pts, long dts, long duration, Rational timeBase, boolean keyFrame) {
        return new HeapEncodedFrame(data.asReadOnly(), pts, dts, duration, timeBase, keyFrame, 0, PictureFeedback.NONE);
    }

    /**
     * Returns a read-only view of the temporal unit. It starts with a temporal delimiter OBU; in a key frame a sequence
     * header OBU follows.
     */
    MemorySegment data();

    /** Returns the length of {@link #data()} in bytes. */
    long size();

    /** Returns the time at which the frame is shown, in units of {@link #timeBase()}. */
    long pts();

    /**
     * Returns the latest time at which the packet must be decoded, in units of {@link #timeBase()}. It never decreases
     * from packet to packet and is at most {@link #pts()}.
     */
    long dts();

    /** Returns how long the frame is shown, in units of {@link #timeBase()}. */
    long duration();

    /** Returns the unit of times, in seconds. */
    Rational timeBase();

    /** Returns whether this is a key frame, at which decoding can start. */
    boolean keyFrame();

    /**
     * Its temporal layer: no frame refers to one of a higher layer, so that a sender may leave out all packets from
     * some layer on.
     *
     * @return 0 unless the settings have {@link EncoderSettings#temporalLayers()}
     */
    default int temporalLayer() {
        return 0;
    }

    /**
     * What the encoder tells of how the packet's pictures were coded.
     *
     * @return {@link PictureFeedback#NONE} unless the driver has {@code VK_KHR_video_encode_feedback2}
     */
    default PictureFeedback feedback() {
        return PictureFeedback.NONE;
    }

    /**
     * Returns the time at which the frame is shown, rounded to nanoseconds. The first frame is shown at 0 unless the
     * caller gave it another time.
     */
    default Duration timestamp() {
        return Duration.ofNanos(timeBase().rescale(pts(), new Rational(1, 1_000_000_000)));
    }

    /**
     * Copies the temporal unit. Unlike {@link #data()}, which creates a view, this allocates nothing on the heap for a
     * packet of the library's own encoders.
     *
     * @param target memory of at least {@link #size()} bytes
     */
    default void copyTo(MemorySegment target) {
        MemorySegment.copy(data(), 0, target, 0, size());
    }

    /** Returns an independent copy on the heap, which stays valid. */
    default EncodedFrame copy() {
        byte[] bytes = data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        return new HeapEncodedFrame(
                MemorySegment.ofArray(bytes).asReadOnly(),
                pts(),
                dts(),
                duration(),
                timeBase(),
                keyFrame(),
                temporalLayer(),
                feedback());
    }
}
