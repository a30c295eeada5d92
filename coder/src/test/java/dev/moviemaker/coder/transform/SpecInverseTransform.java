// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * Sections 7.12.3 and 7.13 written down step by step, slow and in {@code long} arithmetic, to compare the fast version
 * with.
 */
final class SpecInverseTransform extends SpecInverseLine {
    private static final List<String> NAMES = List.of(
            "DCT_DCT",
            "ADST_DCT",
            "DCT_ADST",
            "ADST_ADST",
            "FLIPADST_DCT",
            "DCT_FLIPADST",
            "FLIPADST_FLIPADST",
            "ADST_FLIPADST",
            "FLIPADST_ADST",
            "IDTX",
            "V_DCT",
            "H_DCT",
            "V_ADST",
            "H_ADST",
            "V_FLIPADST",
            "H_FLIPADST");
    private static final int[] ROW_SHIFT = {0, 1, 2, 2, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2};

    /** Section 7.13.3: {@code dequant} as [row][column], both below 32. */
    long[][] inverse2d(int[][] dequant, int txSz, int txType, int bitDepth) {
        int log2W = TxSize.widthLog2(txSz);
        int log2H = TxSize.heightLog2(txSz);
        int w = 1 << log2W;
        int h = 1 << log2H;
        String name = NAMES.get(txType);
        List<String> rowDct = List.of("DCT_DCT", "ADST_DCT", "FLIPADST_DCT", "H_DCT");
        List<String> rowAdst = new ArrayList<>(List.of("DCT_ADST", "ADST_ADST", "DCT_FLIPADST", "FLIPADST_FLIPADST"));
        rowAdst.addAll(List.of("ADST_FLIPADST", "FLIPADST_ADST", "H_ADST", "H_FLIPADST"));
        List<String> columnDct = List.of("DCT_DCT", "DCT_ADST", "DCT_FLIPADST", "V_DCT");
        List<String> columnAdst =
                new ArrayList<>(List.of("ADST_DCT", "ADST_ADST", "FLIPADST_DCT", "FLIPADST_FLIPADST"));
        columnAdst.addAll(List.of("ADST_FLIPADST", "FLIPADST_ADST", "V_ADST", "V_FLIPADST"));
        int rowClampRange = bitDepth + 8;
        int colClampRange = Math.max(bitDepth + 6, 16);
        long[][] residual = new long[h][w];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                t[j] = i < 32 && j < 32 ? dequant[i][j] : 0;
                if (Math.abs(log2W - log2H) == 1) {
                    t[j] = round2(t[j] * 2896, 12);
                }
            }
            if (rowDct.contains(name)) {
                inverseDct(log2W, rowClampRange);
            } else if (rowAdst.contains(name)) {
                inverseAdst(log2W, rowClampRange);
            } else {
                inverseIdentity(log2W);
            }
            for (int j = 0; j < w; j++) {
                residual[i][j] = clip(round2(t[j], ROW_SHIFT[txSz]), colClampRange);
            }
        }
        for (int j = 0; j < w; j++) {
            for (int i = 0; i < h; i++) {
                t[i] = residual[i][j];
            }
            if (columnDct.contains(name)) {
                inverseDct(log2H, colClampRange);
            } else if (columnAdst.contains(name)) {
                inverseAdst(log2H, colClampRange);
            } else {
                inverseIdentity(log2H);
            }
            for (int i = 0; i < h; i++) {
                residual[i][j] = round2(t[i], 4);
            }
        }
        return residual;
    }

    /** Step 3 of section 7.12.3 on an array of the block's own size. */
    static void reconstruct(long[][] residual, int txType, int bitDepth, int[][] current) {
        int h = residual.length;
        int w = residual[0].length;
        String name = NAMES.get(txType);
        boolean flipUd = List.of("FLIPADST_DCT", "FLIPADST_ADST", "V_FLIPADST", "FLIPADST_FLIPADST")
                .contains(name);
        boolean flipLr = List.of("DCT_FLIPADST", "ADST_FLIPADST", "H_FLIPADST", "FLIPADST_FLIPADST")
                .contains(name);
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                int xx = flipLr ? w - j - 1 : j;
                int yy = flipUd ? h - i - 1 : i;
                long value = current[yy][xx] + residual[i][j];
                current[yy][xx] = (int) Math.max(0, Math.min((1 << bitDepth) - 1, value));
            }
        }
    }
}
