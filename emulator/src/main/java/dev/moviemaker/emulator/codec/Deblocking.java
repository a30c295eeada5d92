package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.filter.DeblockLevels;
import dev.moviemaker.emulator.codec.filter.DeblockingFilter;

/** Runs the deblocking filter over a coded frame, in bands of rows on all threads: first every vertical edge, then every horizontal one. */
final class Deblocking {
    private static final int BAND_MI = 32;
    private static final int PLANES = 3;

    private Deblocking() {}

    static void apply(FrameState frame, TileThreads threads) {
        DeblockLevels levels = new DeblockLevels(frame.header.loopFilterParams());
        if (!levels.isActive(0)) {
            return;
        }
        int bands = (frame.parameters.miRows + BAND_MI - 1) / BAND_MI;
        for (int pass = DeblockingFilter.VERTICAL_EDGES; pass <= DeblockingFilter.HORIZONTAL_EDGES; pass++) {
            int direction = pass;
            threads.runAll(bands, band -> {
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
            });
        }
    }
}
