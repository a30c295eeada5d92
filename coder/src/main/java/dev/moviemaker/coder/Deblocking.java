// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.filter.DeblockLevels;
import dev.moviemaker.coder.filter.DeblockingFilter;

/**
 * Runs the deblocking filter over a coded frame, in bands of rows: first every vertical edge, then every horizontal
 * one.
 */
final class Deblocking {
    private static final int BAND_MI = 32;
    private static final int PLANES = 3;

    private final FrameState frame;
    private final DeblockLevels levels;

    Deblocking(FrameState frame) {
        this.frame = frame;
        levels = new DeblockLevels(frame.header.loopFilterParams());
    }

    /** How many bands there are; 0 where nothing is to be filtered. */
    int bands() {
        return levels.isActive(0) ? (frame.parameters.miRows + BAND_MI - 1) / BAND_MI : 0;
    }

    /** Filters one band, once all superblocks are reconstructed. Bands may be filtered side by side. */
    void filterVerticalEdges(int band) {
        filter(band, DeblockingFilter.VERTICAL_EDGES);
    }

    /** Filters one band, once the vertical edges of all bands are filtered. */
    void filterHorizontalEdges(int band) {
        filter(band, DeblockingFilter.HORIZONTAL_EDGES);
    }

    private void filter(int band, int direction) {
        DeblockingFilter filter = new DeblockingFilter();
        for (int plane = 0; plane < PLANES; plane++) {
            filter.filterRows(
                    plane,
                    direction,
                    frame.reconstruction.plane(plane),
                    frame.deblockMap,
                    levels,
                    frame.parameters.bitDepth,
                    band * BAND_MI,
                    (band + 1) * BAND_MI);
        }
    }
}
