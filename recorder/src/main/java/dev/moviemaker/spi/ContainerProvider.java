// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Writes files of one kind. Found with {@link java.util.ServiceLoader}. */
public interface ContainerProvider {

    /** Returns the file extensions that it writes, in lower case and without the dot. */
    Set<String> extensions();

    /**
     * Returns the MIME type of an extension.
     *
     * @param extension one of {@link #extensions()}
     * @return the MIME type, for example {@code "video/mp4"}
     */
    String mimeType(String extension);

    /**
     * Returns the audio codecs that a file may contain.
     *
     * @param extension one of {@link #extensions()}
     * @return the codecs; empty if the container does not support sound
     */
    Set<AudioCodec> audioCodecs(String extension);

    /**
     * Starts a file.
     *
     * @param file the file, which does not exist or is empty; its folder exists
     * @param extension one of {@link #extensions()}, which selects the container; the name of the file may have another
     * @param video the video stream
     * @param audio the formats of the sound tracks, in order; empty without sound
     * @return a writer, which the caller must close
     * @throws IOException if the file cannot be written
     * @throws dev.moviemaker.UnsupportedException if the container cannot hold the streams
     */
    ContainerWriter create(Path file, String extension, VideoStream video, List<AudioFormat> audio) throws IOException;
}
