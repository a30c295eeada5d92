// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TilePlanTest {
    private static final Extent FULL_HD = new Extent(1920, 1080);

    private static Av1Limits limits(int columns, int rows) {
        Extent none = new Extent(1, 1);
        return new Av1Limits(
                0,
                13,
                none,
                new Extent(columns, rows),
                new Extent(128, 64),
                new Extent(4096, 4096),
                1,
                1,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                1,
                1,
                1,
                255,
                false,
                false,
                0);
    }

    @Test
    void whatIsLegalIsKept() {
        assertThat(TilePlan.nearest(FULL_HD, 64, limits(4, 4), 1, 1)).isEqualTo(new TilePlan(1, 1));
        assertThat(TilePlan.nearest(FULL_HD, 64, limits(4, 4), 4, 2)).isEqualTo(new TilePlan(4, 2));
    }

    @Test
    void whatIsNotBecomesTheNearest() {
        assertThat(TilePlan.nearest(FULL_HD, 64, limits(2, 2), 4, 4)).isEqualTo(new TilePlan(2, 2));
        assertThat(TilePlan.nearest(new Extent(320, 180), 64, limits(64, 64), 64, 1)
                        .columns())
                .isEqualTo(2);
        assertThat(TilePlan.nearest(new Extent(7680, 4320), 64, limits(4, 4), 1, 1))
                .isEqualTo(new TilePlan(2, 2));
    }

    /** 256 rows are four of superblocks: 2x2 tiles would become four rows, which RADV describes with a bit too many. */
    @Test
    void oneStepBelowTheMostRows() {
        assertThat(new TilePlan(2, 2).withoutTheMostRows(new Extent(640, 256), 64))
                .isEqualTo(new TilePlan(1, 2));
        assertThat(new TilePlan(1, 2).withoutTheMostRows(new Extent(640, 128), 64))
                .isEqualTo(new TilePlan(1, 1));
        assertThat(new TilePlan(2, 2).withoutTheMostRows(new Extent(8192, 128), 64))
                .isEqualTo(new TilePlan(2, 1));
        for (TilePlan kept :
                new TilePlan[] {new TilePlan(1, 1), new TilePlan(1, 2), new TilePlan(2, 2), new TilePlan(2, 4)}) {
            assertThat(kept.withoutTheMostRows(FULL_HD, 64)).isEqualTo(kept);
        }
    }

    @Test
    void aDeviceMayHaveNone() {
        assertThat(TilePlan.nearest(new Extent(7680, 4320), 64, limits(1, 1), 1, 1))
                .isEqualTo(new TilePlan(0, 0));
    }
}
