// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.time.Duration;

/**
 * A recording that a {@link MovieMakerBackend} has started.
 *
 * <p>Errors: an {@link IllegalArgumentException} or {@link IllegalStateException} refuses one call and leaves the recording running;
 * anything else that {@code record} throws ends the recording, and {@code finish} is not called for it. Whether {@code finish} returns
 * or throws, the recording is over.
 *
 * <p>Threading: one thread at a time; {@link #statistics()} from any thread.
 */
public interface RunningRecording extends AutoCloseable {

    /**
     * Records the next frame; blocks while too many wait. The frame's memory is the caller's again when this returns.
     *
     * @param frame of the size in the settings
     * @throws Av1EncoderException if this or an earlier frame could not be coded or written
     */
    void record(Frame frame);

    /**
     * Records the next frame if there is room for it in time; else drops it and counts it, and its time passes.
     *
     * @param frame of the size in the settings
     * @param timeout how long to wait for room at most
     * @return whether it is recorded
     * @throws Av1EncoderException if this or an earlier frame could not be coded or written
     */
    default boolean tryRecord(Frame frame, Duration timeout) {
        record(frame);
        return true;
    }

    /**
     * Records sound. The first block must come before the first frame unless the settings declare the sound.
     *
     * @param block follows the one before without a gap
     * @throws UnsupportedException if the backend records no sound
     */
    default void record(AudioBlock block) {
        throw new UnsupportedException(
                "The backend '%s' records no sound.".formatted(statistics().backend()));
    }

    /**
     * Changes bitrate and frame rate from the next picture on, without a key frame.
     *
     * @param bitrate average bits per second
     * @param maxBitrate peak bits per second, for VBR
     * @param framerate frames per second that rate control reckons with; the times of frames stay as they come
     * @throws IllegalArgumentException naming every value that is not allowed
     * @throws IllegalStateException if the settings say CQP or CRF
     * @throws UnsupportedException if the backend changes nothing while it records
     */
    default void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        throw new UnsupportedException("The backend '%s' cannot change its bitrate while it records."
                .formatted(statistics().backend()));
    }

    /**
     * Codes what waits and completes the file.
     *
     * @throws Av1EncoderException if the file could not be completed
     */
    void finish();

    /**
     * As {@link #finish()}, where the caller says when the last frame ends.
     *
     * @param endPts in units of {@link EncoderSettings#timeBase()}
     * @throws Av1EncoderException if the file could not be completed
     */
    default void finish(long endPts) {
        finish();
    }

    /**
     * Ends the recording and leaves nothing of it.
     *
     * @throws UnsupportedException if the backend cannot
     */
    default void cancel() {
        throw new UnsupportedException("The backend '%s' cannot cancel a recording."
                .formatted(statistics().backend()));
    }

    /**
     * Figures of the recording, while it runs and after it.
     *
     * @return a snapshot; {@link RecordingStatistics#none} where the backend counts nothing
     */
    RecordingStatistics statistics();

    /**
     * Releases everything. What the recording has, if it is not over, is kept, playable, but not as the target: that is what
     * {@link #finish()} is for. Never throws; may be called again.
     */
    @Override
    void close();
}
