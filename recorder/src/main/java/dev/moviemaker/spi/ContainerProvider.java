// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.UnsupportedException;
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

    /**
     * Opens an encoder of sound whose packets go into several containers, or into none.
     *
     * @param extension one of {@link #extensions()}
     * @param format the format, whose codec is one of {@link #audioCodecs}
     * @param sink receives the packets
     * @return an encoder, which the caller must close
     * @throws dev.moviemaker.UnsupportedException if the provider cannot do so
     */
    default SoundEncoder encodeSound(String extension, AudioFormat format, SoundEncoder.Sink sink) {
        throw new UnsupportedException("Sound is not coded apart from a .%s file".formatted(extension));
    }

    /**
     * Starts a file or a stream with sound that is coded already, which comes through
     * {@link ContainerWriter#writeSound}.
     *
     * @param target what to write to
     * @param extension one of {@link #extensions()}, which selects the container
     * @param video the video stream
     * @param audio the encoders of the sound tracks, of this provider, in order; not called, but must be open
     * @param fromStart whether the first packets of the encoders will be written, with what codecs need to start with
     * @return a writer, which the caller must close
     * @throws IOException if the target cannot be written
     * @throws dev.moviemaker.UnsupportedException if the container cannot hold the streams
     */
    default ContainerWriter createForPackets(
            ContainerTarget target, String extension, VideoStream video, List<SoundEncoder> audio, boolean fromStart)
            throws IOException {
        if (audio.isEmpty()) {
            return create(target, extension, video, List.of());
        }
        throw new UnsupportedException("A .%s file takes no coded sound".formatted(extension));
    }
}
