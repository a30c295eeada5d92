// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.rate;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.level.LevelChoice;

/** The level of a movie, from its settings. */
public final class MovieLevel {
    private MovieLevel() {}

    /** Returns the level that settings name, which their check has found high enough, or the lowest that fits. */
    public static LevelChoice of(EncoderSettings settings) {
        return LevelChoice.of(
                settings.level(),
                demand(settings, settings.width(), settings.height(), settings.tileCols(), settings.tileRows()));
    }

    /**
     * Returns what of a movie a level limits, in the size and tiling that it is coded in.
     *
     * @param codedWidth pixels
     * @param codedHeight pixels
     */
    public static LevelChoice.Demand demand(
            EncoderSettings settings, int codedWidth, int codedHeight, int tileCols, int tileRows) {
        return new LevelChoice.Demand(
                codedWidth,
                codedHeight,
                settings.framerate().toDouble(),
                settings.rateControl().peak(settings.bitrate(), settings.maxBitrate()),
                tileCols,
                tileRows);
    }
}
