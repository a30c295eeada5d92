// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.Scans;
import dev.moviemaker.coder.entropy.SymbolEncoder;
import dev.moviemaker.coder.transform.TxSize;
import java.util.Arrays;

/**
 * coeffs( ) (5.11.39) the other way round: the levels of one transform block.
 *
 * <p>First where the last level that is not zero lies (end of block), then the levels from there back to the first one,
 * each up to 14 with adaptive symbols whose context is the size of the neighbours already coded (to the right and
 * below), then signs and the rest of large levels.
 */
public final class CoefficientWriter {
    private static final int BASE_LEVELS = 2;
    private static final int RANGE_LEVELS = 12;
    private static final int MAX_CODED = BASE_LEVELS + RANGE_LEVELS;
    private static final int PADDING = 4;
    private static final int MAX_SIDE = 32;
    private static final int MAX_CONTEXT = 63;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;

    /** Above and Left LevelContext and DcContext, per plane, in units of 4 samples of that plane. */
    private final byte[][] aboveLevel = new byte[3][];

    private final byte[][] aboveDc = new byte[3][];
    private final byte[][] leftLevel = new byte[3][];
    private final byte[][] leftDc = new byte[3][];

    /** Sizes of the levels with a border of zeros to the right and below, so that contexts need no bounds checks. */
    private final byte[] sizes = new byte[(MAX_SIDE + PADDING) * (MAX_SIDE + PADDING)];

    public CoefficientWriter(FrameParameters frame, SymbolEncoder symbols) {
        this.frame = frame;
        this.symbols = symbols;
        for (int plane = 0; plane < 3; plane++) {
            aboveLevel[plane] = new byte[frame.miCols + 32];
            aboveDc[plane] = new byte[frame.miCols + 32];
            leftLevel[plane] = new byte[frame.miRows + 32];
            leftDc[plane] = new byte[frame.miRows + 32];
        }
    }

    /** clear_above_context. */
    public void startTile() {
        for (int plane = 0; plane < 3; plane++) {
            Arrays.fill(aboveLevel[plane], (byte) 0);
            Arrays.fill(aboveDc[plane], (byte) 0);
        }
    }

    /** clear_left_context. */
    public void startSuperblockRow() {
        for (int plane = 0; plane < 3; plane++) {
            Arrays.fill(leftLevel[plane], (byte) 0);
            Arrays.fill(leftDc[plane], (byte) 0);
        }
    }

    /** reset_block_context: a block without coefficients. */
    public void writeSkipped(Block block) {
        for (int plane = 0; plane < 3; plane++) {
            int sub = plane > 0 ? 1 : 0;
            mark(plane, block.col >> sub, block.row >> sub, block.wide4 >> sub, block.high4 >> sub, 0, 0);
        }
    }

