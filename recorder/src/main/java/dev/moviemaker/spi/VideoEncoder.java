// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import java.util.List;

/**
 * A running encoder of one stream. Called by one thread at a time, except for {@link #warnings()}, which any thread may
 * call at any time, also after {@link #close()}.
 */
public interface VideoEncoder extends AutoCloseable {

    /** Returns the properties of the stream, which are known from the start. */
    VideoStream stream();

    /** Returns the name of the device or library, to show to users. */
    String device();

    /**
     * Returns which settings could not be applied as requested, one sentence each. Most are known from the start; some
     * become known with a packet.
     */
    List<String> warnings();

    /**
     * Returns what was decided where there was a choice and the request was met, one sentence each, for reports. Known
     * from the start.
     */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Refuses a frame that {@link #submit} would refuse, before anything is done for it. Changes nothing and does not
     * wait; the default implementation accepts every frame.
     *
     * @param frame a frame of the size of the stream
     * @throws IllegalArgumentException if the encoder does not take such frames; the message says what is allowed
     */
    default void check(Frame frame) {}

    /**
     * Waits until {@link #submit} would not block. An interrupt does not end the wait and stays pending.
     *
     * @param nanos the maximum time to wait in nanoseconds; 0 does not wait
     * @return whether {@code submit} would not block; also true if it would fail immediately or the encoder cannot tell
     */
    default boolean awaitRoom(long nanos) {
        return true;
    }

    /**
     * Takes a frame. Blocks while {@code maxQueuedFrames} frames wait; the frame's memory belongs to the caller again
     * when this method returns. An interrupt does not end the wait and stays pending. An
     * {@link IllegalArgumentException} refuses the frame and has no other effect.
     *
     * @param frame a frame of the size of the stream
     * @param pts its time in units of the settings' time base, greater than that of the previous frame
     * @param duration its duration in the same units, at least 1
     * @throws dev.moviemaker.Av1EncoderException if this or an earlier frame failed, or the sink did
     */
    void submit(Frame frame, long pts, long duration);

    /**
     * Changes the bitrates and the frame rate that rate control assumes from the next picture on, without a key frame.
     *
     * @param settings the settings with which the encoder was opened except for {@code bitrate}, {@code maxBitrate} and
     *     {@code framerate}; CBR or VBR
     * @throws IllegalArgumentException if the encoder does not support the bitrate
     * @throws UnsupportedException if it cannot change the rate while it runs
     */
    default void changeRate(EncoderSettings settings) {
        throw new UnsupportedException(device() + " cannot change its bitrate while it runs");
    }

    /**
     * Encodes the waiting frames and returns when the sink has received the last packet, regardless of interrupts.
     * After that only {@link #close()} is allowed.
     *
     * @throws dev.moviemaker.Av1EncoderException if a frame failed, or the sink did
     */
    void finish();

    /** Releases all resources; frames that wait are dropped. Never throws, and may be called again. */
    @Override
    void close();
}
