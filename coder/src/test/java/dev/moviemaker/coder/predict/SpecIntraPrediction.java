// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Sections 7.11.2 and 7.11.5 written down step by step, slow, to compare the fast version with. Sample arrays are
 * [y][x].
 */
final class SpecIntraPrediction {
    private static final int[][] SM_WEIGHTS = {
        {255, 149, 85, 64},
        {255, 197, 146, 105, 73, 50, 37, 32},
        {255, 225, 196, 170, 145, 123, 102, 84, 68, 54, 43, 33, 26, 20, 17, 16},
        {
            255, 240, 225, 210, 196, 182, 169, 157, 145, 133, 122, 111, 101, 92, 83, 74, 66, 59, 52, 45, 39, 34, 29, 25,
            21, 17, 14, 12, 10, 9, 8, 8
        },
        {
            255, 248, 240, 233, 225, 218, 210, 203, 196, 189, 182, 176, 169, 163, 156, 150, 144, 138, 133, 127, 121,
            116, 111, 106, 101, 96, 91, 86, 82, 77, 73, 69, 65, 61, 57, 54, 50, 47, 44, 41, 38, 35, 32, 29, 27, 25, 22,
            20, 18, 16, 15, 13, 12, 10, 9, 8, 7, 6, 6, 5, 5, 4, 4, 4
        },
    };
    private static final int[] MODE_TO_ANGLE = {0, 90, 180, 45, 135, 113, 157, 203, 67, 0, 0, 0, 0};
    private static final int[] DR_INTRA_DERIVATIVE = {
        0, 0, 0, 1023, 0, 0, 547, 0, 0, 372, 0, 0, 0, 0, 273, 0, 0, 215, 0, 0, 178, 0, 0, 151, 0, 0, 132, 0, 0, 116, 0,
        0, 102, 0, 0, 0, 90, 0, 0, 80, 0, 0, 71, 0, 0, 64, 0, 0, 57, 0, 0, 51, 0, 0, 45, 0, 0, 0, 40, 0, 0, 35, 0, 0,
        31, 0, 0, 27, 0, 0, 23, 0, 0, 19, 0, 0, 15, 0, 0, 0, 0, 11, 0, 0, 7, 0, 0, 3, 0, 0
    };
    private static final int[][] INTRA_EDGE_KERNEL = {{0, 4, 8, 4, 0}, {0, 5, 6, 5, 0}, {2, 4, 4, 4, 2}};

    private static final int B = 16;

    private final int[] aboveRow = new int[400];
    private final int[] leftCol = new int[400];
    private final int bitDepth;

    SpecIntraPrediction(int bitDepth) {
        this.bitDepth = bitDepth;
    }

    private int clip1(int x) {
        return Math.max(0, Math.min((1 << bitDepth) - 1, x));
    }

    private static int round2(int x, int n) {
        return (x + (1 << (n - 1))) >> n;
    }

