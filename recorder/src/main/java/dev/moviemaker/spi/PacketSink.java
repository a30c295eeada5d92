// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncodedFrame;
import java.io.IOException;

/**
 * Receives packets in decoding order, one for each frame, on threads of the encoder and never two at a time. The
 * encoder waits meanwhile: a sink that blocks holds up those who submit frames. It may close the encoder, which then
 * waits for nothing, but call nothing else of it.
 */
@FunctionalInterface
public interface PacketSink {

    /**
     * Receives a packet, which is valid until this method returns.
     *
     * @param packet the next packet in decoding order
     * @throws IOException if it cannot be written; the encoder then stops and reports the exception to its user, as it
     *     does with any other exception or error
     */
    void accept(EncodedFrame packet) throws IOException;
}
