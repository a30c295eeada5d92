package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.block.MvPrediction;
import dev.moviemaker.emulator.codec.block.TileBounds;

/**
 * What a chooser may use of the tile it works on.
 *
 * @param frame the frame
 * @param tile the tile's place
 * @param prediction finds motion vector stacks; is overwritten before a block is written, so it may be used freely
 * @param inter predicts inter blocks
 * @param reconstruction gives the edges for intra prediction
 * @param cdfs the adaptive state as of now; only to be read
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose: choosers see the probabilities adapt
record TileTools(
        FrameState frame,
        TileBounds tile,
        MvPrediction prediction,
        InterBlock inter,
        BlockReconstruction reconstruction,
        char[] cdfs) {}
