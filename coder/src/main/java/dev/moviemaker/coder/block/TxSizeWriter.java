// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;
import dev.moviemaker.coder.transform.TxSize;
import java.util.Arrays;

/**
 * read_block_tx_size (5.11.16) the other way round, with the record of transform sizes above and to the left that its
 * contexts need.
 *
 * <p>The specification looks up InterTxSizes of any earlier block; only the nearest row and column are ever asked for,
 * so two lines suffice: the width of the lowest transforms of each column so far, and the height of the rightmost
 * transforms of each row.
 */
final class TxSizeWriter {
    private static final int NOT_AVAILABLE = 64;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;
    private final ModeInfoMap map;
    private final byte[] aboveWidth;
    private final byte[] leftHeight;

    TxSizeWriter(FrameParameters frame, SymbolEncoder symbols, ModeInfoMap map) {
        this.frame = frame;
        this.symbols = symbols;
        this.map = map;
        aboveWidth = new byte[frame.miCols + 32];
        leftHeight = new byte[frame.miRows + 32];
    }

    void startTile(TileBounds tile) {
        Arrays.fill(aboveWidth, tile.miColStart(), tile.miColEnd(), (byte) NOT_AVAILABLE);
    }

    void startSuperblockRow(int miRow) {
        Arrays.fill(leftHeight, miRow, miRow + frame.superblockMi(), (byte) NOT_AVAILABLE);
    }

    void write(Block block) {
        int largest = BlockSize.maxTxSize(block.size);
        boolean inter = block.isInter();
        if (frame.txModeSelect && inter && !block.skip) {
            int stepX = TxSize.width(largest) >> 2;
            int stepY = TxSize.height(largest) >> 2;
            for (int row = block.row; row < block.row + block.high4; row += stepY) {
                for (int col = block.col; col < block.col + block.wide4; col += stepX) {
                    writeTree(block, row, col, largest, 0);
                }
            }
            return;
        }
        int size = largest;
        if (frame.txModeSelect && !inter) {
            writeDepth(block, largest);
            size = TxSplit.apply(largest, block.txDepth);
        }
        boolean whole = inter && block.skip;
        record(
                block.row,
                block.col,
                block.high4,
                block.wide4,
                whole ? BlockSize.width(block.size) : TxSize.width(size),
                whole ? BlockSize.height(block.size) : TxSize.height(size));
    }

    /** tx_depth, with its context. */
    private void writeDepth(Block block, int largest) {
        int above = 0;
        if (block.availU) {
            above = map.ref0[block.above] > Modes.INTRA_FRAME
                    ? BlockSize.width(map.size[block.above])
                    : aboveWidth[block.col];
        }
        int left = 0;
        if (block.availL) {
            left = map.ref0[block.left] > Modes.INTRA_FRAME
                    ? BlockSize.height(map.size[block.left])
                    : leftHeight[block.row];
        }
        int context = (above >= TxSize.width(largest) ? 1 : 0) + (left >= TxSize.height(largest) ? 1 : 0);
        switch (BlockSize.maxTxDepth(block.size)) {
            case 4 -> symbols.symbol(Cdfs.TX_64X64 + context * 4, block.txDepth, 3);
            case 3 -> symbols.symbol(Cdfs.TX_32X32 + context * 4, block.txDepth, 3);
            case 2 -> symbols.symbol(Cdfs.TX_16X16 + context * 4, block.txDepth, 3);
            default -> symbols.symbol(Cdfs.TX_8X8 + context * 3, block.txDepth, 2);
        }
    }

    /** read_var_tx_size: one flag per square or oblong that could still be split. */
    private void writeTree(Block block, int row, int col, int txSize, int depth) {
        if (row >= frame.miRows || col >= frame.miCols) {
            return;
        }
        boolean split = depth < block.txDepth && txSize != TxSize.TX_4X4;
        if (txSize != TxSize.TX_4X4 && depth < TxSplit.MAX_DEPTH) {
            symbols.symbol(Cdfs.TXFM_SPLIT + splitContext(block, row, col, txSize) * 3, split ? 1 : 0, 2);
        }
        int wide = TxSize.width(txSize) >> 2;
        int high = TxSize.height(txSize) >> 2;
        if (!split) {
            record(row, col, high, wide, TxSize.width(txSize), TxSize.height(txSize));
            return;
        }
        int smaller = TxSplit.once(txSize);
        int stepX = TxSize.width(smaller) >> 2;
        int stepY = TxSize.height(smaller) >> 2;
        for (int y = 0; y < high; y += stepY) {
            for (int x = 0; x < wide; x += stepX) {
                writeTree(block, row + y, col + x, smaller, depth + 1);
            }
        }
    }

    private int splitContext(Block block, int row, int col, int txSize) {
        int above = aboveWidth[col] < TxSize.width(txSize) ? 1 : 0;
        int left = leftHeight[row] < TxSize.height(txSize) ? 1 : 0;
        int longest = Math.min(6, Math.max(BlockSize.wideLog2(block.size), BlockSize.highLog2(block.size)) + 2);
        int largestSquare = longest - 2;
        int squareUp = Math.max(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize)) - 2;
        return (squareUp != largestSquare ? 3 : 0) + (4 - largestSquare) * 6 + above + left;
    }

    private void record(int row, int col, int high, int wide, int width, int height) {
        Arrays.fill(aboveWidth, col, Math.min(col + wide, aboveWidth.length), (byte) Math.min(width, 64));
        Arrays.fill(leftHeight, row, Math.min(row + high, leftHeight.length), (byte) Math.min(height, 64));
    }
}
