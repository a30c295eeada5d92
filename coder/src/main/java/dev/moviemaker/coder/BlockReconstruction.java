// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoMap;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.TileBounds;
import dev.moviemaker.coder.block.TransformBlocks;
import dev.moviemaker.coder.block.TxSplit;
import dev.moviemaker.coder.block.TxTypeSets;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.predict.ChromaFromLuma;
import dev.moviemaker.coder.predict.IntraPredictor;
import dev.moviemaker.coder.transform.TxSize;
import dev.moviemaker.coder.transform.TxType;

/**
 * Makes the samples of one block whose modes are decided, exactly as a decoder will: prediction, transform,
 * quantisation, and back (5.11.33 to 5.11.36). What it quantised goes into the superblock's {@link TransformBlocks}, to
 * be written afterwards.
 */
final class BlockReconstruction {
    private static final int CHUNK_MI = 16;

    private final FrameState frame;
    private final FrameParameters parameters;
    private final ModeInfoMap map;
    private TransformBlocks transforms = new TransformBlocks();
    private final DecodedArea decoded = new DecodedArea();
    private final IntraPredictor intra = new IntraPredictor();
    private final ChromaFromLuma chromaFromLuma = new ChromaFromLuma();
    private final InterBlock inter;
    private final ResidualCoder residual;

    private int maxLumaW;
    private int maxLumaH;

    BlockReconstruction(FrameState frame, InterBlock inter) {
        this.frame = frame;
        this.parameters = frame.parameters;
        this.map = frame.modeInfo;
        this.inter = inter;
        residual = new ResidualCoder(frame);
    }

    /** Reconstructs the block into the frame; sets its skip flag when nothing was left to code. */
    void reconstruct(Block block, BlockChooser chooser) {
        transforms.startBlock();
        if (block.isInter()) {
            inter.predict(block, frame.reconstruction);
        }
        boolean forcedSkip = block.skip;
        for (int chunkRow = block.row; chunkRow < block.row + block.high4; chunkRow += CHUNK_MI) {
            for (int chunkCol = block.col; chunkCol < block.col + block.wide4; chunkCol += CHUNK_MI) {
                for (int plane = 0; plane < 3; plane++) {
                    chunk(block, plane, chunkRow, chunkCol, chooser);
                }
            }
        }
        if (!forcedSkip) {
            block.skip = transforms.isBlockEmpty();
        }
    }

    /** The transform blocks of one plane within one 64x64 part of the block. */
    private void chunk(Block block, int plane, int chunkRow, int chunkCol, BlockChooser chooser) {
        int sub = plane > 0 ? 1 : 0;
        int txSize = txSize(block, plane);
        int stepX = TxSize.width(txSize) >> 2;
        int stepY = TxSize.height(txSize) >> 2;
        int left = chunkCol >> sub;
        int top = chunkRow >> sub;
        int right = left + (Math.min(CHUNK_MI, block.wide4) >> sub);
        int bottom = top + (Math.min(CHUNK_MI, block.high4) >> sub);
        if (plane == 0 && block.isInter()) {
            tree(block, left, top, right - left, bottom - top, txSize, chooser);
            return;
        }
        for (int y4 = top; y4 < bottom; y4 += stepY) {
            for (int x4 = left; x4 < right; x4 += stepX) {
                if ((y4 << sub) < parameters.miRows && (x4 << sub) < parameters.miCols) {
                    transformBlock(block, plane, x4, y4, txSize, chooser);
                }
            }
        }
    }

    /** transform_tree: luma of inter blocks goes by quarters (halves of oblongs) down to the transform size. */
    private void tree(Block block, int x4, int y4, int wide, int high, int txSize, BlockChooser chooser) {
        if (y4 >= parameters.miRows || x4 >= parameters.miCols) {
            return;
        }
        if (wide * 4 <= TxSize.width(txSize) && high * 4 <= TxSize.height(txSize)) {
            transformBlock(block, 0, x4, y4, txSize, chooser);
            return;
        }
        int stepX = wide >= high ? wide >> 1 : wide;
        int stepY = high >= wide ? high >> 1 : high;
        for (int y = 0; y < high; y += stepY) {
            for (int x = 0; x < wide; x += stepX) {
                tree(block, x4 + x, y4 + y, stepX, stepY, txSize, chooser);
            }
        }
    }

    /** The size of all transform blocks of a plane of the block. */
    static int txSize(Block block, int plane) {
        if (plane > 0) {
            return BlockSize.uvTxSize(block.size);
        }
        int depth = block.isInter() && block.skip ? 0 : block.txDepth;
        return TxSplit.apply(BlockSize.maxTxSize(block.size), depth);
    }

