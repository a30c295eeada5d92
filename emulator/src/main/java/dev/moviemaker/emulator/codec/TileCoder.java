package dev.moviemaker.emulator.codec;

import dev.moviemaker.emulator.codec.block.Block;
import dev.moviemaker.emulator.codec.block.BlockSize;
import dev.moviemaker.emulator.codec.block.CoefficientWriter;
import dev.moviemaker.emulator.codec.block.FrameParameters;
import dev.moviemaker.emulator.codec.block.ModeInfoMap;
import dev.moviemaker.emulator.codec.block.ModeInfoWriter;
import dev.moviemaker.emulator.codec.block.Modes;
import dev.moviemaker.emulator.codec.block.MvPrediction;
import dev.moviemaker.emulator.codec.block.PartitionWriter;
import dev.moviemaker.emulator.codec.block.TileBounds;
import dev.moviemaker.emulator.codec.block.TransformBlocks;
import dev.moviemaker.emulator.codec.entropy.SymbolEncoder;
import dev.moviemaker.emulator.codec.filter.DeblockMap;

/**
 * Codes one tile: goes through its superblocks and their partitions in decoding order (5.11.2, 5.11.4, 5.11.5). Every block is chosen, reconstructed and
 * written before the next one begins, so that choices are made with the neighbours a decoder will have.
 */
final class TileCoder {
    /** What makes the choices; it may look at the tile's state. */
    @FunctionalInterface
    interface ChooserFactory {
        BlockChooser make(TileTools tools);
    }

    private final FrameParameters parameters;
    private final ModeInfoMap map;
    private final DeblockMap deblockMap;
    private final TileBounds tile;
    private final char[] cdfs;
    private final SymbolEncoder symbols;
    private final Block block = new Block();
    private final MvPrediction prediction;
    private final TransformBlocks transforms = new TransformBlocks();
    private final ModeInfoWriter modeInfoWriter;
    private final CoefficientWriter coefficientWriter;
    private final PartitionWriter partitionWriter;
    private final BlockChooser chooser;
    private final BlockReconstruction reconstruction;

    TileCoder(FrameState frame, TileBounds tile, SymbolEncoder symbols, ChooserFactory choosers) {
        this.parameters = frame.parameters;
        this.map = frame.modeInfo;
        deblockMap = frame.deblockMap;
        this.tile = tile;
        this.symbols = symbols;
        cdfs = frame.cdfs.clone();
        prediction = new MvPrediction(parameters, map);
        modeInfoWriter = new ModeInfoWriter(parameters, symbols, map);
        coefficientWriter = new CoefficientWriter(parameters, symbols);
        partitionWriter = new PartitionWriter(symbols, map);
        InterBlock inter = new InterBlock(frame);
        reconstruction = new BlockReconstruction(frame, transforms, inter);
        chooser = choosers.make(new TileTools(frame, tile, prediction, inter, reconstruction, cdfs));
    }

    /** Codes the tile; returns its number of bytes, which the symbol encoder then holds. */
    int code() {
        symbols.start(cdfs, parameters.disableCdfUpdate);
        modeInfoWriter.startTile(tile);
        coefficientWriter.startTile();
        int step = parameters.superblockMi();
        int size = parameters.use128x128Superblock ? BlockSize.BLOCK_128X128 : BlockSize.BLOCK_64X64;
        for (int row = tile.miRowStart(); row < tile.miRowEnd(); row += step) {
            modeInfoWriter.startSuperblockRow(row);
            coefficientWriter.startSuperblockRow();
            for (int col = tile.miColStart(); col < tile.miColEnd(); col += step) {
                reconstruction.startSuperblock(row, col, tile);
                chooser.startSuperblock(row, col);
                partition(row, col, size);
            }
        }
        return symbols.finish();
    }

    /** The adaptive state at the end of the tile. */
    char[] cdfs() {
        return cdfs;
    }

    private void partition(int row, int col, int size) {
        if (row >= parameters.miRows || col >= parameters.miCols) {
            return;
        }
        int half = BlockSize.wide4(size) >> 1;
        boolean hasRows = row + half < parameters.miRows;
        boolean hasCols = col + half < parameters.miCols;
        int partition = BlockSize.PARTITION_SPLIT;
        if (size == BlockSize.BLOCK_8X8) {
            partition = BlockSize.PARTITION_NONE;
        } else if (hasRows || hasCols) {
            partition = chooser.partition(row, col, size, hasRows, hasCols);
        }
        partitionWriter.write(tile, row, col, size, hasRows, hasCols, partition);
        int subsize = BlockSize.subsize(partition, size);
        switch (partition) {
            case BlockSize.PARTITION_NONE -> block(row, col, subsize);
            case BlockSize.PARTITION_HORZ -> {
                block(row, col, subsize);
                if (hasRows) {
                    block(row + half, col, subsize);
                }
            }
            case BlockSize.PARTITION_VERT -> {
                block(row, col, subsize);
                if (hasCols) {
                    block(row, col + half, subsize);
                }
            }
            default -> {
                partition(row, col, subsize);
                partition(row, col + half, subsize);
                partition(row + half, col, subsize);
                partition(row + half, col + half, subsize);
            }
        }
    }

    private void block(int row, int col, int size) {
        block.place(row, col, size, tile, map);
        block.resetModes();
        chooser.choose(block);
        reconstruction.reconstruct(block, chooser);
        if (block.isInter()) {
            prediction.find(block, tile, block.ref0, block.ref1);
        }
        modeInfoWriter.write(block, prediction);
        if (block.skip) {
            coefficientWriter.writeSkipped(block);
        } else {
            transforms.write(block, coefficientWriter);
        }
        map.put(block);
        record();
    }

    /** Tells the deblocking filter what it needs to know of the block. */
    private void record() {
        boolean still = block.yMode == Modes.GLOBALMV || block.yMode == Modes.GLOBAL_GLOBALMV;
        deblockMap.put(
                block.row,
                block.col,
                BlockSize.wideLog2(block.size) + 2,
                BlockSize.highLog2(block.size) + 2,
                block.skip && block.isInter(),
                block.ref0,
                block.isInter() && !still ? 1 : 0,
                BlockReconstruction.txSize(block, 0),
                BlockSize.uvTxSize(block.size));
    }
}
