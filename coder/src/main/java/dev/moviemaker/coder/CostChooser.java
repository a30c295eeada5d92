// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.block.Block;
import dev.moviemaker.coder.block.BlockSize;
import dev.moviemaker.coder.block.TxTypeSets;
import dev.moviemaker.coder.transform.TxType;

/**
 * Chooses by cost: how far a prediction is from the source (absolute Hadamard differences) plus what its syntax takes
 * at the current probabilities. Partitions come from {@link PartitionPlan}; blocks then try real predictions from real
 * neighbours.
 */
final class CostChooser implements BlockChooser {
    private final PartitionPlan plan;
    private final IntraChoice intra;
    private final InterChoice inter;
    private final boolean hasReferences;
    private final FrameState frame;
    /** Below this cost per sample an inter block is not worth comparing with intra. */
    private final double intraFloor;

    CostChooser(BlockTools tools) {
        frame = tools.frame();
        plan = new PartitionPlan(frame);
        intra = new IntraChoice(tools);
        inter = new InterChoice(tools, plan);
        intraFloor = 0.4 * frame.step;
        hasReferences = frame.searchedNames.length > 0;
    }

    @Override
    public void startSuperblock(int miRow, int miCol) {
        plan.plan(miRow, miCol);
    }

    @Override
    public int partition(int miRow, int miCol, int size, boolean hasRows, boolean hasCols) {
        // Where a block may have to do without references it is not larger than the largest transform.
        boolean tooLarge = frame.refresh != null && size > BlockSize.BLOCK_64X64;
        return hasRows && hasCols && !tooLarge ? plan.partition(miRow, miCol, size) : BlockSize.PARTITION_SPLIT;
    }

    @Override
    public void choose(Block block) {
        if (!hasReferences || frame.isIntraOnly(block.row, block.col)) {
            intra.choose(block, Double.MAX_VALUE);
            return;
        }
        double cost = inter.choose(block);
        if (cost == Double.MAX_VALUE) {
            block.resetModes();
            intra.choose(block, Double.MAX_VALUE);
            return;
        }
        int area = block.wide4 * block.high4 * 16;
        if (cost > area * intraFloor && Math.max(block.wide4, block.high4) <= 16) {
            intra.choose(block, inter.hadamardCost(block));
        }
    }

    @Override
    public int txType(Block block, int txSize, int set) {
        if (block.isInter()) {
            return TxType.DCT_DCT;
        }
        int type = TxTypeSets.ofMode(block.yMode);
        return TxTypeSets.symbolOf(set, false, type) >= 0 ? type : TxType.DCT_DCT;
    }
}
