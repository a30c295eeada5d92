// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.UnsupportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that is being written. Video and sound may come from two threads at the same time; all other calls come from
 * one.
 */
public interface ContainerWriter extends AutoCloseable {

    /**
     * Writes a packet.
     *
     * @param packet the next packet in decoding order, valid until this method returns
     * @throws IOException if it cannot be written, for example because the disk is full; what was written before must
     *     stay playable
     */
    void writeVideo(EncodedFrame packet) throws IOException;

    /**
     * Encodes and writes sound.
     *
     * @param block the sound that follows the previous block of its track without a gap, in the format with which the
     *     track was started
     * @param track the index of its track among those with which the file was started
     * @throws IOException if it cannot be written
     */
    void writeAudio(AudioBlock block, int track) throws IOException;

    /**
     * Writes coded sound, if the writer was created for packets.
     *
     * @param packet the next packet of its track, valid until this method returns
     * @param track the index of its track
     * @throws IOException if it cannot be written
     */
    default void writeSound(EncodedSound packet, int track) throws IOException {
        throw new UnsupportedException("This container takes no coded sound");
    }

    /**
     * Returns whether the file on the disk can be played in its current state. Until then it is not given the name of a
     * movie, so that a killed process does not leave an unplayable one. Called after each packet until the result is
     * true; the default implementation returns true.
     */
    default boolean playable() {
        return true;
    }

    /**
     * Tells the writer that its file, where it writes to one, has been renamed.
     *
     * @param file the new path
     */
    default void renamed(Path file) {}

    /**
     * Completes the file: index, durations and sizes.
     *
     * @throws IOException if it cannot be written
     */
    void finish() throws IOException;

    /**
     * Returns what could not be stored as requested, one sentence each. Called when the file is started and again when
     * it is finished.
     */
    List<String> warnings();

    /**
     * Returns the number of samples of sound that were changed so far because no codec takes them: no numbers, or far
     * beyond full scale. May be called from any thread; the default implementation returns 0.
     */
    default long samplesClamped() {
        return 0;
    }

    /**
     * Releases all resources; without {@link #finish()} the file stays as it is. Never throws, and may be called again.
     */
    @Override
    void close();
}
