// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.CpuFrame;

/** Scales frames to one size. Used by one thread at a time. */
public interface FrameScaler extends AutoCloseable {

    /**
     * Scales a frame, which keeps its proportions, and centres it on black.
     *
     * @param frame a frame of any size and format
     * @return a frame of the same format and time and of the size of this scaler, valid until the next call or
     *     {@link #close()}
     * @throws dev.moviemaker.Av1EncoderException if the frame cannot be scaled
     */
    CpuFrame scale(CpuFrame frame);

    /** Releases all resources. Never throws, and may be called again. */
    @Override
    void close();
}
