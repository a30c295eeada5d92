// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import java.io.IOException;

/** The memory that command streams speak of. */
public interface GpuMemory {

    /**
     * Reads.
     *
     * @param address the GPU's
     * @param bytes wanted
     * @return as many as are mapped there, perhaps none
     * @throws IOException if the memory is gone
     */
    byte[] read(long address, int bytes) throws IOException;

    /**
     * Writes.
     *
     * @param address the GPU's
     * @param data all of it
     * @throws IOException if the memory is gone
     */
    void write(long address, byte[] data) throws IOException;
}
