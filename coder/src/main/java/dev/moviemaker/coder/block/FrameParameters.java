// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * What the block syntax needs to know of the sequence and frame header, as plain fields for fast reading.
 * Field names are the specification's. Filled once per frame, then only read, by all tiles.
 */
public final class FrameParameters {
    /** MiRows and MiCols: frame size in units of 4 luma samples, always even. */
    public int miRows;

    public int miCols;
    public int bitDepth;
    public boolean use128x128Superblock;
    public boolean frameIsIntra;
    public int baseQIdx;
    /** Whether superblocks have a QIndex of their own. */
    public boolean deltaQPresent;

    public boolean disableCdfUpdate;
    public boolean txModeSelect;
    public boolean reducedTxSet;
    public boolean allowScreenContentTools;
    public boolean enableFilterIntra;
    public boolean enableIntraEdgeFilter;

    public boolean referenceSelect;
    public boolean skipModePresent;
    public boolean allowHighPrecisionMv;
    public boolean forceIntegerMv;
    /** 0 to 3, or {@link #SWITCHABLE}. */
    public int interpolationFilter;

    public boolean enableDualFilter;
    public boolean enableInterintraCompound;
    public boolean enableMaskedCompound;
    public boolean enableJntComp;

    public int orderHint;
    /** Length of order_hint in bits, 0 when order hints are off. */
    public int orderHintBits;
    /** OrderHints[ ] and RefFrameSignBias[ ], indexed by reference name 1 to 7. */
    public final int[] orderHints = new int[8];

    public final boolean[] refFrameSignBias = new boolean[8];

    /** interpolation_filter: every inter block tells its own. */
    public static final int SWITCHABLE = 4;

    /** get_relative_dist (5.9.3): positive when {@code a} is shown after {@code b}. */
    public int relativeDistance(int a, int b) {
        if (orderHintBits == 0) {
            return 0;
        }
        int unused = 32 - orderHintBits;
        return ((a - b) << unused) >> unused;
    }

    /** Mi units of a superblock side: 16 or 32. */
    public int superblockMi() {
        return use128x128Superblock ? 32 : 16;
    }

    /** Size of the superblocks. */
    public int superblockSize() {
        return use128x128Superblock ? BlockSize.BLOCK_128X128 : BlockSize.BLOCK_64X64;
    }
}
