// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.encoder.gop.GopPlanner;
import dev.moviemaker.encoder.gop.GopStructure;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GopCountTest {

    /** Over whole GOPs as they are planned, what is told to be left is what then comes. */
    @Test
    void whatIsLeftComes() {
        for (int interval : new int[] {1, 2, 9, 13, 30}) {
            for (int miniGop : new int[] {1, 2, 4}) {
                List<PictureKind> kinds = kinds(interval, miniGop);
                GopCount count = new GopCount(interval, miniGop);
                for (int i = 0; i < kinds.size(); i++) {
                    PictureKind kind = kinds.get(i);
                    int end = i + 1;
                    while (end < kinds.size() && kinds.get(end) != PictureKind.KEY) {
                        end++;
                    }
                    List<PictureKind> left = kinds.subList(i, end);
                    String at = "picture %d of %s".formatted(i, kinds);
                    assertThat(GopCount.intra(kind)).as(at).isEqualTo(number(left, PictureKind.KEY));
                    assertThat(count.predictive(kind))
                            .as(at)
                            .isEqualTo(number(left, PictureKind.PREDICTIVE) + number(left, PictureKind.ANCHOR));
                    assertThat(count.bipredictive(kind))
                            .as(at)
                            .isEqualTo(number(left, PictureKind.BIPREDICTIVE_REFERENCE)
                                    + number(left, PictureKind.BIPREDICTIVE_LEAF));
                    count.submitted(kind);
                }
            }
        }
    }

    @Test
    void aLongerGopThanToldHasAtLeastThePictureThatComes() {
        GopCount count = new GopCount(2, 1);
        for (int i = 0; i < 5; i++) {
            count.submitted(PictureKind.PREDICTIVE);
            assertThat(count.predictive(PictureKind.PREDICTIVE)).isEqualTo(1);
        }
        assertThat(new GopCount(Integer.MAX_VALUE, 1).predictive(PictureKind.KEY))
                .isEqualTo(65535);
    }

    private static List<PictureKind> kinds(int interval, int miniGop) {
        GopPlanner planner =
                new GopPlanner(new GopStructure(interval, miniGop, 16, 8, 3, 0x7F, 0, miniGop == 1 ? 0 : 0x7F, 1));
        PicturePlan plan = new PicturePlan();
        List<PictureKind> kinds = new ArrayList<>();
        for (long frame = 0; frame < 2L * interval; frame++) {
            planner.frame(frame, false);
            while (planner.next(plan)) {
                if (plan.kind() != PictureKind.SHOW_EXISTING) {
                    kinds.add(plan.kind());
                }
            }
        }
        return kinds;
    }

    private static int number(List<PictureKind> kinds, PictureKind kind) {
        return (int) kinds.stream().filter(k -> k == kind).count();
    }
}
