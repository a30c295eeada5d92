// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import java.util.List;

/** A running encoder of one stream. One thread at a time calls it; {@link #queuedFrames()} may be called from any. */
public interface VideoEncoder extends AutoCloseable {

    /**
     * The stream's fixed properties.
     *
     * @return known from opening on
     */
    VideoStream stream();

    /**
     * Name of the device or library.
     *
     * @return for people
     */
    String device();

    /**
     * What of the settings could not be honoured as asked, one sentence each.
     *
     * @return mostly known from opening on; what only a packet shows is there once it was handed over; empty if all is as asked
     */
    List<String> warnings();

    /**
     * What was decided where there was a choice and nothing asked for is missing, one sentence each: for reports.
     *
     * @return known from opening on
     */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Waits until {@link #submit} would not have to. An interrupt ends no wait and stays pending.
     *
     * @param nanos how long to wait at most; 0 only looks
     * @return whether it would not; true as well where it would fail at once, and where the encoder cannot tell
     */
    default boolean awaitRoom(long nanos) {
        return true;
    }

    /**
     * Takes a frame. Blocks while {@code maxQueuedFrames} wait; the frame's memory is the caller's again when this returns. An interrupt
     * ends no wait and stays pending.
     *
     * <p>The frame is already checked, counted and timed by the library: encoders look at none of that again. They refuse, with an
     * {@link IllegalArgumentException} that changes nothing, only what they alone know they cannot take, such as an image of a GPU.
     *
     * @param frame already checked: of the stream's frame size, of the format that the settings promise, in memory that can be read
     * @param pts its time in units of the settings' time base, greater than the one before
     * @param duration in the same units, at least 1
     * @throws dev.moviemaker.Av1EncoderException if this or an earlier frame failed or the sink did
     */
    void submit(Frame frame, long pts, long duration);

    /**
     * Changes the bitrates and the frame rate that rate control reckons with, from the next picture on and without a key frame.
     *
     * @param settings those of opening but for {@code bitrate}, {@code maxBitrate} and {@code framerate}; CBR or VBR
     * @throws IllegalArgumentException if the encoder cannot spend so many bits
     * @throws UnsupportedException if it changes nothing while it runs
     */
    default void changeRate(EncoderSettings settings) {
        throw new UnsupportedException(device() + " cannot change its bitrate while it runs");
    }

    /**
     * Codes all that waits; returns when the sink has taken the last packet, whatever the interrupt flag. Only {@link #close()} may
     * follow.
     *
     * @throws dev.moviemaker.Av1EncoderException if a frame failed or the sink did
     */
    void finish();

    /**
     * Frames taken and not yet given to the sink.
     *
     * @return at least 0
     */
    int queuedFrames();

    /** Releases everything; frames that wait are dropped. Never throws; may be called again. */
    @Override
    void close();
}
