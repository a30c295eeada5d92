// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Writes one kind of file. Found with {@link java.util.ServiceLoader}. */
public interface ContainerProvider {

    /**
     * File extensions it writes.
     *
     * @return lower case, without the dot
     */
    Set<String> extensions();

    /**
     * The MIME type of an extension.
     *
     * @param extension one of {@link #extensions()}
     * @return for example {@code "video/mp4"}
     */
    String mimeType(String extension);

    /**
     * Sound codecs that may go into a file.
     *
     * @param extension one of {@link #extensions()}
     * @return empty if the container carries no sound
     */
    Set<AudioCodec> audioCodecs(String extension);

    /**
     * Starts a file.
     *
     * @param file does not exist or is empty; its folder exists
     * @param extension one of {@link #extensions()}, which decides the container; the file's own name may differ
     * @param video the video track
     * @param audio the sound track, if there is one
     * @return a writer, to be closed by the caller
     * @throws IOException if the file cannot be written
     * @throws dev.moviemaker.UnsupportedException if the container cannot hold the streams
     */
    ContainerWriter create(Path file, String extension, VideoStream video, Optional<AudioFormat> audio)
            throws IOException;
}
