// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.media.av.AvLibraries;
import dev.moviemaker.spi.FrameScaler;
import dev.moviemaker.spi.ScalerProvider;

/** Scalers of libswscale, as a service. */
public final class SwsScalers implements ScalerProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public SwsScalers() {}

    @Override
    public FrameScaler open(int width, int height, ColorDescription.Range range) {
        AvLibraries.load();
        return new SwsScaler(width, height, range);
    }
}
