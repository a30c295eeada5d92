// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * A block while its superblock is coded: position, neighbours and everything mode_info( ) tells of it. Used again in
 * later frames. Names follow the specification's variables (section 5.11.5 and after).
 */
public final class Block {
    /** MiRow, MiCol: position in units of 4 luma samples. */
    public int row;

    public int col;
    /** MiSize, with its width and height in units of 4 luma samples. */
    public int size;

    public int wide4;
    public int high4;

    /** The tile it lies in. */
    public TileBounds tile = new TileBounds(0, 0, 0, 0);

    /** AvailU, AvailL, and the map cells of the blocks above and to the left of the top left corner. */
    public boolean availU;

    public boolean availL;
    public int above;
    public int left;

    public boolean skip;
    public boolean skipMode;
    public int yMode;
    public int uvMode;
    public int angleDeltaY;
    public int angleDeltaUv;
    public int cflAlphaU;
    public int cflAlphaV;

    /** RefFrame[ ]: 0 intra, 1 to 7, second -1 unless compound. */
    public int ref0;

    public int ref1;
    public int mv0;
    public int mv1;
    public int refMvIdx;
    public int filter0;
    public int filter1;

    /** Split depth of the luma transforms, the same over the block: 0 to 2. */
    public int txDepth;

    /** is_inter. */
    public boolean isInter() {
        return ref0 > Modes.INTRA_FRAME;
    }

    /** Whether two references are used. */
    public boolean isCompound() {
        return ref1 > Modes.INTRA_FRAME;
    }

    /** Puts the block at a place of the given size and looks up its neighbours; the modes keep their old values. */
    public void place(int miRow, int miCol, int miSize, TileBounds miTile, ModeInfoMap map) {
        tile = miTile;
        row = miRow;
        col = miCol;
        size = miSize;
        wide4 = BlockSize.wide4(miSize);
        high4 = BlockSize.high4(miSize);
        availU = miRow > tile.miRowStart();
        availL = miCol > tile.miColStart();
        above = availU ? map.ownerAt(miRow - 1, miCol) : -1;
        left = availL ? map.ownerAt(miRow, miCol - 1) : -1;
    }

    /** Makes this an intra block with DC prediction and no coefficients decided yet. */
    public void resetModes() {
        skip = false;
        skipMode = false;
        yMode = Modes.DC_PRED;
        uvMode = Modes.DC_PRED;
        angleDeltaY = 0;
        angleDeltaUv = 0;
        cflAlphaU = 0;
        cflAlphaV = 0;
        ref0 = Modes.INTRA_FRAME;
        ref1 = Modes.NONE;
        mv0 = Mv.ZERO;
        mv1 = Mv.ZERO;
        refMvIdx = 0;
        filter0 = 0;
        filter1 = 0;
        txDepth = 0;
    }
}
