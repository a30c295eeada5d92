// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import java.util.Arrays;

/**
 * find_mv_stack of section 7.10.2 over arrays of 4x4 units, as the specification writes it, for identity global motion
 * and use_ref_frame_mvs equal to 0. Vectors are pairs { row, column }.
 */
final class SpecMvStack {
    final int[][] miSizes;
    final int[][] yModes;
    final int[][][] refFrames;
    final int[][][][] mvs;
    final boolean[][] written;
    final int miRows;
    final int miCols;
    TileBounds tile = new TileBounds(0, 0, 0, 0);
    boolean allowHighPrecisionMv;
    boolean forceIntegerMv;
    boolean[] signBias = new boolean[8];

    int miRow;
    int miCol;
    int miSize;
    int[] refFrame = new int[2];
    int numMvFound;
    int newMvContext;
    int refMvContext;
    int[] drlCtxStack = new int[10];
    int[][][] refStackMv = new int[10][2][2];

    private final int[] weightStack = new int[10];
    private int newMvCount;
    private boolean foundMatch;
    private final int[] refIdCount = new int[2];
    private final int[] refDiffCount = new int[2];
    private final int[][][] refIdMvs = new int[2][2][];
    private final int[][][] refDiffMvs = new int[2][2][];

    SpecMvStack(int miRows, int miCols) {
        this.miRows = miRows;
        this.miCols = miCols;
        miSizes = new int[miRows][miCols];
        yModes = new int[miRows][miCols];
        refFrames = new int[miRows][miCols][2];
        mvs = new int[miRows][miCols][2][2];
        written = new boolean[miRows][miCols];
    }

    void find(boolean isCompound) {
        int bw4 = BlockSize.wide4(miSize);
        int bh4 = BlockSize.high4(miSize);
        numMvFound = 0;
        newMvCount = 0;
        foundMatch = false;
        scanRow(-1, isCompound);
        boolean foundAboveMatch = foundMatch;
        foundMatch = false;
        scanCol(-1, isCompound);
        boolean foundLeftMatch = foundMatch;
        foundMatch = false;
        if (Math.max(bw4, bh4) <= 16) {
            scanPoint(-1, bw4, isCompound);
        }
        foundAboveMatch |= foundMatch;
        int closeMatches = (foundAboveMatch ? 1 : 0) + (foundLeftMatch ? 1 : 0);
        int numNearest = numMvFound;
        int numNew = newMvCount;
        for (int idx = 0; idx < numNearest; idx++) {
            weightStack[idx] += 640;
        }
        scanPoint(-1, -1, isCompound);
        foundAboveMatch |= foundMatch;
        foundMatch = false;
        scanRow(-3, isCompound);
        foundAboveMatch |= foundMatch;
        foundMatch = false;
        scanCol(-3, isCompound);
        foundLeftMatch |= foundMatch;
        foundMatch = false;
        if (bh4 > 1) {
            scanRow(-5, isCompound);
        }
        foundAboveMatch |= foundMatch;
        foundMatch = false;
        if (bw4 > 1) {
            scanCol(-5, isCompound);
        }
        foundLeftMatch |= foundMatch;
        int totalMatches = (foundAboveMatch ? 1 : 0) + (foundLeftMatch ? 1 : 0);
        sort(0, numNearest);
        sort(numNearest, numMvFound);
        if (numMvFound < 2) {
            extraSearch(isCompound);
        }
        contextAndClamping(isCompound, closeMatches, totalMatches, numNew);
    }

    private boolean isInside(int r, int c) {
        return tile.contains(r, c);
    }

    private void scanRow(int startRow, boolean isCompound) {
        int deltaRow = startRow;
        int bw4 = BlockSize.wide4(miSize);
        int end4 = Math.min(Math.min(bw4, miCols - miCol), 16);
        int deltaCol = 0;
        boolean useStep16 = bw4 >= 16;
        if (Math.abs(deltaRow) > 1) {
            deltaRow += miRow & 1;
            deltaCol = 1 - (miCol & 1);
        }
        int i = 0;
        while (i < end4) {
            int mvRow = miRow + deltaRow;
            int mvCol = miCol + deltaCol + i;
            if (!isInside(mvRow, mvCol)) {
                break;
            }
            int len = Math.min(bw4, BlockSize.wide4(miSizes[mvRow][mvCol]));
            if (Math.abs(deltaRow) > 1) {
                len = Math.max(2, len);
            }
            if (useStep16) {
                len = Math.max(4, len);
            }
            addRefMvCandidate(mvRow, mvCol, isCompound, len * 2);
            i += len;
        }
    }

