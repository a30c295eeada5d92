// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.LoopFilterParams;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.coder.transform.TxSize;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeblockingFilterTest {
    private static final long SEED = 714;

    @Test
    void randomFramesEqualTheSpecification() {
        for (int trial = 0; trial < 150; trial++) {
            RandomFrame frame = new RandomFrame(new Random(SEED + trial), trial);
            frame.partition();
            frame.fillSamples();
            frame.spec.run();
            frame.filterFast(trial % 3);
            frame.compare("seed " + SEED + " trial " + trial);
        }
    }

    /** A frame of random blocks, held both ways. */
    private static final class RandomFrame {
        private final SpecLoopFilter spec = new SpecLoopFilter();
        private final Random random;
        private final Picture picture;
        private final DeblockMap map;
        private final LoopFilterParams params;

        RandomFrame(Random random, int trial) {
            this.random = random;
            spec.frameWidth = 16 + random.nextInt(200);
            spec.frameHeight = 16 + random.nextInt(200);
            spec.bitDepth = (trial & 1) == 0 ? 8 : 10;
            spec.miRows = 2 * ((spec.frameHeight + 7) >> 3);
            spec.miCols = 2 * ((spec.frameWidth + 7) >> 3);
            for (int i = 0; i < 4; i++) {
                spec.loopFilterLevel[i] = random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(63);
            }
            if (spec.loopFilterLevel[0] == 0 && spec.loopFilterLevel[1] == 0) {
                spec.loopFilterLevel[0] = 20;
            }
            spec.sharpness = random.nextInt(8);
            spec.deltaEnabled = random.nextBoolean();
            for (int i = 0; i < 8; i++) {
                spec.refDeltas[i] = random.nextInt(127) - 63;
            }
            spec.modeDeltas[0] = random.nextInt(21) - 10;
            spec.modeDeltas[1] = random.nextInt(21) - 10;
            params = new LoopFilterParams(
                    spec.loopFilterLevel[0],
                    spec.loopFilterLevel[1],
                    spec.loopFilterLevel[2],
                    spec.loopFilterLevel[3],
                    spec.sharpness,
                    spec.deltaEnabled,
                    spec.deltaEnabled,
                    0,
                    0,
                    Ints.of(spec.refDeltas),
                    Ints.of(spec.modeDeltas));
            picture = Picture.allocate(spec.frameWidth, spec.frameHeight, spec.bitDepth);
            map = new DeblockMap(spec.miRows, spec.miCols);
            spec.blockWidth = new int[spec.miRows][spec.miCols];
            spec.blockHeight = new int[spec.miRows][spec.miCols];
            spec.skips = new boolean[spec.miRows][spec.miCols];
            spec.refFrames = new int[spec.miRows][spec.miCols];
            spec.modeTypes = new int[spec.miRows][spec.miCols];
            spec.loopfilterTxSizes[0] = new int[spec.miRows][spec.miCols];
            spec.loopfilterTxSizes[1] = new int[spec.miRows / 2][spec.miCols / 2];
        }

        void partition() {
            for (int row = 0; row < spec.miRows; row += 32) {
                for (int col = 0; col < spec.miCols; col += 32) {
                    split(row, col, 7);
                }
            }
        }

        private void split(int row, int col, int log2) {
            if (row >= spec.miRows || col >= spec.miCols) {
                return;
            }
            int half = 1 << (log2 - 3);
            int choice = log2 == 3 ? 0 : random.nextInt(log2 > 5 ? 6 : 4);
            if (choice == 0) {
                block(row, col, log2, log2);
            } else if (choice == 1 && log2 > 3) {
                block(row, col, log2, log2 - 1);
                block(row + half, col, log2, log2 - 1);
            } else if (choice == 2 && log2 > 3) {
                block(row, col, log2 - 1, log2);
                block(row, col + half, log2 - 1, log2);
            } else {
                split(row, col, log2 - 1);
                split(row, col + half, log2 - 1);
                split(row + half, col, log2 - 1);
                split(row + half, col + half, log2 - 1);
            }
        }

        private void block(int row, int col, int widthLog2, int heightLog2) {
            if (row >= spec.miRows || col >= spec.miCols) {
                return;
            }
            int ref = random.nextInt(8);
            int modeType = ref == 0 ? 0 : random.nextInt(2);
            boolean skip = random.nextBoolean();
            int txSize = TxSize.of(Math.min(6, widthLog2), Math.min(6, heightLog2));
            int uvTxSize = TxSize.of(Math.clamp(widthLog2 - 1, 2, 5), Math.clamp(heightLog2 - 1, 2, 5));
            map.put(row, col, widthLog2, heightLog2, skip && ref > 0, ref, modeType, txSize, uvTxSize);
            for (int r = row; r < Math.min(spec.miRows, row + (1 << (heightLog2 - 2))); r++) {
                for (int c = col; c < Math.min(spec.miCols, col + (1 << (widthLog2 - 2))); c++) {
                    spec.blockWidth[r][c] = 1 << widthLog2;
                    spec.blockHeight[r][c] = 1 << heightLog2;
                    spec.skips[r][c] = skip;
                    spec.refFrames[r][c] = ref;
                    spec.modeTypes[r][c] = modeType;
                    spec.loopfilterTxSizes[0][r][c] = txSize;
                    spec.loopfilterTxSizes[1][r >> 1][c >> 1] = uvTxSize;
                }
            }
            splitTransform(
                    row,
                    col,
                    Math.min(6, widthLog2),
                    Math.min(6, heightLog2),
                    1 << (widthLog2 - 2),
                    1 << (heightLog2 - 2));
        }

        private void splitTransform(int row, int col, int widthLog2, int heightLog2, int wide4, int high4) {
            int depth = random.nextInt(3);
            int w = Math.max(2, widthLog2 - depth);
            int h = Math.max(2, heightLog2 - depth);
            int txSize = TxSize.of(w, h);
            for (int r = row; r < row + high4; r += 1 << (h - 2)) {
                for (int c = col; c < col + wide4; c += 1 << (w - 2)) {
                    map.putTransform(r, c, txSize);
                    for (int y = r; y < Math.min(spec.miRows, r + (1 << (h - 2))); y++) {
                        for (int x = c; x < Math.min(spec.miCols, c + (1 << (w - 2))); x++) {
                            spec.loopfilterTxSizes[0][y][x] = txSize;
                        }
                    }
                }
            }
        }

        /** Patches of little detail, so that all filters from none to the widest are used. */
        void fillSamples() {
            for (int plane = 0; plane < 3; plane++) {
                Plane p = picture.plane(plane);
                int rows = p.samples.length / p.stride;
                spec.currFrame[plane] = new int[rows][p.stride];
                int patch = 1 << (3 + random.nextInt(3));
                int spread = 1 + random.nextInt(30 << (spec.bitDepth - 8));
                int noise = 1 + random.nextInt(4 << (spec.bitDepth - 8));
                int[] base = new int[(rows / patch + 1) * (p.stride / patch + 1)];
                for (int i = 0; i < base.length; i++) {
                    base[i] = (random.nextInt(20) == 0 ? 0 : 100 << (spec.bitDepth - 8)) + random.nextInt(spread);
                }
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < p.stride; x++) {
                        int value = base[(y / patch) * (p.stride / patch) + x / patch] + random.nextInt(noise);
                        spec.currFrame[plane][y][x] = value;
                        p.samples[y * p.stride + x] = (short) value;
                    }
                }
            }
        }

        /** Rows in one go, in superblock rows from top to bottom, or from bottom to top. */
        void filterFast(int order) {
            DeblockLevels levels = new DeblockLevels(params);
            DeblockingFilter filter = new DeblockingFilter();
            for (int plane = 0; plane < 3; plane++) {
                for (int pass = 0; pass < 2; pass++) {
                    int rows = order == 0 ? 1000 : 16;
                    int parts = (spec.miRows + rows - 1) / rows;
                    for (int k = 0; k < parts; k++) {
                        int part = order == 2 ? parts - 1 - k : k;
                        filter.filterRows(
                                plane,
                                pass,
                                picture.plane(plane),
                                map,
                                levels,
                                spec.bitDepth,
                                part * rows,
                                (part + 1) * rows);
                    }
                }
            }
        }

        void compare(String what) {
            for (int plane = 0; plane < 3; plane++) {
                Plane p = picture.plane(plane);
                for (int y = 0; y < p.samples.length / p.stride; y++) {
                    for (int x = 0; x < p.stride; x++) {
                        if (p.get(x, y) != spec.currFrame[plane][y][x]) {
                            assertThat(p.get(x, y))
                                    .as("%s plane %d x %d y %d", what, plane, x, y)
                                    .isEqualTo(spec.currFrame[plane][y][x]);
                        }
                    }
                }
            }
        }
    }

    @Test
    void levelZeroSwitchesPlanesOff() {
        DeblockLevels levels = new DeblockLevels(LoopFilterParams.of(5, 0, 0, 7, 0));
        assertThat(levels.isActive(0)).isTrue();
        assertThat(levels.isActive(1)).isFalse();
        assertThat(levels.isActive(2)).isTrue();
        assertThat(new DeblockLevels(LoopFilterParams.OFF).isActive(0)).isFalse();
    }
}
