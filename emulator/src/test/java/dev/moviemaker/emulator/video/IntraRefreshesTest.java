// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.profile.IntraRefreshMode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How superblocks are shared out to regions. */
class IntraRefreshesTest {
    private static List<Integer> regions(IntraRefreshMode mode, int cycle, int cols, int rows) {
        return IntStream.range(0, cols * rows)
                .map(i -> IntraRefreshes.region(mode.bit(), cycle, i % cols, i / cols, cols, rows))
                .boxed()
                .toList();
    }

    @Test
    void regionsAreRowsColumnsOrRunsOfBlocks() {
        assertThat(regions(IntraRefreshMode.BLOCK_ROW_BASED, 2, 2, 4)).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(regions(IntraRefreshMode.BLOCK_COLUMN_BASED, 3, 3, 2)).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(regions(IntraRefreshMode.BLOCK_BASED, 3, 3, 3)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
        assertThat(regions(IntraRefreshMode.BLOCK_BASED, 4, 3, 2)).containsExactly(0, 0, 1, 2, 2, 3);
    }

    /** Of a period longer than there are rows, some pictures refresh nothing; the last row still comes in it. */
    @Test
    void longPeriodsHaveEmptyRegions() {
        assertThat(regions(IntraRefreshMode.BLOCK_ROW_BASED, 9, 1, 4)).containsExactly(0, 2, 4, 6);
    }
}