    private void scanCol(int startCol, boolean isCompound) {
        int deltaCol = startCol;
        int bh4 = BlockSize.high4(miSize);
        int end4 = Math.min(Math.min(bh4, miRows - miRow), 16);
        int deltaRow = 0;
        boolean useStep16 = bh4 >= 16;
        if (Math.abs(deltaCol) > 1) {
            deltaRow = 1 - (miRow & 1);
            deltaCol += miCol & 1;
        }
        int i = 0;
        while (i < end4) {
            int mvRow = miRow + deltaRow + i;
            int mvCol = miCol + deltaCol;
            if (!isInside(mvRow, mvCol)) {
                break;
            }
            int len = Math.min(bh4, BlockSize.high4(miSizes[mvRow][mvCol]));
            if (Math.abs(deltaCol) > 1) {
                len = Math.max(2, len);
            }
            if (useStep16) {
                len = Math.max(4, len);
            }
            addRefMvCandidate(mvRow, mvCol, isCompound, len * 2);
            i += len;
        }
    }

    private void scanPoint(int deltaRow, int deltaCol, boolean isCompound) {
        int mvRow = miRow + deltaRow;
        int mvCol = miCol + deltaCol;
        if (isInside(mvRow, mvCol) && written[mvRow][mvCol]) {
            addRefMvCandidate(mvRow, mvCol, isCompound, 4);
        }
    }

    private void addRefMvCandidate(int mvRow, int mvCol, boolean isCompound, int weight) {
        if (refFrames[mvRow][mvCol][0] <= 0) {
            return;
        }
        if (!isCompound) {
            for (int candList = 0; candList < 2; candList++) {
                if (refFrames[mvRow][mvCol][candList] == refFrame[0]) {
                    add(new int[][] {lower(mvs[mvRow][mvCol][candList])}, yModes[mvRow][mvCol], weight);
                }
            }
        } else if (refFrames[mvRow][mvCol][0] == refFrame[0] && refFrames[mvRow][mvCol][1] == refFrame[1]) {
            int[][] pair = {lower(mvs[mvRow][mvCol][0]), lower(mvs[mvRow][mvCol][1])};
            add(pair, yModes[mvRow][mvCol], weight);
        }
    }

    private void add(int[][] candidate, int candMode, int weight) {
        if (hasNewMv(candMode)) {
            newMvCount++;
        }
        foundMatch = true;
        for (int idx = 0; idx < numMvFound; idx++) {
            boolean same = true;
            for (int list = 0; list < candidate.length; list++) {
                same &= Arrays.equals(candidate[list], refStackMv[idx][list]);
            }
            if (same) {
                weightStack[idx] += weight;
                return;
            }
        }
        if (numMvFound < 8) {
            for (int list = 0; list < candidate.length; list++) {
                refStackMv[numMvFound][list] = candidate[list];
            }
            weightStack[numMvFound] = weight;
            numMvFound++;
        }
    }

    private static boolean hasNewMv(int mode) {
        return mode == 17 || mode == 25 || mode == 22 || mode == 23 || mode == 20 || mode == 21;
    }

    private int[] lower(int[] mv) {
        int[] candMv = mv.clone();
        if (allowHighPrecisionMv) {
            return candMv;
        }
        for (int i = 0; i < 2; i++) {
            if (forceIntegerMv) {
                int a = Math.abs(candMv[i]);
                int aInt = (a + 3) >> 3;
                candMv[i] = candMv[i] > 0 ? aInt << 3 : -(aInt << 3);
            } else if ((candMv[i] & 1) != 0) {
                candMv[i] += candMv[i] > 0 ? -1 : 1;
            }
        }
        return candMv;
    }

    private void sort(int start, int length) {
        int end = length;
        while (end > start) {
            int newEnd = start;
            for (int idx = start + 1; idx < end; idx++) {
                if (weightStack[idx - 1] < weightStack[idx]) {
                    int weight = weightStack[idx];
                    weightStack[idx] = weightStack[idx - 1];
                    weightStack[idx - 1] = weight;
                    int[][] entry = refStackMv[idx];
                    refStackMv[idx] = refStackMv[idx - 1];
                    refStackMv[idx - 1] = entry;
                    newEnd = idx;
                }
            }
            end = newEnd;
        }
    }

