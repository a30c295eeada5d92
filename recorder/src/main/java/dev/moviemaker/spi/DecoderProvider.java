// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.CpuFrame;
import java.io.IOException;
import java.util.List;

/** Decodes AV1, so that a driver's stream can be looked at before it is trusted. Found with {@link java.util.ServiceLoader}. */
public interface DecoderProvider {

    /**
     * Whether it works on this machine.
     *
     * @return false if, for example, its native library is missing
     */
    boolean isAvailable();

    /**
     * Decodes a short stream.
     *
     * @param temporalUnits from a key frame on, each with all its OBUs
     * @return the frames shown, in order, in the size they are coded in; their memory stays valid
     * @throws IOException if it cannot be decoded; the message says why
     */
    List<CpuFrame> decode(List<byte[]> temporalUnits) throws IOException;
}
