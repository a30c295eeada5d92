// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/**
 * mode_info and read_block_tx_size (5.11.6 to 5.11.18) the other way round: everything about a block except its
 * coefficients, in the order in which a decoder reads it. Elements of tools that the coder leaves off are written as
 * "not used" where a header still allows them.
 */
public final class ModeInfoWriter {
    private static final int[] INTRA_MODE_CONTEXT = {0, 1, 2, 3, 4, 4, 4, 4, 3, 0, 1, 2, 0};
    private static final int INTRA_MODES = 13;
    private static final int MAX_ANGLE_DELTA = 3;
    private static final int FLAG_ROW = 3;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;
    private final ModeInfoMap map;
    private final NeighbourReferences neighbours = new NeighbourReferences();
    private final TxSizeWriter txSizes;
    private final InterModeWriter inter;
    private final QIndexWriter qIndexes;

    public ModeInfoWriter(FrameParameters frame, SymbolEncoder symbols, ModeInfoMap map) {
        this.frame = frame;
        this.symbols = symbols;
        this.map = map;
        txSizes = new TxSizeWriter(frame, symbols, map);
        inter = new InterModeWriter(frame, symbols, map, neighbours);
        qIndexes = new QIndexWriter(frame, symbols);
    }

    /** Forgets what lies above: a tile begins. */
    public void startTile(TileBounds tile) {
        txSizes.startTile(tile);
    }

    /** A superblock with this QIndex begins. */
    public void startSuperblock(int qIndex) {
        qIndexes.startSuperblock(qIndex);
    }

    /** Forgets what lies to the left: a row of superblocks begins. */
    public void startSuperblockRow(int miRow) {
        txSizes.startSuperblockRow(miRow);
    }

    /**
     * Writes one block; {@code prediction} holds the vectors found for the block's references if it is an inter block.
     */
    public void write(Block block, MvPrediction prediction) {
        if (frame.frameIsIntra) {
            writeSkip(block);
            qIndexes.write(block);
            writeIntraFrameYMode(block);
            writeIntraRest(block);
        } else {
            neighbours.read(block, map);
            writeInterFrame(block, prediction);
        }
        txSizes.write(block);
    }

    private void writeInterFrame(Block block, MvPrediction prediction) {
        if (frame.skipModePresent) {
            int context = neighbourFlag(block, map.skipMode);
            flag(Cdfs.SKIP_MODE + context * FLAG_ROW, block.skipMode);
        }
        if (block.skipMode) {
            return;
        }
        writeSkip(block);
        qIndexes.write(block);
        flag(Cdfs.IS_INTER + neighbours.isInter() * FLAG_ROW, block.isInter());
        if (block.isInter()) {
            inter.write(block, prediction);
        } else {
            symbols.symbol(Cdfs.Y_MODE + BlockSize.sizeGroup(block.size) * (INTRA_MODES + 1), block.yMode, INTRA_MODES);
            writeIntraRest(block);
        }
    }

    private void writeSkip(Block block) {
        flag(Cdfs.SKIP + neighbourFlag(block, map.skip) * FLAG_ROW, block.skip);
    }

    private static int neighbourFlag(Block block, boolean[] values) {
        return (block.availU && values[block.above] ? 1 : 0) + (block.availL && values[block.left] ? 1 : 0);
    }

    private void writeIntraFrameYMode(Block block) {
        int above = INTRA_MODE_CONTEXT[block.availU ? map.yMode[block.above] : Modes.DC_PRED];
        int left = INTRA_MODE_CONTEXT[block.availL ? map.yMode[block.left] : Modes.DC_PRED];
        symbols.symbol(Cdfs.INTRA_FRAME_Y_MODE + (above * 5 + left) * (INTRA_MODES + 1), block.yMode, INTRA_MODES);
    }

    /** Angles, the chroma mode, and the flags of palette and filter intra. */
    private void writeIntraRest(Block block) {
        writeAngle(block.yMode, block.angleDeltaY);
        if (isCflAllowed(block.size)) {
            symbols.symbol(Cdfs.UV_MODE_CFL_ALLOWED + block.yMode * (INTRA_MODES + 2), block.uvMode, INTRA_MODES + 1);
        } else {
            symbols.symbol(Cdfs.UV_MODE_CFL_NOT_ALLOWED + block.yMode * (INTRA_MODES + 1), block.uvMode, INTRA_MODES);
        }
        if (block.uvMode == Modes.UV_CFL_PRED) {
            writeCflAlphas(block.cflAlphaU, block.cflAlphaV);
        }
        writeAngle(block.uvMode, block.angleDeltaUv);
        if (frame.allowScreenContentTools && Math.max(block.wide4, block.high4) <= 16) {
            writeNoPalette(block);
        }
        if (frame.enableFilterIntra && block.yMode == Modes.DC_PRED && Math.max(block.wide4, block.high4) <= 8) {
            flag(Cdfs.FILTER_INTRA + block.size * FLAG_ROW, false);
        }
    }

    /** Whether uv_mode may be UV_CFL_PRED for a block of this size. */
    public static boolean isCflAllowed(int size) {
        return Math.max(BlockSize.wide4(size), BlockSize.high4(size)) <= 8;
    }

    private void writeAngle(int mode, int angleDelta) {
        if (Modes.isDirectional(mode)) {
            int cdf = Cdfs.ANGLE_DELTA + (mode - Modes.V_PRED) * (2 * MAX_ANGLE_DELTA + 2);
            symbols.symbol(cdf, angleDelta + MAX_ANGLE_DELTA, 2 * MAX_ANGLE_DELTA + 1);
        }
    }

    /** read_cfl_alphas: signs are 0 zero, 1 negative, 2 positive; both zero cannot be coded. */
    private void writeCflAlphas(int alphaU, int alphaV) {
        int signU = sign(alphaU);
        int signV = sign(alphaV);
        symbols.symbol(Cdfs.CFL_SIGN, signU * 3 + signV - 1, 8);
        if (alphaU != 0) {
            symbols.symbol(Cdfs.CFL_ALPHA + ((signU - 1) * 3 + signV) * 17, Math.abs(alphaU) - 1, 16);
        }
        if (alphaV != 0) {
            symbols.symbol(Cdfs.CFL_ALPHA + ((signV - 1) * 3 + signU) * 17, Math.abs(alphaV) - 1, 16);
        }
    }

    private static int sign(int alpha) {
        return alpha == 0 ? 0 : alpha < 0 ? 1 : 2;
    }

    private void writeNoPalette(Block block) {
        if (block.yMode == Modes.DC_PRED) {
            int context = BlockSize.wideLog2(block.size) + BlockSize.highLog2(block.size) - 2;
            flag(Cdfs.PALETTE_Y_MODE + context * 3 * FLAG_ROW, false);
        }
        if (block.uvMode == Modes.DC_PRED) {
            flag(Cdfs.PALETTE_UV_MODE, false);
        }
    }

    private void flag(int cdf, boolean value) {
        symbols.symbol(cdf, value ? 1 : 0, 2);
    }
}