    private void extraSearch(boolean isCompound) {
        Arrays.fill(refIdCount, 0);
        Arrays.fill(refDiffCount, 0);
        int w4 = Math.min(Math.min(16, BlockSize.wide4(miSize)), miCols - miCol);
        int h4 = Math.min(Math.min(16, BlockSize.high4(miSize)), miRows - miRow);
        int num4x4 = Math.min(w4, h4);
        for (int pass = 0; pass < 2; pass++) {
            int idx = 0;
            while (idx < num4x4 && numMvFound < 2) {
                int mvRow = pass == 0 ? miRow - 1 : miRow + idx;
                int mvCol = pass == 0 ? miCol + idx : miCol - 1;
                if (!isInside(mvRow, mvCol)) {
                    break;
                }
                addExtraMvCandidate(mvRow, mvCol, isCompound);
                int size = miSizes[mvRow][mvCol];
                idx += pass == 0 ? BlockSize.wide4(size) : BlockSize.high4(size);
            }
        }
        if (!isCompound) {
            for (int idx = numMvFound; idx < 2; idx++) {
                refStackMv[idx][0] = new int[2];
            }
            return;
        }
        int[][][] combinedMvs = new int[2][2][];
        for (int list = 0; list < 2; list++) {
            int compCount = 0;
            for (int idx = 0; idx < refIdCount[list]; idx++) {
                combinedMvs[compCount++][list] = refIdMvs[list][idx];
            }
            for (int idx = 0; idx < refDiffCount[list] && compCount < 2; idx++) {
                combinedMvs[compCount++][list] = refDiffMvs[list][idx];
            }
            while (compCount < 2) {
                combinedMvs[compCount++][list] = new int[2];
            }
        }
        if (numMvFound == 1) {
            boolean same = Arrays.equals(combinedMvs[0][0], refStackMv[0][0])
                    && Arrays.equals(combinedMvs[0][1], refStackMv[0][1]);
            refStackMv[1] = combinedMvs[same ? 1 : 0].clone();
            weightStack[1] = 2;
            numMvFound = 2;
        } else {
            for (int idx = 0; idx < 2; idx++) {
                refStackMv[numMvFound] = combinedMvs[idx].clone();
                weightStack[numMvFound] = 2;
                numMvFound++;
            }
        }
    }

    private void addExtraMvCandidate(int mvRow, int mvCol, boolean isCompound) {
        for (int candList = 0; candList < 2; candList++) {
            int candRef = refFrames[mvRow][mvCol][candList];
            if (candRef <= 0) {
                continue;
            }
            if (isCompound) {
                for (int list = 0; list < 2; list++) {
                    int[] candMv = mvs[mvRow][mvCol][candList].clone();
                    if (candRef == refFrame[list] && refIdCount[list] < 2) {
                        refIdMvs[list][refIdCount[list]++] = candMv;
                    } else if (refDiffCount[list] < 2) {
                        turn(candMv, candRef, refFrame[list]);
                        refDiffMvs[list][refDiffCount[list]++] = candMv;
                    }
                }
                continue;
            }
            int[] candMv = mvs[mvRow][mvCol][candList].clone();
            turn(candMv, candRef, refFrame[0]);
            int idx = 0;
            while (idx < numMvFound && !Arrays.equals(candMv, refStackMv[idx][0])) {
                idx++;
            }
            if (idx == numMvFound) {
                refStackMv[idx][0] = candMv;
                weightStack[idx] = 2;
                numMvFound++;
            }
        }
    }

    private void turn(int[] mv, int candRef, int ref) {
        if (signBias[candRef] != signBias[ref]) {
            mv[0] *= -1;
            mv[1] *= -1;
        }
    }

    private void contextAndClamping(boolean isCompound, int closeMatches, int totalMatches, int numNew) {
        for (int idx = 0; idx < numMvFound; idx++) {
            int z = 0;
            if (idx + 1 < numMvFound) {
                if (weightStack[idx] >= 640) {
                    z = weightStack[idx + 1] < 640 ? 1 : 0;
                } else {
                    z = 2;
                }
            }
            drlCtxStack[idx] = z;
        }
        int bw = BlockSize.width(miSize);
        int bh = BlockSize.height(miSize);
        for (int list = 0; list < (isCompound ? 2 : 1); list++) {
            for (int idx = 0; idx < numMvFound; idx++) {
                int[] refMv = refStackMv[idx][list].clone();
                int top = -(miRow * 4 * 8) - (128 + bh * 8);
                int bottom = (miRows - BlockSize.high4(miSize) - miRow) * 4 * 8 + 128 + bh * 8;
                int left = -(miCol * 4 * 8) - (128 + bw * 8);
                int right = (miCols - BlockSize.wide4(miSize) - miCol) * 4 * 8 + 128 + bw * 8;
                refMv[0] = Math.clamp(refMv[0], top, bottom);
                refMv[1] = Math.clamp(refMv[1], left, right);
                refStackMv[idx][list] = refMv;
            }
        }
        if (closeMatches == 0) {
            newMvContext = Math.min(totalMatches, 1);
            refMvContext = totalMatches;
        } else if (closeMatches == 1) {
            newMvContext = 3 - Math.min(numNew, 1);
            refMvContext = 2 + totalMatches;
        } else {
            newMvContext = 5 - Math.min(numNew, 1);
            refMvContext = 5;
        }
    }
}
