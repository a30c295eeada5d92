// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncodedFrame;
import java.io.IOException;

/**
 * Receives packets in decoding order, on threads of the encoder: one for each packet, never two at a time. It may close
 * the encoder, which then waits for nothing.
 */
@FunctionalInterface
public interface PacketSink {

    /**
     * Receives a packet, which is valid until this method returns.
     *
     * @param packet the next packet in decoding order
     * @throws IOException if it cannot be written; the encoder then stops and reports the exception to its user
     */
    void accept(EncodedFrame packet) throws IOException;
}
