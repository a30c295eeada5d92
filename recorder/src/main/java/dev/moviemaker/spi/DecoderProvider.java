// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.CpuFrame;
import java.io.IOException;
import java.util.List;

/**
 * Decodes AV1, so that the stream of a driver can be checked before it is trusted. Found with
 * {@link java.util.ServiceLoader}.
 */
public interface DecoderProvider {

    /** Returns whether it works on this machine; false if, for example, its native library is missing. */
    boolean isAvailable();

    /**
     * Decodes a short stream.
     *
     * @param temporalUnits the temporal units, starting with a key frame, each with all its OBUs
     * @return the shown frames in order, in their coded size; their memory stays valid
     * @throws IOException if the stream cannot be decoded; the message gives the reason
     */
    List<CpuFrame> decode(List<byte[]> temporalUnits) throws IOException;
}
