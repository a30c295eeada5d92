// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.io.IOException;
import java.util.List;

/**
 * Receives the packets of a recording in place of a file, for programs with a container or a protocol of their own:
 * {@code maker.start(Output.packets(listener))}.
 *
 * <p>Threading: calls come from threads of the library and from those that record sound, never two at a time. The
 * encoder waits meanwhile, so that a slow listener holds up the recording. What a method throws ends the recording.
 */
public interface PacketListener {

    /**
     * The recording has begun. Called before the first packet.
     *
     * @param video the video stream, with its sequence header
     * @param sound the formats of the sound tracks
     * @throws IOException if the recording must end
     */
    default void started(VideoStream video, List<AudioFormat> sound) throws IOException {}

    /**
     * Receives a packet of the video track, in decoding order.
     *
     * @param packet the packet, valid until this method returns
     * @throws IOException if the recording must end
     */
    void video(EncodedFrame packet) throws IOException;

    /**
     * Receives a packet of sound.
     *
     * @param packet the next packet of its track, valid until this method returns
     * @param track the index of the track
     * @throws IOException if the recording must end
     */
    default void sound(EncodedSound packet, int track) throws IOException {}

    /**
     * All packets have been delivered. Not called if the recording fails.
     *
     * @throws IOException if the recording must count as failed
     */
    default void finished() throws IOException {}
}
