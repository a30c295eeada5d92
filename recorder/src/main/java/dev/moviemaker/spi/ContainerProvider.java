// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Writes containers of one kind, to files and to streams. Found with {@link java.util.ServiceLoader}. */
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
     * Starts a file or a stream.
     *
     * @param target what to write to
     * @param extension one of {@link #extensions()}, which selects the container
     * @param video the video stream
     * @param audio the formats of the sound tracks, in order; empty without sound
     * @return a writer, which the caller must close
     * @throws IOException if the target cannot be written
     * @throws dev.moviemaker.UnsupportedException if the container cannot hold the streams
     */
    ContainerWriter create(ContainerTarget target, String extension, VideoStream video, List<AudioFormat> audio)
            throws IOException;
}
