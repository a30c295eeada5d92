// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

import java.util.Arrays;

/**
 * Where each CDF lies in the one flat {@code char[]} that holds the whole adaptive state of a tile.
 *
 * <p>Every row is stored as the specification writes it: N cumulative probabilities in 1/32768, the last one 32768,
 * then the counter of how often the row was used. A constant is the offset of a table's first row; rows of a table
 * follow each other, N + 1 entries each, in the order of the specification's indices. Saving, loading and copying the
 * adaptive state is therefore one array copy (sections 7.20 "save_cdfs", 7.4, 8.2.2).
 *
 * <p>Tables of tools that this coder never uses (palette colours, segment ids, restoration, warped motion, intra block
 * copy) are left out: they keep their defaults in every decoder, so nothing depends on them.
 */
public final class Cdfs {
    private static final int COEFFICIENT_CONTEXTS = 4;

    private static final TableFile FILE = new TableFile("default-cdfs.txt");
    private static char[][] defaults = {new char[0], new char[0], new char[0], new char[0]};
    private static int[] counters = new int[0];

    public static final int INTRA_FRAME_Y_MODE = add("Intra_Frame_Y_Mode");
    public static final int Y_MODE = add("Y_Mode");
    public static final int UV_MODE_CFL_NOT_ALLOWED = add("Uv_Mode_Cfl_Not_Allowed");
    public static final int UV_MODE_CFL_ALLOWED = add("Uv_Mode_Cfl_Allowed");
    public static final int ANGLE_DELTA = add("Angle_Delta");
    public static final int PARTITION_W8 = add("Partition_W8");
    public static final int PARTITION_W16 = add("Partition_W16");
    public static final int PARTITION_W32 = add("Partition_W32");
    public static final int PARTITION_W64 = add("Partition_W64");
    public static final int PARTITION_W128 = add("Partition_W128");
    public static final int TX_8X8 = add("Tx_8x8");
    public static final int TX_16X16 = add("Tx_16x16");
    public static final int TX_32X32 = add("Tx_32x32");
    public static final int TX_64X64 = add("Tx_64x64");
    public static final int TXFM_SPLIT = add("Txfm_Split");
    public static final int FILTER_INTRA = add("Filter_Intra");
    public static final int PALETTE_Y_MODE = add("Palette_Y_Mode");
    public static final int PALETTE_UV_MODE = add("Palette_Uv_Mode");
    public static final int CFL_SIGN = add("Cfl_Sign");
    public static final int CFL_ALPHA = add("Cfl_Alpha");
    public static final int SKIP_MODE = add("Skip_Mode");
    public static final int SKIP = add("Skip");
    public static final int DELTA_Q = add("Delta_Q");
    public static final int IS_INTER = add("Is_Inter");
    public static final int COMP_MODE = add("Comp_Mode");
    public static final int COMP_REF_TYPE = add("Comp_Ref_Type");
    public static final int UNI_COMP_REF = add("Uni_Comp_Ref");
    public static final int COMP_REF = add("Comp_Ref");
    public static final int COMP_BWD_REF = add("Comp_Bwd_Ref");
    public static final int SINGLE_REF = add("Single_Ref");
    public static final int NEW_MV = add("New_Mv");
    public static final int ZERO_MV = add("Zero_Mv");
    public static final int REF_MV = add("Ref_Mv");
    public static final int DRL_MODE = add("Drl_Mode");
    public static final int COMPOUND_MODE = add("Compound_Mode");
    public static final int COMP_GROUP_IDX = add("Comp_Group_Idx");
    public static final int COMPOUND_IDX = add("Compound_Idx");
    public static final int INTER_INTRA = add("Inter_Intra");
    public static final int INTERP_FILTER = add("Interp_Filter");
    public static final int MV_JOINT = add("Mv_Joint");
    public static final int MV_SIGN = add("Mv_Sign", 2);
    public static final int MV_CLASS = add("Mv_Class");
    public static final int MV_CLASS0_BIT = add("Mv_Class0_Bit", 2);
    public static final int MV_CLASS0_FR = add("Mv_Class0_Fr");
    public static final int MV_CLASS0_HP = add("Mv_Class0_Hp", 2);
    public static final int MV_BIT = add("Mv_Bit", 2);
    public static final int MV_FR = add("Mv_Fr");
    public static final int MV_HP = add("Mv_Hp", 2);
    public static final int INTRA_TX_TYPE_SET1 = add("Intra_Tx_Type_Set1");
    public static final int INTRA_TX_TYPE_SET2 = add("Intra_Tx_Type_Set2");
    public static final int INTER_TX_TYPE_SET1 = add("Inter_Tx_Type_Set1");
    public static final int INTER_TX_TYPE_SET2 = add("Inter_Tx_Type_Set2");
    public static final int INTER_TX_TYPE_SET3 = add("Inter_Tx_Type_Set3");

