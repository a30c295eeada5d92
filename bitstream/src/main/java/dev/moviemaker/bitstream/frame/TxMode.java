// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/** The specification's {@code TxMode} (AV1 specification, 5.9.21 and 6.8.21). */
public enum TxMode {
    /** Only 4x4 transforms: lossless frames. */
    ONLY_4X4,
    /** The largest transform that fits the block. */
    TX_MODE_LARGEST,
    /** Each block signals its transform size; coded as {@code tx_mode_select} = 1. */
    TX_MODE_SELECT
}
