// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

import dev.moviemaker.coder.transform.TxSize;
import dev.moviemaker.coder.transform.TxType;

/**
 * The order in which the coefficients of a transform block are coded: get_scan of section 5.11.41, with the tables of
 * section 9.3.
 */
public final class Scans {
    /** TX_CLASS_2D, TX_CLASS_HORIZ and TX_CLASS_VERT: along how many and which directions frequencies run. */
    public static final int CLASS_2D = 0;

    public static final int CLASS_HORIZ = 1;
    public static final int CLASS_VERT = 2;

    private static final short[][] SCANS = new short[TxSize.TX_SIZES_ALL * 3][];

    static {
        TableFile file = new TableFile("scans.txt");
        for (int size = 0; size < TxSize.TX_SIZES_ALL; size++) {
            String name = TxSize.codedWidth(size) + "x" + TxSize.codedHeight(size);
            SCANS[size * 3] = load(file, "Default_Scan_" + name);
            if (TxSize.width(size) <= 16 && TxSize.height(size) <= 16) {
                SCANS[size * 3 + CLASS_HORIZ] = load(file, "Mcol_Scan_" + name);
                SCANS[size * 3 + CLASS_VERT] = load(file, "Mrow_Scan_" + name);
            }
        }
    }

    private Scans() {}

    private static short[] load(TableFile file, String name) {
        int[] values = file.table(name).values();
        short[] scan = new short[values.length];
        for (int i = 0; i < scan.length; i++) {
            scan[i] = (short) values[i];
        }
        return scan;
    }

    /** get_tx_class. */
    public static int txClass(int txType) {
        return switch (txType) {
            case TxType.V_DCT, TxType.V_ADST, TxType.V_FLIPADST -> CLASS_VERT;
            case TxType.H_DCT, TxType.H_ADST, TxType.H_FLIPADST -> CLASS_HORIZ;
            default -> CLASS_2D;
        };
    }

    /** The positions (row * coded width + column) in coding order; not to be changed. */
    public static short[] scan(int txSize, int txClass) {
        return SCANS[txSize * 3 + txClass];
    }
}