    int[][] predict(
            int[][] currFrame,
            int x,
            int y,
            boolean haveLeft,
            boolean haveAbove,
            boolean haveAboveRight,
            boolean haveBelowLeft,
            int mode,
            int angleDelta,
            int log2W,
            int log2H,
            int maxX,
            int maxY,
            boolean enableIntraEdgeFilter,
            int filterType) {
        int w = 1 << log2W;
        int h = 1 << log2H;
        for (int i = 0; i < w + h; i++) {
            if (!haveAbove && haveLeft) {
                aboveRow[B + i] = currFrame[y][x - 1];
            } else if (!haveAbove) {
                aboveRow[B + i] = (1 << (bitDepth - 1)) - 1;
            } else {
                int aboveLimit = Math.min(maxX, x + (haveAboveRight ? 2 * w : w) - 1);
                aboveRow[B + i] = currFrame[y - 1][Math.min(aboveLimit, x + i)];
            }
            if (!haveLeft && haveAbove) {
                leftCol[B + i] = currFrame[y - 1][x];
            } else if (!haveLeft) {
                leftCol[B + i] = (1 << (bitDepth - 1)) + 1;
            } else {
                int leftLimit = Math.min(maxY, y + (haveBelowLeft ? 2 * h : h) - 1);
                leftCol[B + i] = currFrame[Math.min(leftLimit, y + i)][x - 1];
            }
        }
        if (haveAbove && haveLeft) {
            aboveRow[B - 1] = currFrame[y - 1][x - 1];
        } else if (haveAbove) {
            aboveRow[B - 1] = currFrame[y - 1][x];
        } else if (haveLeft) {
            aboveRow[B - 1] = currFrame[y][x - 1];
        } else {
            aboveRow[B - 1] = 1 << (bitDepth - 1);
        }
        leftCol[B - 1] = aboveRow[B - 1];
        int[][] pred = new int[h][w];
        if (mode >= 1 && mode <= 8) {
            directional(
                    x,
                    y,
                    haveLeft,
                    haveAbove,
                    mode,
                    angleDelta,
                    w,
                    h,
                    maxX,
                    maxY,
                    enableIntraEdgeFilter,
                    filterType,
                    pred);
        } else if (mode >= 9 && mode <= 11) {
            smooth(mode, log2W, log2H, pred);
        } else if (mode == 0) {
            dc(haveLeft, haveAbove, log2W, log2H, pred);
        } else {
            basic(pred);
        }
        return pred;
    }

    private void basic(int[][] pred) {
        for (int i = 0; i < pred.length; i++) {
            for (int j = 0; j < pred[0].length; j++) {
                int base = aboveRow[B + j] + leftCol[B + i] - aboveRow[B - 1];
                int pLeft = Math.abs(base - leftCol[B + i]);
                int pTop = Math.abs(base - aboveRow[B + j]);
                int pTopLeft = Math.abs(base - aboveRow[B - 1]);
                if (pLeft <= pTop && pLeft <= pTopLeft) {
                    pred[i][j] = leftCol[B + i];
                } else if (pTop <= pTopLeft) {
                    pred[i][j] = aboveRow[B + j];
                } else {
                    pred[i][j] = aboveRow[B - 1];
                }
            }
        }
    }

    private void dc(boolean haveLeft, boolean haveAbove, int log2W, int log2H, int[][] pred) {
        int w = 1 << log2W;
        int h = 1 << log2H;
        int left = 0;
        int above = 0;
        for (int k = 0; k < h; k++) {
            left += leftCol[B + k];
        }
        for (int k = 0; k < w; k++) {
            above += aboveRow[B + k];
        }
        int value = 1 << (bitDepth - 1);
        if (haveLeft && haveAbove) {
            value = (left + above + ((w + h) >> 1)) / (w + h);
        } else if (haveLeft) {
            value = clip1((left + (h >> 1)) >> log2H);
        } else if (haveAbove) {
            value = clip1((above + (w >> 1)) >> log2W);
        }
        for (int[] row : pred) {
            java.util.Arrays.fill(row, value);
        }
    }

