// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import dev.moviemaker.ColorDescription;

/** Makes scalers. Found with {@link java.util.ServiceLoader}; any thread may call it. */
public interface ScalerProvider {

    /**
     * Returns a new scaler.
     *
     * @param width the width of the frames it returns, in pixels
     * @param height the height of the frames it returns, in pixels
     * @param range the range of Y'CbCr samples, which tells what black is
     * @return a scaler, which the caller must close
     * @throws dev.moviemaker.UnsupportedException if its native libraries are missing
     */
    FrameScaler open(int width, int height, ColorDescription.Range range);
}
