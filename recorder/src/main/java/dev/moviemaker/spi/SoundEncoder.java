// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedSound;
import java.io.IOException;
import java.util.List;

/** Codes the sound of one track, for containers of the provider that opened it. Called by one thread at a time. */
public interface SoundEncoder extends AutoCloseable {

    /** Receives the packets of a sound encoder, on the thread that calls the encoder. */
    @FunctionalInterface
    interface Sink {
        /**
         * Receives a packet.
         *
         * @param packet the next packet, valid until this method returns
         * @throws IOException if it cannot be written
         */
        void accept(EncodedSound packet) throws IOException;
    }

    /** Returns the sample rate of the coded sound in Hz, which is the unit of its packets' times. */
    int sampleRate();

    /**
     * Codes sound.
     *
     * @param block the sound that follows the previous block without a gap
     * @throws IOException if it cannot be coded, or the sink threw it
     */
    void write(AudioBlock block) throws IOException;

    /**
     * Codes what is left; the total length is then exactly that of the input.
     *
     * @throws IOException if it cannot be coded, or the sink threw it
     */
    void finish() throws IOException;

    /** Returns what the sound loses, one sentence each. */
    List<String> warnings();

    /** Returns the number of samples that were changed because no codec takes them. May be called from any thread. */
    long samplesClamped();

    /** Releases all resources. Never throws, and may be called again. */
    @Override
    void close();
}
