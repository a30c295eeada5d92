// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.EncodedFrame;
import java.io.IOException;

/** Takes packets in decoding order, always on the encoder's own completion thread. */
@FunctionalInterface
public interface PacketSink {

    /**
     * Takes one packet. It is valid until this returns.
     *
     * @param packet the next in decoding order
     * @throws IOException if it cannot be written; the encoder then stops and reports that to its user
     */
    void accept(EncodedFrame packet) throws IOException;
}
