// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file being written. Video and sound may come from two threads at once; everything else from one. */
public interface ContainerWriter extends AutoCloseable {

    /**
     * Writes a packet.
     *
     * @param packet the next in decoding order; valid until this returns
     * @throws IOException if the disk is full or the like; what was written before stays playable
     */
    void writeVideo(EncodedFrame packet) throws IOException;

    /**
     * Codes and writes sound.
     *
     * @param block follows the one before without a gap, of the format the file was started with
     * @throws IOException if it cannot be written
     */
    void writeAudio(AudioBlock block) throws IOException;

    /**
     * Whether the file as it lies on the disk plays: until then it does not get a movie's name, so that a killed process leaves no file that
     * does not play. Asked after each packet until it is true.
     *
     * @return true unless the container says otherwise
     */
    default boolean playable() {
        return true;
    }

    /**
     * The file has another name from now on.
     *
     * @param file its new path
     */
    default void renamed(Path file) {}

    /**
     * Completes the file: index, durations, sizes.
     *
     * @throws IOException if it cannot be written
     */
    void finish() throws IOException;

    /**
     * What could not be carried as asked, one sentence each. Asked when the file is started and again when it is finished.
     *
     * @return empty if all is as asked
     */
    List<String> warnings();

    /** Releases everything; without {@link #finish()} the file stays as far as it was written. Never throws; may be called again. */
    @Override
    void close();
}
