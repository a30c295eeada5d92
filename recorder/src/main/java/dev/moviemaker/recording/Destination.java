// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveStatistics;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where one recording goes. It is opened before its first packet and sound; then exactly one of {@link #commit},
 * {@link #keep} and {@link #discard} ends it, after {@link #close}. Its text is the name for messages.
 *
 * <p>Threading: as a {@code ContainerWriter}: video and sound may come from two threads, all other calls from one.
 */
interface Destination extends AutoCloseable {

    /** What sound it takes. */
    SoundCheck soundCheck();

    /** What the user must know of it before anything is written. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** Begins to write. */
    void open(VideoStream video, List<AudioFormat> sound) throws IOException;

    /**
     * Whether the next frame is to be a key frame, because something begins with it. Asked once for each frame that
     * will be recorded, by the thread that records it.
     *
     * @param pts its time in units of the time base
     */
    default boolean keyFrameAt(long pts) {
        return false;
    }

    /** Writes a packet. */
    void writeVideo(EncodedFrame packet) throws IOException;

    /** Codes and writes sound. */
    void writeAudio(AudioBlock block, int track) throws IOException;

    /** Completes what is written. */
    void finish() throws IOException;

    /** What could not be stored as asked, one sentence each; may grow until it is finished. */
    List<String> warnings();

    /** Samples of sound that were changed; any thread may ask. */
    long samplesClamped();

    /** How sending goes, where that is what it does; any thread may ask. */
    default Optional<LiveStatistics> live() {
        return Optional.empty();
    }

    /** Stops writing. Never throws, and may be called again. */
    @Override
    void close();

    /** The recording is complete. */
    void commit() throws IOException;

    /** The recording is not complete; what there is stays. */
    void keep();

    /** Leaves nothing, as far as it can be taken back. */
    void discard();

    /** Says where what was recorded is: a sentence without a full stop. */
    String whereabouts();
}
