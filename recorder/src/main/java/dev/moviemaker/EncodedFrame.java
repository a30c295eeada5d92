// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * One packet: an AV1 temporal unit in the low-overhead format (AV1 specification 5.2) with exactly one shown frame.
 *
 * <p>Ownership: the encoder's; valid until the call that delivered it returns or, from {@code Av1Encoder.receive()}, until the next
 * {@code receive} or {@code close}. {@link #copy()} keeps it.
 */
public interface EncodedFrame {

    /**
     * A packet of bytes that are there already: for encoders of others.
     *
     * @param data the temporal unit, which stays the caller's and must not change as long as the packet is used
     * @param pts when the frame is shown
     * @param dts when it is decoded at the latest
     * @param duration how long it is shown
     * @param timeBase seconds per unit of the times
     * @param keyFrame whether decoding can start here
     * @return a packet that shows the bytes and copies none
     */
    static EncodedFrame of(MemorySegment data, long pts, long dts, long duration, Rational timeBase, boolean keyFrame) {
        return new HeapEncodedFrame(data.asReadOnly(), pts, dts, duration, timeBase, keyFrame);
    }

    /**
     * The temporal unit, starting with a temporal delimiter OBU; a key frame's has a sequence header OBU next.
     *
     * @return a read-only view
     */
    MemorySegment data();

    /**
     * Length of {@link #data()}.
     *
     * @return bytes
     */
    long size();

    /**
     * When the frame is shown.
     *
     * @return units of {@link #timeBase()}
     */
    long pts();

    /**
     * When the packet is decoded at the latest; never decreases from packet to packet and is at most {@link #pts()}.
     *
     * @return units of {@link #timeBase()}
     */
    long dts();

    /**
     * How long the frame is shown.
     *
     * @return units of {@link #timeBase()}
     */
    long duration();

    /**
     * Unit of the times.
     *
     * @return seconds per unit
     */
    Rational timeBase();

    /**
     * Whether decoding can start here.
     *
     * @return true for a key frame
     */
    boolean keyFrame();

    /**
     * When the frame is shown.
     *
     * @return time rounded to nanoseconds; the first frame is at 0 unless the caller gave it another pts
     */
    default Duration timestamp() {
        return Duration.ofNanos(timeBase().rescale(pts(), new Rational(1, 1_000_000_000)));
    }

    /**
     * Copies the temporal unit. Unlike {@link #data()}, which makes a view, this allocates nothing on the heap with a packet of an encoder's.
     *
     * @param target at least {@link #size()} bytes
     */
    default void copyTo(MemorySegment target) {
        MemorySegment.copy(data(), 0, target, 0, size());
    }

    /**
     * An independent copy on the heap.
     *
     * @return a packet that stays valid
     */
    default EncodedFrame copy() {
        byte[] bytes = data().toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        return new HeapEncodedFrame(
                MemorySegment.ofArray(bytes).asReadOnly(), pts(), dts(), duration(), timeBase(), keyFrame());
    }
}
