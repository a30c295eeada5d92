// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.vcn;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.IntraRefresh;
import dev.moviemaker.realdrivers.stream.EncodeTask;
import dev.moviemaker.realdrivers.stream.EncodeTask.PictureType;
import org.jspecify.annotations.Nullable;

/** What the intra refresh packet says to the coder: which superblocks are refreshed, and which were before. */
final class RefreshedPart {
    private static final int ROWS = 1;
    private static final int ALL_SLOTS = 0xFF;

    private RefreshedPart() {}

    /** The part, or null where the packet names none: offset and size are in superblocks of the mode's direction. */
    static @Nullable IntraRefresh of(EncodeTask task, SequenceHeader sequence) {
        int mode = task.intraRefresh().get(0);
        int offset = task.intraRefresh().get(1);
        int size = task.intraRefresh().get(2);
        if (mode == 0 || task.type() == PictureType.I) {
            return null;
        }
        int cols = Math.ceilDiv(sequence.maxFrameWidth(), IntraRefresh.SQUARE);
        int rows = Math.ceilDiv(sequence.maxFrameHeight(), IntraRefresh.SQUARE);
        int[] regions = new int[cols * rows];
        for (int i = 0; i < regions.length; i++) {
            int place = mode == ROWS ? i / cols : i % cols;
            regions[i] = place < offset ? 0 : place < offset + size ? 1 : 2;
        }
        // Before the first region everything counts as right.
        return new IntraRefresh(cols, rows, Ints.of(regions), 1, offset == 0 ? 0 : ALL_SLOTS);
    }
}
