// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.time.Duration;

/**
 * A recording that a {@link MovieMakerBackend} has started.
 *
 * <p>Errors: an {@link IllegalArgumentException} or {@link IllegalStateException} refuses one call and the recording
 * continues; any other exception of {@code record} ends the recording, and {@code finish} is not called for it. The
 * recording is over when {@code finish} returns or throws.
 *
 * <p>Threading: a recording is called by one thread at a time, except for {@link #statistics()}, which any thread may
 * call.
 */
public interface RunningRecording extends AutoCloseable {

    /**
     * Records the next frame; blocks while too many frames wait. The frame's memory belongs to the caller again when
     * this method returns.
     *
     * @param frame a frame of the size in the settings
     * @throws Av1EncoderException if this or an earlier frame could not be encoded or written
     */
    void record(Frame frame);

    /**
     * Records the next frame if there is room for it in time. Otherwise the frame is dropped and counted, and its time
     * passes.
     *
     * @param frame a frame of the size in the settings
     * @param timeout the maximum time to wait for room
     * @return whether the frame is recorded
     * @throws Av1EncoderException if this or an earlier frame could not be encoded or written
     */
    default boolean tryRecord(Frame frame, Duration timeout) {
        record(frame);
        return true;
    }

    /**
     * Records sound. The first block must precede the first frame unless the settings declare the sound.
     *
     * @param block the sound that follows the previous block of its track without a gap
     * @param track the index of its track in {@link EncoderSettings#audio()}
     * @throws UnsupportedException if the backend does not record sound
     */
    default void record(AudioBlock block, int track) {
        throw new UnsupportedException(
                "The backend '%s' records no sound.".formatted(statistics().backend()));
    }

    /**
     * Changes the bitrate and frame rate from the next picture on, without a key frame.
     *
     * @param bitrate the average bitrate in bits per second
     * @param maxBitrate the peak bitrate in bits per second, for VBR
     * @param framerate the frame rate that rate control assumes, in frames per second; the times of frames do not
     *     change
     * @throws IllegalArgumentException if values are not allowed; the message names all of them
     * @throws IllegalStateException if the recording uses CQP or CRF
     * @throws UnsupportedException if the backend cannot change the rate while it records
     */
    default void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        throw new UnsupportedException("The backend '%s' cannot change its bitrate while it records."
                .formatted(statistics().backend()));
    }

    /**
     * Encodes the waiting frames and completes the file.
     *
     * @throws Av1EncoderException if the file could not be completed
     */
    void finish();

    /**
     * Encodes the waiting frames and completes the file, with the last frame shown until {@code endPts}.
     *
     * @param endPts the end of the last frame in units of {@link EncoderSettings#timeBase()}
     * @throws Av1EncoderException if the file could not be completed
     */
    default void finish(long endPts) {
        finish();
    }

    /**
     * Ends the recording and deletes what it has written.
     *
     * @throws UnsupportedException if the backend cannot do so
     */
    default void cancel() {
        throw new UnsupportedException("The backend '%s' cannot cancel a recording."
                .formatted(statistics().backend()));
    }

    /**
     * Returns a snapshot of the statistics of the recording, during and after it; {@link RecordingStatistics#none} if
     * the backend does not count.
     */
    RecordingStatistics statistics();

    /**
     * Releases all resources. What an unfinished recording has written is kept in playable form, but not under the name
     * of the target; only {@link #finish()} does that. Never throws, and may be called again.
     */
    @Override
    void close();
}
