package dev.moviemaker.emulator.codec.block;

import dev.moviemaker.emulator.codec.transform.TxSize;
import dev.moviemaker.emulator.codec.transform.TxType;

/**
 * The transform blocks of one block in coding order, with their levels: made while the block is reconstructed, read when it is written.
 * A block's syntax starts with whether it has any coefficients at all, so reconstruction has to come first.
 */
public final class TransformBlocks {
    /** Most transform blocks of a block: 64 of 16x16 luma in 128x128 and 8 of chroma. */
    private static final int MAX = 80;

    private static final int MAX_COEFFICIENTS = 1024;
    private static final int MAX_MI = 32;

    private int count;
    private final byte[] plane = new byte[MAX];
    private final short[] x4 = new short[MAX];
    private final short[] y4 = new short[MAX];
    private final byte[] size = new byte[MAX];
    private final byte[] type = new byte[MAX];
    private final short[] eob = new short[MAX];
    private final int[][] levels = new int[MAX][MAX_COEFFICIENTS];

    /** TxTypes: luma types by 4x4 unit within the block. */
    private final byte[] lumaTypes = new byte[MAX_MI * MAX_MI];

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** Where the next block's levels go, before {@link #add}. */
    public int[] nextLevels() {
        return levels[count];
    }

    /** Adds a transform block whose levels were put into {@link #nextLevels}. */
    public void add(Block block, int blockPlane, int blockX4, int blockY4, int txSize, int txType, int blockEob) {
        plane[count] = (byte) blockPlane;
        x4[count] = (short) blockX4;
        y4[count] = (short) blockY4;
        size[count] = (byte) txSize;
        type[count] = (byte) txType;
        eob[count] = (short) blockEob;
        count++;
        if (blockPlane == 0) {
            int kept = blockEob == 0 ? TxType.DCT_DCT : txType;
            int left = blockX4 - block.col;
            int top = blockY4 - block.row;
            for (int y = 0; y < TxSize.height(txSize) >> 2; y++) {
                int from = (top + y) * MAX_MI + left;
                java.util.Arrays.fill(lumaTypes, from, from + (TxSize.width(txSize) >> 2), (byte) kept);
            }
        }
    }

    /** compute_tx_type for a chroma block of an inter block (5.11.40): the type of the luma block at the same place, if chroma can have it. */
    public int interChromaType(Block block, int chromaX4, int chromaY4, int txSize, boolean reducedTxSet) {
        int set = TxTypeSets.set(txSize, true, reducedTxSet);
        int luma = lumaTypes[((chromaY4 << 1) - block.row) * MAX_MI + (chromaX4 << 1) - block.col];
        return TxTypeSets.symbolOf(set, true, luma) >= 0 ? luma : TxType.DCT_DCT;
    }

    /** Whether no transform block has a level that is not zero. */
    public boolean isEmpty() {
        for (int i = 0; i < count; i++) {
            if (eob[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Writes all of them. */
    public void write(Block block, CoefficientWriter writer) {
        for (int i = 0; i < count; i++) {
            writer.write(block, plane[i], x4[i], y4[i], size[i], type[i], levels[i], 0, eob[i]);
        }
    }
}