    /** Where the tables used by coeffs( ) begin: they have one default per range of base_q_idx. */
    private static final int COEFFICIENTS = defaults[0].length;

    public static final int TXB_SKIP = addPerQ("Txb_Skip");
    public static final int EOB_PT_16 = addPerQ("Eob_Pt_16");
    public static final int EOB_PT_32 = addPerQ("Eob_Pt_32");
    public static final int EOB_PT_64 = addPerQ("Eob_Pt_64");
    public static final int EOB_PT_128 = addPerQ("Eob_Pt_128");
    public static final int EOB_PT_256 = addPerQ("Eob_Pt_256");
    public static final int EOB_PT_512 = addPerQ("Eob_Pt_512");
    public static final int EOB_PT_1024 = addPerQ("Eob_Pt_1024");
    public static final int EOB_EXTRA = addPerQ("Eob_Extra");
    public static final int DC_SIGN = addPerQ("Dc_Sign");
    public static final int COEFF_BASE_EOB = addPerQ("Coeff_Base_Eob");
    public static final int COEFF_BASE = addPerQ("Coeff_Base");
    public static final int COEFF_BR = addPerQ("Coeff_Br");

    /** Length of the array that holds all CDFs. */
    public static final int SIZE = defaults[0].length;

    private Cdfs() {}

    private static int add(String name) {
        return add(name, 1);
    }

    private static int add(String name, int copies) {
        TableFile.Table table = FILE.table(name);
        int offset = defaults[0].length;
        for (int copy = 0; copy < copies; copy++) {
            for (int q = 0; q < COEFFICIENT_CONTEXTS; q++) {
                append(q, table.values(), 0, table.values().length);
            }
            addCounters(table.values().length, table.rowLength());
        }
        return offset;
    }

    private static int addPerQ(String name) {
        TableFile.Table table = FILE.table(name);
        int offset = defaults[0].length;
        int size = table.values().length / COEFFICIENT_CONTEXTS;
        for (int q = 0; q < COEFFICIENT_CONTEXTS; q++) {
            append(q, table.values(), q * size, size);
        }
        addCounters(size, table.rowLength());
        return offset;
    }

    private static void append(int q, int[] values, int start, int count) {
        char[] old = defaults[q];
        char[] longer = Arrays.copyOf(old, old.length + count);
        for (int i = 0; i < count; i++) {
            longer[old.length + i] = (char) values[start + i];
        }
        defaults[q] = longer;
    }

    private static void addCounters(int size, int rowLength) {
        int base = defaults[0].length - size;
        int old = counters.length;
        counters = Arrays.copyOf(counters, old + size / rowLength);
        for (int i = old; i < counters.length; i++) {
            counters[i] = base + (i - old + 1) * rowLength - 1;
        }
    }

    /** init_non_coeff_cdfs and init_coeff_cdfs: all tables at their defaults. */
    public static char[] defaults(int baseQIdx) {
        return defaults[coefficientContext(baseQIdx)].clone();
    }

    /** init_coeff_cdfs: only the tables that coeffs( ) uses go back to their defaults. */
    public static void initCoefficients(char[] cdfs, int baseQIdx) {
        System.arraycopy(defaults[coefficientContext(baseQIdx)], COEFFICIENTS, cdfs, COEFFICIENTS, SIZE - COEFFICIENTS);
    }

    /** The last part of load_cdfs: every symbol counter starts again. */
    public static void clearCounters(char[] cdfs) {
        for (int counter : counters) {
            cdfs[counter] = 0;
        }
    }

    private static int coefficientContext(int baseQIdx) {
        return baseQIdx <= 20 ? 0 : baseQIdx <= 60 ? 1 : baseQIdx <= 120 ? 2 : 3;
    }
}
