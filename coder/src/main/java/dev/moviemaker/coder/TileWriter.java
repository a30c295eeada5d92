// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.CoefficientWriter;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.ModeInfoWriter;
import dev.moviemaker.coder.block.MvPrediction;
import dev.moviemaker.coder.block.PartitionWriter;
import dev.moviemaker.coder.block.TileBounds;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/** Writes the decided superblocks of one tile in decoding order (5.11.2). */
final class TileWriter {
    private final FrameParameters parameters;
    private final TileBounds tile;
    private final char[] cdfs;
    private final SymbolEncoder symbols = new SymbolEncoder();

    /**
     * What is written so far: whether a block to the right and above is available depends on it, so it cannot be the
     * frame's map.
     */
    private final ModeInfoMap written;

    private final MvPrediction prediction;
    private final ModeInfoWriter modeInfoWriter;
    private final CoefficientWriter coefficientWriter;
    private final PartitionWriter partitionWriter;

    /**
     * Begins a tile.
     *
     * @param written a map of the frame's size, cleared where the tile lies
     * @param startingCdfs adaptive state at the start; not changed
     */
    TileWriter(FrameParameters parameters, TileBounds tile, ModeInfoMap written, char[] startingCdfs) {
        this.parameters = parameters;
        this.tile = tile;
        this.written = written;
        cdfs = startingCdfs.clone();
        prediction = new MvPrediction(parameters, written);
        modeInfoWriter = new ModeInfoWriter(parameters, symbols, written);
        coefficientWriter = new CoefficientWriter(parameters, symbols);
        partitionWriter = new PartitionWriter(symbols, written);
        symbols.start(cdfs, parameters.disableCdfUpdate);
        modeInfoWriter.startTile(tile);
        coefficientWriter.startTile();
    }

    /** A row of superblocks begins. */
    void startRow(int row) {
        modeInfoWriter.startSuperblockRow(row);
        coefficientWriter.startSuperblockRow();
    }

    /** Writes the next superblock, which lies at this place. */
    void write(Superblock superblock, int row, int col) {
        superblock.rewind();
        modeInfoWriter.startSuperblock(superblock.qIndex());
        partition(superblock, row, col, parameters.superblockSize());
    }

    /** Ends the tile; returns its bytes. */
    byte[] finish() {
        byte[] bytes = new byte[symbols.finish()];
        symbols.copyTo(bytes, 0);
        return bytes;
    }

    /** The adaptive state at the end of the tile. */
    char[] cdfs() {
        return cdfs;
    }

    private void partition(Superblock superblock, int row, int col, int size) {
        if (row >= parameters.miRows || col >= parameters.miCols) {
            return;
        }
        int half = BlockSize.wide4(size) >> 1;
        boolean hasRows = row + half < parameters.miRows;
        boolean hasCols = col + half < parameters.miCols;
        int partition = superblock.readPartition();
        partitionWriter.write(tile, row, col, size, hasRows, hasCols, partition);
        if (partition == BlockSize.PARTITION_SPLIT) {
            int subsize = BlockSize.subsize(partition, size);
            partition(superblock, row, col, subsize);
            partition(superblock, row, col + half, subsize);
            partition(superblock, row + half, col, subsize);
            partition(superblock, row + half, col + half, subsize);
            return;
        }
        block(superblock);
        if ((partition == BlockSize.PARTITION_HORZ && hasRows) || (partition == BlockSize.PARTITION_VERT && hasCols)) {
            block(superblock);
        }
    }

    private void block(Superblock superblock) {
        Block block = superblock.readBlock();
        block.place(block.row, block.col, block.size, tile, written);
        if (block.isInter()) {
            prediction.find(block, block.ref0, block.ref1);
        }
        modeInfoWriter.write(block, prediction);
        if (block.skip) {
            coefficientWriter.writeSkipped(block);
            superblock.transforms().skip(superblock.transformEnd());
        } else {
            superblock.transforms().write(block, superblock.transformEnd(), coefficientWriter);
        }
        written.put(block);
    }
}
