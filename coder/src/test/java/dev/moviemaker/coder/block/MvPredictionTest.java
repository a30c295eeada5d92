// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Over random frames the motion vector stack equals that of {@link SpecMvStack}: vectors, their number, and all
 * contexts.
 */
final class MvPredictionTest {
    private static final int[][] PAIRS = {{1, 5}, {1, 7}, {4, 7}, {2, 6}, {1, 2}, {1, 4}, {5, 7}};

    private SplittableRandom random = new SplittableRandom(0);
    private FrameParameters parameters = new FrameParameters();
    private ModeInfoMap map = new ModeInfoMap(2, 2);
    private SpecMvStack spec = new SpecMvStack(2, 2);
    private MvPrediction prediction = new MvPrediction(parameters, map);
    private TileBounds tile = new TileBounds(0, 0, 0, 0);
    private final Block block = new Block();
    private long seed;
    private int mvRange;

    @Test
    void equalsTheSpecificationsPseudoCode() {
        for (seed = 0; seed < 300; seed++) {
            random = new SplittableRandom(seed);
            frame();
        }
    }

    private void frame() {
        parameters = new FrameParameters();
        parameters.miRows = 2 * random.nextInt(2, 40);
        parameters.miCols = 2 * random.nextInt(2, 40);
        parameters.forceIntegerMv = random.nextInt(4) == 0;
        parameters.allowHighPrecisionMv = !parameters.forceIntegerMv && random.nextBoolean();
        map = new ModeInfoMap(parameters.miRows, parameters.miCols);
        map.clear();
        spec = new SpecMvStack(parameters.miRows, parameters.miCols);
        spec.allowHighPrecisionMv = parameters.allowHighPrecisionMv;
        spec.forceIntegerMv = parameters.forceIntegerMv;
        for (int i = 1; i < 8; i++) {
            parameters.refFrameSignBias[i] = random.nextBoolean();
            spec.signBias[i] = parameters.refFrameSignBias[i];
        }
        mvRange = random.nextInt(3) == 0 ? 3 : random.nextInt(1, 4000);
        prediction = new MvPrediction(parameters, map);
        int middle = Math.min(16, parameters.miCols);
        tile(0, middle);
        if (middle < parameters.miCols) {
            tile(middle, parameters.miCols);
        }
    }

    private void tile(int colStart, int colEnd) {
        tile = new TileBounds(0, parameters.miRows, colStart, colEnd);
        spec.tile = tile;
        for (int row = 0; row < parameters.miRows; row += 32) {
            for (int col = colStart; col < colEnd; col += 32) {
                partition(row, col, BlockSize.BLOCK_128X128);
            }
        }
    }

    private void partition(int row, int col, int size) {
        if (row >= parameters.miRows || col >= tile.miColEnd()) {
            return;
        }
        int half = BlockSize.wide4(size) / 2;
        boolean whole = row + half < parameters.miRows && col + half < parameters.miCols;
        int partition = size == BlockSize.BLOCK_8X8 ? 0 : whole ? random.nextInt(4) : 3;
        if (col + BlockSize.wide4(size) > tile.miColEnd() && tile.miColEnd() < parameters.miCols) {
            partition = 3;
        }
        int subsize = BlockSize.subsize(partition, size);
        switch (partition) {
            case 0 -> block(row, col, subsize);
            case 1 -> {
                block(row, col, subsize);
                block(row + half, col, subsize);
            }
            case 2 -> {
                block(row, col, subsize);
                block(row, col + half, subsize);
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
        for (int i = 0; i < 3; i++) {
            compare(1 + random.nextInt(7), Modes.NONE);
            int[] pair = PAIRS[random.nextInt(PAIRS.length)];
            compare(pair[0], pair[1]);
        }
        if (random.nextInt(5) != 0) {
            int[] pair = PAIRS[random.nextInt(PAIRS.length)];
            boolean compound = random.nextInt(3) == 0;
            block.ref0 = pair[0];
            block.ref1 = compound ? pair[1] : Modes.NONE;
            block.yMode = compound ? random.nextInt(18, 26) : random.nextInt(14, 18);
            block.mv0 = vector();
            block.mv1 = vector();
        }
        map.put(block);
        for (int y = row; y < Math.min(parameters.miRows, row + block.high4); y++) {
            for (int x = col; x < Math.min(parameters.miCols, col + block.wide4); x++) {
                spec.written[y][x] = true;
                spec.miSizes[y][x] = size;
                spec.yModes[y][x] = block.yMode;
                spec.refFrames[y][x] = new int[] {block.ref0, block.ref1};
                spec.mvs[y][x] = new int[][] {pair(block.mv0), pair(block.mv1)};
            }
        }
    }

    private static int[] pair(int mv) {
        return new int[] {Mv.row(mv), Mv.column(mv)};
    }

    private int vector() {
        int mv = Mv.of(random.nextInt(-mvRange, mvRange + 1), random.nextInt(-mvRange, mvRange + 1));
        return Mv.lowerPrecision(mv, parameters.allowHighPrecisionMv, parameters.forceIntegerMv);
    }

    private void compare(int ref0, int ref1) {
        boolean compound = ref1 > 0;
        prediction.find(block, ref0, ref1);
        spec.miRow = block.row;
        spec.miCol = block.col;
        spec.miSize = block.size;
        spec.refFrame = new int[] {ref0, ref1};
        spec.find(compound);
        String where = "seed " + seed + ", block at " + block.row + ", " + block.col;
        assertThat(prediction.found).as(where).isEqualTo(spec.numMvFound);
        assertThat(prediction.newMvContext).as(where).isEqualTo(spec.newMvContext);
        assertThat(prediction.refMvContext).as(where).isEqualTo(spec.refMvContext);
        for (int i = 0; i < Math.max(2, spec.numMvFound); i++) {
            assertThat(pair(prediction.stack0[i])).as(where).isEqualTo(spec.refStackMv[i][0]);
            if (compound) {
                assertThat(pair(prediction.stack1[i])).as(where).isEqualTo(spec.refStackMv[i][1]);
            }
        }
        for (int i = 0; i < spec.numMvFound; i++) {
            assertThat(prediction.drlContext(i)).as(where).isEqualTo(spec.drlCtxStack[i]);
        }
    }
}
