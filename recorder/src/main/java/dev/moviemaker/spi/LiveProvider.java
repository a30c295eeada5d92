// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.VideoStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Sends live outputs. Found with {@link java.util.ServiceLoader}. */
public interface LiveProvider {

    /**
     * Returns the audio codecs that an output may carry, the usual one first.
     *
     * @return the codecs; empty if it does not carry sound
     * @throws dev.moviemaker.UnsupportedException if this provider does not send to such an address; the message has
     *     none of its secrets
     */
    Set<AudioCodec> audioCodecs(LiveOutput output);

    /**
     * Connects. Called again, with the same streams, after a connection broke. A call that waits for the network, of
     * this method or of the writer, ends with an {@link IOException} when its thread is interrupted.
     *
     * @param video the video stream
     * @param audio the formats of the sound tracks
     * @return a writer, used by one thread, which the caller must close
     * @throws IOException if there is no connection; the message has none of the address's secrets
     * @throws dev.moviemaker.UnsupportedException if the output cannot carry the streams
     */
    ContainerWriter connect(LiveOutput output, VideoStream video, List<AudioFormat> audio) throws IOException;
}