    private void smooth(int mode, int log2W, int log2H, int[][] pred) {
        int[] smX = SM_WEIGHTS[log2W - 2];
        int[] smY = SM_WEIGHTS[log2H - 2];
        int h = pred.length;
        int w = pred[0].length;
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                int vertical = smY[i] * aboveRow[B + j] + (256 - smY[i]) * leftCol[B + h - 1];
                int horizontal = smX[j] * leftCol[B + i] + (256 - smX[j]) * aboveRow[B + w - 1];
                pred[i][j] = switch (mode) {
                    case 9 -> round2(vertical + horizontal, 9);
                    case 10 -> round2(vertical, 8);
                    default -> round2(horizontal, 8);
                };
            }
        }
    }

    private static int strength(int w, int h, int filterType, int delta) {
        int d = Math.abs(delta);
        int blkWh = w + h;
        int strength = 0;
        if (filterType == 0) {
            if (blkWh <= 8) {
                strength = d >= 56 ? 1 : 0;
            } else if (blkWh <= 12) {
                strength = d >= 40 ? 1 : 0;
            } else if (blkWh <= 16) {
                strength = d >= 40 ? 1 : 0;
            } else if (blkWh <= 24) {
                strength = d >= 8 ? 1 : strength;
                strength = d >= 16 ? 2 : strength;
                strength = d >= 32 ? 3 : strength;
            } else if (blkWh <= 32) {
                strength = 1;
                strength = d >= 4 ? 2 : strength;
                strength = d >= 32 ? 3 : strength;
            } else {
                strength = 3;
            }
        } else {
            if (blkWh <= 8) {
                strength = d >= 40 ? 1 : strength;
                strength = d >= 64 ? 2 : strength;
            } else if (blkWh <= 16) {
                strength = d >= 20 ? 1 : strength;
                strength = d >= 48 ? 2 : strength;
            } else if (blkWh <= 24) {
                strength = d >= 4 ? 3 : strength;
            } else {
                strength = 3;
            }
        }
        return strength;
    }

    private static boolean useUpsample(int w, int h, int filterType, int delta) {
        int d = Math.abs(delta);
        if (d <= 0 || d >= 40) {
            return false;
        }
        return filterType == 0 ? w + h <= 16 : w + h <= 8;
    }

    private static void edgeFilter(int sz, int strength, int[] buf) {
        if (strength == 0) {
            return;
        }
        int[] edge = new int[sz];
        System.arraycopy(buf, B - 1, edge, 0, sz);
        for (int i = 1; i < sz; i++) {
            int s = 0;
            for (int j = 0; j < 5; j++) {
                int k = Math.max(0, Math.min(sz - 1, i - 2 + j));
                s += INTRA_EDGE_KERNEL[strength - 1][j] * edge[k];
            }
            buf[B + i - 1] = (s + 8) >> 4;
        }
    }

    private void upsample(int numPx, int[] buf) {
        int[] dup = new int[numPx + 3];
        dup[0] = buf[B - 1];
        for (int i = -1; i < numPx; i++) {
            dup[i + 2] = buf[B + i];
        }
        dup[numPx + 2] = buf[B + numPx - 1];
        buf[B - 2] = dup[0];
        for (int i = 0; i < numPx; i++) {
            int s = -dup[i] + 9 * dup[i + 1] + 9 * dup[i + 2] - dup[i + 3];
            buf[B + 2 * i - 1] = clip1(round2(s, 4));
            buf[B + 2 * i] = dup[i + 2];
        }
    }

    private void directional(
            int x,
            int y,
            boolean haveLeft,
            boolean haveAbove,
            int mode,
            int angleDelta,
            int w,
            int h,
            int maxX,
            int maxY,
            boolean enableIntraEdgeFilter,
            int filterType,
            int[][] pred) {
        int pAngle = MODE_TO_ANGLE[mode] + angleDelta * 3;
        int upsampleAbove = 0;
        int upsampleLeft = 0;
        if (enableIntraEdgeFilter) {
            if (pAngle != 90 && pAngle != 180) {
                if (pAngle > 90 && pAngle < 180 && w + h >= 24) {
                    int corner = round2(leftCol[B] * 5 + aboveRow[B - 1] * 6 + aboveRow[B] * 5, 4);
                    leftCol[B - 1] = corner;
                    aboveRow[B - 1] = corner;
                }
                if (haveAbove) {
                    int numPx = Math.min(w, maxX - x + 1) + (pAngle < 90 ? h : 0) + 1;
                    edgeFilter(numPx, strength(w, h, filterType, pAngle - 90), aboveRow);
                }
                if (haveLeft) {
                    int numPx = Math.min(h, maxY - y + 1) + (pAngle > 180 ? w : 0) + 1;
                    edgeFilter(numPx, strength(w, h, filterType, pAngle - 180), leftCol);
                }
            }
            if (useUpsample(w, h, filterType, pAngle - 90)) {
                upsampleAbove = 1;
                upsample(w + (pAngle < 90 ? h : 0), aboveRow);
            }
            if (useUpsample(w, h, filterType, pAngle - 180)) {
                upsampleLeft = 1;
                upsample(h + (pAngle > 180 ? w : 0), leftCol);
            }
        }
        int dx = 0;
        int dy = 0;
        if (pAngle < 90) {
            dx = DR_INTRA_DERIVATIVE[pAngle];
        } else if (pAngle > 90 && pAngle < 180) {
            dx = DR_INTRA_DERIVATIVE[180 - pAngle];
            dy = DR_INTRA_DERIVATIVE[pAngle - 90];
        } else if (pAngle > 180) {
            dy = DR_INTRA_DERIVATIVE[270 - pAngle];
        }
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                pred[i][j] = sample(pAngle, dx, dy, upsampleAbove, upsampleLeft, i, j, w, h);
            }
        }
    }

    private int sample(int pAngle, int dx, int dy, int upsampleAbove, int upsampleLeft, int i, int j, int w, int h) {
        if (pAngle < 90) {
            int idx = (i + 1) * dx;
            int base = (idx >> (6 - upsampleAbove)) + (j << upsampleAbove);
            int shift = ((idx << upsampleAbove) >> 1) & 0x1F;
            int maxBaseX = (w + h - 1) << upsampleAbove;
            return base < maxBaseX ? mix(aboveRow, base, shift) : aboveRow[B + maxBaseX];
        } else if (pAngle > 90 && pAngle < 180) {
            int idx = (j << 6) - (i + 1) * dx;
            int base = idx >> (6 - upsampleAbove);
            if (base >= -(1 << upsampleAbove)) {
                return mix(aboveRow, base, ((idx << upsampleAbove) >> 1) & 0x1F);
            }
            idx = (i << 6) - (j + 1) * dy;
            base = idx >> (6 - upsampleLeft);
            return mix(leftCol, base, ((idx << upsampleLeft) >> 1) & 0x1F);
        } else if (pAngle > 180) {
            int idx = (j + 1) * dy;
            int base = (idx >> (6 - upsampleLeft)) + (i << upsampleLeft);
            return mix(leftCol, base, ((idx << upsampleLeft) >> 1) & 0x1F);
        }
        return pAngle == 90 ? aboveRow[B + j] : leftCol[B + i];
    }

    private static int mix(int[] edge, int base, int shift) {
        return round2(edge[B + base] * (32 - shift) + edge[B + base + 1] * shift, 5);
    }

    /**
     * Section 7.11.5 with subsampling in both directions; {@code chroma} holds the DC prediction and receives the
     * result.
     */
    void chromaFromLuma(
            int[][] luma,
            int[][] chroma,
            int startX,
            int startY,
            int log2W,
            int log2H,
            int maxLumaW,
            int maxLumaH,
            int alpha) {
        int w = 1 << log2W;
        int h = 1 << log2H;
        int[][] l = new int[h][w];
        int lumaAvg = 0;
        for (int i = 0; i < h; i++) {
            int lumaY = Math.min((startY + i) << 1, maxLumaH - (1 << 1));
            for (int j = 0; j < w; j++) {
                int lumaX = Math.min((startX + j) << 1, maxLumaW - (1 << 1));
                int t = 0;
                for (int dy = 0; dy <= 1; dy++) {
                    for (int dx = 0; dx <= 1; dx++) {
                        t += luma[lumaY + dy][lumaX + dx];
                    }
                }
                l[i][j] = t << (3 - 1 - 1);
                lumaAvg += l[i][j];
            }
        }
        lumaAvg = round2(lumaAvg, log2W + log2H);
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                int product = alpha * (l[i][j] - lumaAvg);
                int scaledLuma = product < 0 ? -round2(-product, 6) : round2(product, 6);
                chroma[i][j] = clip1(chroma[i][j] + scaledLuma);
            }
        }
    }
}
