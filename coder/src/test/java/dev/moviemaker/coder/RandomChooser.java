// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.FrameParameters;
import dev.moviemaker.coder.block.ModeInfoWriter;
import dev.moviemaker.coder.block.Modes;
import dev.moviemaker.coder.block.Mv;
import dev.moviemaker.coder.block.MvPrediction;
import dev.moviemaker.coder.block.TxTypeSets;
import dev.moviemaker.coder.picture.Picture;
import java.util.SplittableRandom;

/** Chooses blindly among everything that is legal, so that streams reach corners that a sensible encoder never sees. */
final class RandomChooser implements BlockChooser {
    private static final int[][] PAIRS = {
        {1, 5}, {1, 6}, {1, 7}, {2, 5}, {2, 6}, {2, 7}, {3, 5}, {3, 6}, {3, 7}, {4, 5}, {4, 6}, {4, 7}, {1, 2}, {1, 3},
        {1, 4}, {5, 7}
    };

    private final BlockTools tools;
    private final FrameParameters parameters;
    private final long seed;
    private SplittableRandom random;
    private int splitWeight;
    private int intraWeight;
    private int skipWeight;
    private int mvRange;

    RandomChooser(BlockTools tools, long seed) {
        this.tools = tools;
        parameters = tools.frame().parameters;
        this.seed = seed;
        random = new SplittableRandom(seed);
    }

    @Override
    public void startSuperblock(int miRow, int miCol) {
        random = new SplittableRandom(seed * 31 + miRow * 4099L + miCol);
        splitWeight = random.nextInt(5);
        intraWeight = random.nextInt(4);
        skipWeight = random.nextInt(4);
        mvRange = 1 << random.nextInt(1, 12);
    }

    @Override
    public int partition(int miRow, int miCol, int size, boolean hasRows, boolean hasCols) {
        boolean split = random.nextInt(6) < splitWeight;
        if (hasRows && hasCols) {
            return split ? BlockSize.PARTITION_SPLIT : random.nextInt(3);
        }
        if (split) {
            return BlockSize.PARTITION_SPLIT;
        }
        return hasCols ? BlockSize.PARTITION_HORZ : BlockSize.PARTITION_VERT;
    }

    @Override
    public void choose(Block block) {
        block.skip = random.nextInt(8) < skipWeight;
        boolean inter = tools.frame().searchedNames.length > 0 && random.nextInt(4) >= intraWeight;
        if (inter) {
            chooseInter(block);
        } else {
            chooseIntra(block);
        }
        if (parameters.txModeSelect) {
            block.txDepth = random.nextInt(Math.min(2, BlockSize.maxTxDepth(block.size)) + 1);
        }
    }

    private void chooseIntra(Block block) {
        block.yMode = random.nextInt(13);
        block.angleDeltaY = angle(block.yMode);
        block.uvMode = random.nextInt(ModeInfoWriter.isCflAllowed(block.size) ? 14 : 13);
        block.angleDeltaUv = angle(block.uvMode);
        if (block.uvMode == Modes.UV_CFL_PRED) {
            do {
                block.cflAlphaU = random.nextInt(-16, 17);
                block.cflAlphaV = random.nextInt(3) == 0 ? 0 : random.nextInt(-16, 17);
            } while (block.cflAlphaU == 0 && block.cflAlphaV == 0);
        }
    }

    private int angle(int mode) {
        return Modes.isDirectional(mode) ? random.nextInt(-3, 4) : 0;
    }

    private void chooseInter(Block block) {
        chooseReferences(block);
        MvPrediction prediction = tools.prediction();
        prediction.find(block, block.ref0, block.ref1);
        boolean compound = block.isCompound();
        block.yMode = compound
                ? random.nextInt(Modes.NEAREST_NEARESTMV, Modes.NEW_NEWMV + 1)
                : random.nextInt(Modes.NEARESTMV, Modes.NEWMV + 1);
        if (block.yMode == Modes.NEWMV || block.yMode == Modes.NEW_NEWMV) {
            block.refMvIdx = random.nextInt(Math.clamp(prediction.found, 1, 3));
        } else if (Modes.hasNearMv(block.yMode)) {
            block.refMvIdx = 1 + random.nextInt(Math.clamp(prediction.found - 1, 1, 3));
        }
        block.mv0 = vector(block, 0, prediction);
        block.mv1 = compound ? vector(block, 1, prediction) : Mv.ZERO;
        if (tooLong(block.mv0) || tooLong(block.mv1)) {
            block.yMode = compound ? Modes.GLOBAL_GLOBALMV : Modes.GLOBALMV;
            block.refMvIdx = 0;
            block.mv0 = Mv.ZERO;
            block.mv1 = Mv.ZERO;
        }
        boolean global = block.yMode == Modes.GLOBALMV || block.yMode == Modes.GLOBAL_GLOBALMV;
        if (parameters.interpolationFilter != FrameParameters.SWITCHABLE) {
            block.filter0 = parameters.interpolationFilter;
            block.filter1 = parameters.interpolationFilter;
        } else if (!global) {
            block.filter0 = random.nextInt(3);
            block.filter1 = parameters.enableDualFilter ? random.nextInt(3) : block.filter0;
        }
    }

    private static boolean tooLong(int mv) {
        return Math.abs(Mv.row(mv)) >= Mv.LIMIT || Math.abs(Mv.column(mv)) >= Mv.LIMIT;
    }

    private void chooseReferences(Block block) {
        Picture[] references = tools.frame().references;
        if (parameters.referenceSelect && random.nextBoolean()) {
            int[] pair = PAIRS[random.nextInt(PAIRS.length)];
            if (references[pair[0]] != null && references[pair[1]] != null) {
                block.ref0 = pair[0];
                block.ref1 = pair[1];
                return;
            }
        }
        do {
            block.ref0 = random.nextInt(1, 8);
        } while (references[block.ref0] == null);
    }

    private int vector(Block block, int list, MvPrediction prediction) {
        int[] stack = list == 0 ? prediction.stack0 : prediction.stack1;
        return switch (Modes.ofList(block.yMode, list)) {
            case Modes.NEARESTMV -> stack[0];
            case Modes.NEARMV -> stack[block.refMvIdx];
            case Modes.GLOBALMV -> Mv.ZERO;
            default -> {
                int base = stack[prediction.found <= 1 ? 0 : block.refMvIdx];
                yield Mv.of(Mv.row(base) + difference(), Mv.column(base) + difference());
            }
        };
    }

    private int difference() {
        int step = parameters.forceIntegerMv ? 8 : parameters.allowHighPrecisionMv ? 1 : 2;
        return random.nextInt(4) == 0 ? 0 : random.nextInt(-mvRange, mvRange + 1) / step * step;
    }

    @Override
    public int txType(Block block, int txSize, int set) {
        int[] types = TxTypeSets.types(set, block.isInter());
        return types[random.nextInt(types.length)];
    }
}
