// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.ModeInfoWriter;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.MvPrediction;
import dev.moviemaker.coder.block.PartitionWriter;
import dev.moviemaker.coder.block.TileBounds;
import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/**
 * Codes frames without looking at the source: the largest blocks, all skipped. In inter frames they repeat LAST_FRAME,
 * in intra frames DC prediction of nothing gives middle grey everywhere. All memory is kept for the next frame of the
 * same size.
 */
final class InstantFrame {
    final FrameParameters parameters = new FrameParameters();
    private final ModeInfoMap map;
    private final SymbolEncoder symbols = new SymbolEncoder();
    private final MvPrediction prediction;
    private final ModeInfoWriter modeInfoWriter;
    private final PartitionWriter partitionWriter;
    private final Block block = new Block();
    private final char[] cdfs = new char[Cdfs.SIZE];
    private TileBounds tile = new TileBounds(0, 0, 0, 0);
    private boolean repeats;

    InstantFrame(int miRows, int miCols) {
        parameters.miRows = miRows;
        parameters.miCols = miCols;
        map = new ModeInfoMap(miRows, miCols);
        prediction = new MvPrediction(parameters, map);
        modeInfoWriter = new ModeInfoWriter(parameters, symbols, map);
        partitionWriter = new PartitionWriter(symbols, map);
    }

    boolean fits(int miRows, int miCols) {
        return parameters.miRows == miRows && parameters.miCols == miCols;
    }

    /** A frame begins; {@code repeatsLast} tells whether LAST_FRAME has the frame's size. */
    void start(boolean repeatsLast) {
        map.clear();
        repeats = repeatsLast;
    }

    /** Codes one tile. */
    byte[] code(TileBounds bounds, char[] startingCdfs) {
        tile = bounds;
        System.arraycopy(startingCdfs, 0, cdfs, 0, cdfs.length);
        symbols.start(cdfs, parameters.disableCdfUpdate);
        modeInfoWriter.startTile(tile);
        int step = parameters.superblockMi();
        int size = parameters.superblockSize();
        for (int row = tile.miRowStart(); row < tile.miRowEnd(); row += step) {
            modeInfoWriter.startSuperblockRow(row);
            for (int col = tile.miColStart(); col < tile.miColEnd(); col += step) {
                partition(row, col, size);
            }
        }
        byte[] bytes = new byte[symbols.finish()];
        symbols.copyTo(bytes, 0);
        return bytes;
    }

    /** The adaptive state at the end of the tile coded last. */
    char[] cdfs() {
        return cdfs.clone();
    }

    private void partition(int row, int col, int size) {
        if (row >= parameters.miRows || col >= parameters.miCols) {
            return;
        }
        int half = BlockSize.wide4(size) >> 1;
        boolean hasRows = row + half < parameters.miRows;
        boolean hasCols = col + half < parameters.miCols;
        boolean whole = (hasRows && hasCols) || size == BlockSize.BLOCK_8X8;
        int partition = whole ? BlockSize.PARTITION_NONE : BlockSize.PARTITION_SPLIT;
        partitionWriter.write(tile, row, col, size, hasRows, hasCols, partition);
        if (whole) {
            block(row, col, size);
            return;
        }
        int subsize = BlockSize.subsize(BlockSize.PARTITION_SPLIT, size);
        partition(row, col, subsize);
        partition(row, col + half, subsize);
        partition(row + half, col, subsize);
        partition(row + half, col + half, subsize);
    }

    private void block(int row, int col, int size) {
        block.place(row, col, size, tile, map);
        block.resetModes();
        block.skip = true;
        if (repeats) {
            block.ref0 = Modes.LAST_FRAME;
            block.yMode = Modes.GLOBALMV;
            if (parameters.interpolationFilter != FrameParameters.SWITCHABLE) {
                block.filter0 = parameters.interpolationFilter;
                block.filter1 = parameters.interpolationFilter;
            }
            prediction.find(block, Modes.LAST_FRAME, Modes.NONE);
        }
        modeInfoWriter.write(block, prediction);
        map.put(block);
    }
}
