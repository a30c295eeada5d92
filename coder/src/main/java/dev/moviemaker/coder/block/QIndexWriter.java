// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

import dev.moviemaker.coder.entropy.Cdfs;
import dev.moviemaker.coder.entropy.SymbolEncoder;

/**
 * read_delta_qindex (5.11.35) the other way round, with {@code delta_q_res} 0: the first block of a superblock tells by
 * how much its QIndex differs.
 */
final class QIndexWriter {
    private static final int DELTA_Q_SMALL = 3;

    private final FrameParameters frame;
    private final SymbolEncoder symbols;

    /** CurrentQIndex: a tile begins with the frame's. */
    private int current;

    private int wanted;
    private boolean readDeltas;

    QIndexWriter(FrameParameters frame, SymbolEncoder symbols) {
        this.frame = frame;
        this.symbols = symbols;
        current = frame.baseQIdx;
    }

    void startSuperblock(int qIndex) {
        wanted = qIndex;
        readDeltas = frame.deltaQPresent;
    }

    /** After the skip flag of a block. */
    void write(Block block) {
        boolean first = readDeltas;
        readDeltas = false;
        if (!first || (block.size == frame.superblockSize() && block.skip)) {
            return;
        }
        int delta = wanted - current;
        current = wanted;
        int size = Math.abs(delta);
        symbols.symbol(Cdfs.DELTA_Q, Math.min(size, DELTA_Q_SMALL), DELTA_Q_SMALL + 1);
        if (size >= DELTA_Q_SMALL) {
            // The rest is size - 1 - 2^bits, in that many bits: at least one.
            int bits = 31 - Integer.numberOfLeadingZeros(size - 1);
            symbols.literal(bits - 1, 3);
            symbols.literal(size - 1 - (1 << bits), bits);
        }
        if (delta != 0) {
            symbols.literal(delta < 0 ? 1 : 0, 1);
        }
    }
}
