// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;
import dev.moviemaker.coder.transform.TxSize;
import dev.moviemaker.coder.transform.TxType;

/**
 * Which transform types a transform block may have, and how the choice is coded (sections 5.11.40, 5.11.47 and
 * 5.11.48).
 */
public final class TxTypeSets {
    /** get_tx_set: TX_SET_DCTONLY; the other codes are TX_SET_INTRA_1, 2 or TX_SET_INTER_1, 2, 3. */
    public static final int DCT_ONLY = 0;

    private static final int LOG2_16 = 4;
    private static final int LOG2_32 = 5;

    /** For every set the types in the order of their symbols. */
    private static final int[][] INTRA = {
        {TxType.DCT_DCT},
        {TxType.IDTX, TxType.DCT_DCT, TxType.V_DCT, TxType.H_DCT, TxType.ADST_ADST, TxType.ADST_DCT, TxType.DCT_ADST},
        {TxType.IDTX, TxType.DCT_DCT, TxType.ADST_ADST, TxType.ADST_DCT, TxType.DCT_ADST}
    };

    private static final int[][] INTER = {
        {TxType.DCT_DCT},
        {
            TxType.IDTX,
            TxType.V_DCT,
            TxType.H_DCT,
            TxType.V_ADST,
            TxType.H_ADST,
            TxType.V_FLIPADST,
            TxType.H_FLIPADST,
            TxType.DCT_DCT,
            TxType.ADST_DCT,
            TxType.DCT_ADST,
            TxType.FLIPADST_DCT,
            TxType.DCT_FLIPADST,
            TxType.ADST_ADST,
            TxType.FLIPADST_FLIPADST,
            TxType.ADST_FLIPADST,
            TxType.FLIPADST_ADST
        },
        {
            TxType.IDTX,
            TxType.V_DCT,
            TxType.H_DCT,
            TxType.DCT_DCT,
            TxType.ADST_DCT,
            TxType.DCT_ADST,
            TxType.FLIPADST_DCT,
            TxType.DCT_FLIPADST,
            TxType.ADST_ADST,
            TxType.FLIPADST_FLIPADST,
            TxType.ADST_FLIPADST,
            TxType.FLIPADST_ADST
        },
        {TxType.IDTX, TxType.DCT_DCT}
    };

    private static final int[] MODE_TO_TYPE = {
        TxType.DCT_DCT, TxType.ADST_DCT, TxType.DCT_ADST, TxType.DCT_DCT, TxType.ADST_ADST, TxType.ADST_DCT,
        TxType.DCT_ADST, TxType.DCT_ADST, TxType.ADST_DCT, TxType.ADST_ADST, TxType.ADST_DCT, TxType.DCT_ADST,
        TxType.ADST_ADST, TxType.DCT_DCT
    };

    private TxTypeSets() {}

    /** get_tx_set. */
    public static int set(int txSize, boolean inter, boolean reducedTxSet) {
        int up = Math.max(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize));
        int smaller = Math.min(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize));
        if (up > LOG2_32) {
            return DCT_ONLY;
        }
        if (inter) {
            if (reducedTxSet || up == LOG2_32) {
                return 3;
            }
            return smaller == LOG2_16 ? 2 : 1;
        }
        if (up == LOG2_32) {
            return DCT_ONLY;
        }
        return reducedTxSet || smaller == LOG2_16 ? 2 : 1;
    }

    /** The types of a set, in symbol order; not to be changed. */
    public static int[] types(int set, boolean inter) {
        return inter ? INTER[set] : INTRA[set];
    }

    /** Mode_To_Txfm where the set has it, else DCT_DCT: the type of an intra chroma block. */
    public static int ofChromaMode(int uvMode, int txSize, boolean reducedTxSet) {
        int type = MODE_TO_TYPE[uvMode];
        return symbolOf(set(txSize, false, reducedTxSet), false, type) >= 0 ? type : TxType.DCT_DCT;
    }

    /** Mode_To_Txfm: the type that usually fits a prediction mode. */
    public static int ofMode(int mode) {
        return MODE_TO_TYPE[mode];
    }

    /** The symbol of a type in a set, or -1 where the set does not have it. */
    public static int symbolOf(int set, boolean inter, int type) {
        int[] types = types(set, inter);
        for (int i = 0; i < types.length; i++) {
            if (types[i] == type) {
                return i;
            }
        }
        return -1;
    }

    /** transform_type: codes the type of a luma block, where there is a choice. */
    static void write(SymbolEncoder symbols, FrameParameters frame, Block block, int txSize, int type) {
        boolean inter = block.isInter();
        int set = set(txSize, inter, frame.reducedTxSet);
        if (set == DCT_ONLY) {
            return;
        }
        int symbol = symbolOf(set, inter, type);
        int square = Math.min(TxSize.widthLog2(txSize), TxSize.heightLog2(txSize)) - 2;
        if (inter) {
            switch (set) {
                case 1 -> symbols.symbol(Cdfs.INTER_TX_TYPE_SET1 + square * 17, symbol, 16);
                case 2 -> symbols.symbol(Cdfs.INTER_TX_TYPE_SET2, symbol, 12);
                default -> symbols.symbol(Cdfs.INTER_TX_TYPE_SET3 + square * 3, symbol, 2);
            }
        } else if (set == 1) {
            symbols.symbol(Cdfs.INTRA_TX_TYPE_SET1 + (square * 13 + block.yMode) * 8, symbol, 7);
        } else {
            symbols.symbol(Cdfs.INTRA_TX_TYPE_SET2 + (square * 13 + block.yMode) * 6, symbol, 5);
        }
    }
}