    /**
     * Writes one transform block.
     *
     * @param x4 column of the block in units of 4 samples of its plane, {@code y4} its row
     * @param levels holds the signed levels in scan order from {@code offset} on
     * @param eob one more than the scan index of the last level that is not zero; 0 for an empty block
     */
    public void write(
            Block block, int plane, int x4, int y4, int txSize, int txType, int[] levels, int offset, int eob) {
        int wide = TxSize.width(txSize) >> 2;
        int high = TxSize.height(txSize) >> 2;
        int square = Math.min(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize)) - 2;
        int squareUp = Math.max(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize)) - 2;
        int sizeContext = (square + squareUp + 1) >> 1;
        int skipContext =
                plane == 0 ? lumaSkipContext(block, x4, y4, txSize) : chromaSkipContext(block, plane, x4, y4, txSize);
        symbols.symbol(Cdfs.TXB_SKIP + (sizeContext * 13 + skipContext) * 3, eob == 0 ? 1 : 0, 2);
        if (eob == 0) {
            mark(plane, x4, y4, wide, high, 0, 0);
            return;
        }
        if (plane == 0) {
            TxTypeSets.write(symbols, frame, block, txSize, txType);
        }
        int txClass = Scans.txClass(txType);
        int planeType = plane > 0 ? 1 : 0;
        writeEob(txSize, txClass, sizeContext, planeType, eob);
        short[] scan = Scans.scan(txSize, txClass);
        writeLevels(txSize, txClass, sizeContext, planeType, scan, levels, offset, eob);
        int signContext = signContext(plane, x4, y4, wide, high);
        int total = writeSigns(planeType, signContext, levels, offset, eob);
        int first = levels[offset];
        mark(plane, x4, y4, wide, high, Math.min(MAX_CONTEXT, total), first == 0 ? 0 : first < 0 ? 1 : 2);
    }

    private void mark(int plane, int x4, int y4, int wide, int high, int level, int dc) {
        Arrays.fill(aboveLevel[plane], x4, x4 + wide, (byte) level);
        Arrays.fill(aboveDc[plane], x4, x4 + wide, (byte) dc);
        Arrays.fill(leftLevel[plane], y4, y4 + high, (byte) level);
        Arrays.fill(leftDc[plane], y4, y4 + high, (byte) dc);
    }

    private int lumaSkipContext(Block block, int x4, int y4, int txSize) {
        if (BlockSize.width(block.size) == TxSize.width(txSize)
                && BlockSize.height(block.size) == TxSize.height(txSize)) {
            return 0;
        }
        int top = 0;
        int endX = Math.min(x4 + (TxSize.width(txSize) >> 2), frame.miCols);
        for (int x = x4; x < endX; x++) {
            top = Math.max(top, aboveLevel[0][x]);
        }
        int left = 0;
        int endY = Math.min(y4 + (TxSize.height(txSize) >> 2), frame.miRows);
        for (int y = y4; y < endY; y++) {
            left = Math.max(left, leftLevel[0][y]);
        }
        if (top == 0 && left == 0) {
            return 1;
        }
        if (top == 0 || left == 0) {
            return 2 + (Math.max(top, left) > 3 ? 1 : 0);
        }
        if (Math.max(top, left) <= 3) {
            return 4;
        }
        return Math.min(top, left) <= 3 ? 5 : 6;
    }

    private int chromaSkipContext(Block block, int plane, int x4, int y4, int txSize) {
        int above = 0;
        int endX = Math.min(x4 + (TxSize.width(txSize) >> 2), frame.miCols >> 1);
        for (int x = x4; x < endX; x++) {
            above |= aboveLevel[plane][x] | aboveDc[plane][x];
        }
        int left = 0;
        int endY = Math.min(y4 + (TxSize.height(txSize) >> 2), frame.miRows >> 1);
        for (int y = y4; y < endY; y++) {
            left |= leftLevel[plane][y] | leftDc[plane][y];
        }
        int context = 7 + (above != 0 ? 1 : 0) + (left != 0 ? 1 : 0);
        int blockArea = (BlockSize.width(block.size) >> 1) * (BlockSize.height(block.size) >> 1);
        return blockArea > TxSize.width(txSize) * TxSize.height(txSize) ? context + 3 : context;
    }

    private int signContext(int plane, int x4, int y4, int wide, int high) {
        int sub = plane > 0 ? 1 : 0;
        int sum = 0;
        int endX = Math.min(x4 + wide, frame.miCols >> sub);
        for (int x = x4; x < endX; x++) {
            sum += signOf(aboveDc[plane][x]);
        }
        int endY = Math.min(y4 + high, frame.miRows >> sub);
        for (int y = y4; y < endY; y++) {
            sum += signOf(leftDc[plane][y]);
        }
        return sum < 0 ? 1 : sum > 0 ? 2 : 0;
    }

    private static int signOf(int dcCategory) {
        return dcCategory == 1 ? -1 : dcCategory == 2 ? 1 : 0;
    }

    private void writeEob(int txSize, int txClass, int sizeContext, int planeType, int eob) {
        int point = eob <= 2 ? eob : 33 - Integer.numberOfLeadingZeros(eob - 1);
        int context = txClass == Scans.CLASS_2D ? 0 : 1;
        int row = planeType * 2 + context;
        int symbol = point - 1;
        switch (Math.min(TxSize.widthLog2(txSize), 5) + Math.min(TxSize.heightLog2(txSize), 5) - 4) {
            case 0 -> symbols.symbol(Cdfs.EOB_PT_16 + row * 6, symbol, 5);
            case 1 -> symbols.symbol(Cdfs.EOB_PT_32 + row * 7, symbol, 6);
            case 2 -> symbols.symbol(Cdfs.EOB_PT_64 + row * 8, symbol, 7);
            case 3 -> symbols.symbol(Cdfs.EOB_PT_128 + row * 9, symbol, 8);
            case 4 -> symbols.symbol(Cdfs.EOB_PT_256 + row * 10, symbol, 9);
            case 5 -> symbols.symbol(Cdfs.EOB_PT_512 + planeType * 11, symbol, 10);
            default -> symbols.symbol(Cdfs.EOB_PT_1024 + planeType * 12, symbol, 11);
        }
        if (point > 2) {
            int extra = eob - (1 << (point - 2)) - 1;
            int bits = point - 2;
            int cdf = Cdfs.EOB_EXTRA + ((sizeContext * 2 + planeType) * 9 + point - 3) * 3;
            symbols.symbol(cdf, extra >> (bits - 1), 2);
            symbols.literal(extra & ((1 << (bits - 1)) - 1), bits - 1);
        }
    }

    private void writeLevels(
            int txSize, int txClass, int sizeContext, int planeType, short[] scan, int[] levels, int offset, int eob) {
        int widthLog2 = Math.min(5, TxSize.widthLog2(txSize));
        int width = 1 << widthLog2;
        int stride = width + PADDING;
        int count = width * TxSize.codedHeight(txSize);
        Arrays.fill(sizes, 0, stride * (TxSize.codedHeight(txSize) + PADDING), (byte) 0);
        for (int c = 0; c < eob; c++) {
            int position = scan[c];
            int at = position + (position >> widthLog2) * PADDING;
            sizes[at] = (byte) Math.min(MAX_CODED + 1, Math.abs(levels[offset + c]));
        }
        byte[] baseOffsets = CoefficientContexts.base(txSize, txClass);
        byte[] rangeOffsets = CoefficientContexts.range(txSize, txClass);
        int baseCdf = Cdfs.COEFF_BASE + (sizeContext * 2 + planeType) * 42 * 5;
        int rangeCdf = Cdfs.COEFF_BR + (Math.min(sizeContext, 3) * 2 + planeType) * 21 * 5;

        for (int c = eob - 1; c >= 0; c--) {
            int position = scan[c];
            int at = position + (position >> widthLog2) * PADDING;
            int level = sizes[at];
            if (c == eob - 1) {
                int context = c == 0 ? 0 : c <= count / 8 ? 1 : c <= count / 4 ? 2 : 3;
                int cdf = Cdfs.COEFF_BASE_EOB + ((sizeContext * 2 + planeType) * 4 + context) * 4;
                symbols.symbol(cdf, Math.min(level, BASE_LEVELS + 1) - 1, 3);
            } else {
                int context = baseOffsets[position];
                if (position != 0 || txClass != Scans.CLASS_2D) {
                    context += Math.min((baseMagnitude(at, stride, txClass) + 1) >> 1, 4);
                }
                symbols.symbol(baseCdf + context * 5, Math.min(level, BASE_LEVELS + 1), 4);
            }
            if (level > BASE_LEVELS) {
                int context = rangeOffsets[position] + Math.min((rangeMagnitude(at, stride, txClass) + 1) >> 1, 6);
                writeRange(rangeCdf + context * 5, level - BASE_LEVELS - 1);
            }
        }
    }

    /** coeff_br: up to four symbols of up to three each. */
    private void writeRange(int cdf, int above) {
        int rest = above;
        for (int i = 0; i < RANGE_LEVELS / 3; i++) {
            int part = Math.min(rest, 3);
            symbols.symbol(cdf, part, 4);
            rest -= part;
            if (part < 3) {
                return;
            }
        }
    }

    private int baseMagnitude(int at, int stride, int txClass) {
        byte[] s = sizes;
        int near = min3(s[at + 1]) + min3(s[at + stride]);
        return switch (txClass) {
            case Scans.CLASS_2D -> near + min3(s[at + stride + 1]) + min3(s[at + 2]) + min3(s[at + 2 * stride]);
            case Scans.CLASS_HORIZ -> near + min3(s[at + 2]) + min3(s[at + 3]) + min3(s[at + 4]);
            default -> near + min3(s[at + 2 * stride]) + min3(s[at + 3 * stride]) + min3(s[at + 4 * stride]);
        };
    }

    private static int min3(int value) {
        return Math.min(value, 3);
    }

    private int rangeMagnitude(int at, int stride, int txClass) {
        byte[] s = sizes;
        int near = s[at + 1] + s[at + stride];
        return switch (txClass) {
            case Scans.CLASS_2D -> near + s[at + stride + 1];
            case Scans.CLASS_HORIZ -> near + s[at + 2];
            default -> near + s[at + 2 * stride];
        };
    }

    /** Signs and the parts of levels above 14; returns the sum of all levels. */
    private int writeSigns(int planeType, int signContext, int[] levels, int offset, int eob) {
        int total = 0;
        for (int c = 0; c < eob; c++) {
            int level = levels[offset + c];
            if (level == 0) {
                continue;
            }
            int sign = level < 0 ? 1 : 0;
            if (c == 0) {
                symbols.symbol(Cdfs.DC_SIGN + (planeType * 3 + signContext) * 3, sign, 2);
            } else {
                symbols.literal(sign, 1);
            }
            int size = Math.abs(level);
            if (size > MAX_CODED) {
                int rest = size - MAX_CODED;
                int bits = 32 - Integer.numberOfLeadingZeros(rest);
                symbols.literal(0, bits - 1);
                symbols.literal(rest, bits);
            }
            total += size;
        }
        return total;
    }
}