    private void transformBlock(Block block, int plane, int x4, int y4, int txSize, BlockChooser chooser) {
        Plane target = frame.reconstruction.plane(plane);
        int offset = y4 * 4 * target.stride + x4 * 4;
        if (!block.isInter()) {
            predictIntra(block, plane, x4, y4, txSize);
            if (plane == 0) {
                maxLumaW = x4 * 4 + TxSize.width(txSize);
                maxLumaH = y4 * 4 + TxSize.height(txSize);
            }
        }
        if (!block.skip) {
            int txType = txType(block, plane, x4, y4, txSize, chooser);
            int eob = residual.code(frame.source.plane(plane), target, offset, plane, txSize, txType);
            transforms.add(block, plane, x4, y4, txSize, txType, residual.levels(), eob);
        }
        int sub = plane > 0 ? 1 : 0;
        int mask = parameters.superblockMi() - 1;
        int unitY = ((y4 << sub) & mask) >> sub;
        int unitX = ((x4 << sub) & mask) >> sub;
        decoded.mark(plane, unitY, unitX, TxSize.height(txSize) >> 2, TxSize.width(txSize) >> 2);
    }

    private int txType(Block block, int plane, int x4, int y4, int txSize, BlockChooser chooser) {
        if (plane == 0) {
            int set = TxTypeSets.set(txSize, block.isInter(), parameters.reducedTxSet);
            return set == TxTypeSets.DCT_ONLY ? TxType.DCT_DCT : chooser.txType(block, txSize, set);
        }
        if (block.isInter()) {
            return transforms.interChromaType(block, x4, y4, txSize, parameters.reducedTxSet);
        }
        return TxTypeSets.ofChromaMode(block.uvMode, txSize, parameters.reducedTxSet);
    }

    /** Predicts one transform block of an intra block into the reconstruction. */
    private void predictIntra(Block block, int plane, int x4, int y4, int txSize) {
        Plane target = frame.reconstruction.plane(plane);
        int offset = y4 * 4 * target.stride + x4 * 4;
        prepareIntra(intra, block, plane, x4, y4, txSize);
        int mode = plane == 0 ? block.yMode : block.uvMode;
        boolean cfl = mode == Modes.UV_CFL_PRED;
        intra.predict(
                cfl ? Modes.DC_PRED : mode,
                plane == 0 ? block.angleDeltaY : block.angleDeltaUv,
                parameters.enableIntraEdgeFilter,
                hasSmoothNeighbour(block, plane),
                target.samples,
                offset,
                target.stride);
        if (cfl) {
            prepareCfl(chromaFromLuma, x4, y4, txSize);
            int alpha = plane == 1 ? block.cflAlphaU : block.cflAlphaV;
            int dc = target.samples[offset];
            chromaFromLuma.predict(alpha, dc, parameters.bitDepth, target.samples, offset, target.stride);
        }
    }

    /** Reads the luma detail under a chroma transform block of the block whose luma was just reconstructed. */
    void prepareCfl(ChromaFromLuma predictor, int x4, int y4, int txSize) {
        Plane luma = frame.reconstruction.y();
        predictor.prepare(
                luma.samples,
                luma.stride,
                x4 * 4,
                y4 * 4,
                TxSize.widthLog2(txSize),
                TxSize.heightLog2(txSize),
                maxLumaW,
                maxLumaH);
    }

    /** Reads the edges of one transform block of an intra block. */
    void prepareIntra(IntraPredictor predictor, Block block, int plane, int x4, int y4, int txSize) {
        int sub = plane > 0 ? 1 : 0;
        Plane target = frame.reconstruction.plane(plane);
        int mask = parameters.superblockMi() - 1;
        int unitY = ((y4 << sub) & mask) >> sub;
        int unitX = ((x4 << sub) & mask) >> sub;
        predictor.prepare(
                target.samples,
                target.stride,
                x4 * 4,
                y4 * 4,
                TxSize.widthLog2(txSize),
                TxSize.heightLog2(txSize),
                block.availL || (x4 << sub) > block.col,
                block.availU || (y4 << sub) > block.row,
                decoded.isDecoded(plane, unitY - 1, unitX + (TxSize.width(txSize) >> 2)),
                decoded.isDecoded(plane, unitY + (TxSize.height(txSize) >> 2), unitX - 1),
                ((parameters.miCols * 4) >> sub) - 1,
                ((parameters.miRows * 4) >> sub) - 1,
                parameters.bitDepth);
    }

    /** The intra filter type process (7.11.2.8). */
    boolean hasSmoothNeighbour(Block block, int plane) {
        return (block.availU && isSmooth(block.above, plane)) || (block.availL && isSmooth(block.left, plane));
    }

    private boolean isSmooth(int cell, int plane) {
        if (plane > 0 && map.ref0[cell] > Modes.INTRA_FRAME) {
            return false;
        }
        int mode = plane == 0 ? map.yMode[cell] : map.uvMode[cell];
        return mode >= Modes.SMOOTH_PRED && mode <= Modes.SMOOTH_H_PRED;
    }

    /** A superblock begins, whose transform blocks go there. */
    void startSuperblock(int miRow, int miCol, TileBounds tile, TransformBlocks target) {
        transforms = target;
        residual.startSuperblock(frame.qIndex(miRow, miCol));
        decoded.startSuperblock(miRow, miCol, parameters.superblockMi(), tile);
    }
}
