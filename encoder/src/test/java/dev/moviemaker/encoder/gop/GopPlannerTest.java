// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GopPlannerTest {
    private static final int ALL_NAMES = 0x7F;

    /**
     * Every structure over a range of lengths and forced key frames, replayed on a model of the decoder's reference
     * slots.
     */
    @Test
    void everyPlanFitsTheDecodersReferenceSlots() {
        int plans = 0;
        for (int interval : new int[] {1, 2, 3, 5, 8, 9, 17, 600}) {
            for (int miniGop : new int[] {1, 2, 4, 8}) {
                for (int held = miniGop == 1 ? 1 : 2; held <= 8; held++) {
                    for (int active = miniGop == 1 ? 1 : 2; active <= 4; active++) {
                        for (int length = 1; length <= 27; length++) {
                            for (int forced : new int[] {0, 1, 3, 6, 7, 25}) {
                                GopStructure structure = new GopStructure(
                                        interval,
                                        miniGop,
                                        1 + (length + held) % 7,
                                        held,
                                        active,
                                        ALL_NAMES,
                                        active % 2 == 0 ? 0b1001 : 0,
                                        miniGop == 1 ? 0 : 0b1000001,
                                        1);
                                new Replay(structure).run(length, forced);
                                plans++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(plans).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void noPictureRefersToOneOfAHigherTemporalLayer(int layers) {
        GopPlanner planner = new GopPlanner(new GopStructure(11, 1, 16, layers - 1, 1, ALL_NAMES, 0, 0, layers));
        PicturePlan picture = new PicturePlan();
        int period = 1 << (layers - 1);
        int[] layerOf = new int[40];
        for (int frame = 0; frame < layerOf.length; frame++) {
            planner.frame(frame, false);
            assertThat(planner.next(picture)).isTrue();
            int place = frame % 11 % period;
            int expected = place == 0 ? 0 : layers - 1 - Integer.numberOfTrailingZeros(place);
            assertThat(picture.temporalLayer()).as("frame %d", frame).isEqualTo(expected);
            layerOf[frame] = expected;
            if (picture.kind() != PictureKind.KEY) {
                long referenced = picture.referencedFrame(ReferenceName.LAST);
                assertThat(referenced).isBetween(frame - frame % 11L, frame - 1L);
                assertThat(layerOf[(int) referenced]).as("frame %d", frame).isLessThanOrEqualTo(expected);
                assertThat(picture.refreshFrameFlags() == 0).isEqualTo(expected == layers - 1);
            }
            assertThat(planner.next(picture)).isFalse();
        }
    }

    @Test
    void codesAPyramidWithHiddenAnchors() {
        GopPlanner planner = new GopPlanner(new GopStructure(600, 4, 16, 8, 7, ALL_NAMES, 0, ALL_NAMES, 1));
        List<String> coded = new ArrayList<>();
        for (long frame = 0; frame < 5; frame++) {
            planner.frame(frame, false);
            collect(planner, coded);
        }
        planner.end();
        collect(planner, coded);
        assertThat(coded)
                .containsExactly(
                        "KEY 0",
                        "ANCHOR 4 hidden",
                        "BIPREDICTIVE_REFERENCE 2 hidden",
                        "BIPREDICTIVE_LEAF 1",
                        "SHOW_EXISTING 2",
                        "BIPREDICTIVE_LEAF 3",
                        "SHOW_EXISTING 4");
    }

    @Test
    void keepsGoldenWhileLastMovesOn() {
        GopPlanner planner = new GopPlanner(new GopStructure(600, 1, 10, 4, 2, ALL_NAMES, 0b1001, 0, 1));
        PicturePlan plan = new PicturePlan();
        for (long frame = 0; frame < 10; frame++) {
            planner.frame(frame, false);
            assertThat(planner.next(plan)).isTrue();
            if (frame >= 2) {
                assertThat(plan.referencedFrame(ReferenceName.LAST)).isEqualTo(frame - 1);
                assertThat(plan.referencedFrame(ReferenceName.GOLDEN)).isZero();
                assertThat(plan.predictionMode()).isEqualTo(PredictionMode.UNIDIRECTIONAL_COMPOUND);
            }
        }
    }

    @Test
    void restartsWithAKeyFrame() {
        GopPlanner planner = new GopPlanner(new GopStructure(600, 4, 16, 8, 7, ALL_NAMES, 0, ALL_NAMES, 1));
        PicturePlan plan = new PicturePlan();
        for (long frame = 0; frame < 3; frame++) {
            planner.frame(frame, false);
            while (planner.next(plan)) {}
        }
        planner.restart();
        planner.frame(1, false);
        assertThat(planner.next(plan)).isTrue();
        assertThat(plan.kind()).isEqualTo(PictureKind.KEY);
        assertThat(plan.frameNumber()).isEqualTo(1);
    }

    @Test
    void refusesWhatTheDeviceCannot() {
        assertThatThrownBy(() -> new GopStructure(30, 4, 16, 8, 7, ALL_NAMES, 0, 0b1111, 1))
                .hasMessageContaining("needs a name of each direction");
        assertThatThrownBy(() -> new GopStructure(30, 4, 16, 1, 7, ALL_NAMES, 0, ALL_NAMES, 1))
                .hasMessageContaining("heldPictures for B pictures: 1 given, 2 to 8 allowed");
        assertThatThrownBy(() -> new GopStructure(30, 1, 16, 1, 1, 0b10, 0, 0, 1))
                .hasMessageContaining("LAST needed");
    }

    private static void collect(GopPlanner planner, List<String> coded) {
        PicturePlan plan = new PicturePlan();
        while (planner.next(plan)) {
            coded.add(plan.kind() + " " + plan.frameNumber() + (plan.shown() ? "" : " hidden"));
        }
    }

    /** Plays plans on eight slots as a decoder would and checks what it sees. */
    private static final class Replay {
        private final GopStructure structure;
        private final GopPlanner planner;
        private final PicturePlan plan = new PicturePlan();
        private final long[] slots = new long[ReferenceSlot.COUNT];
        private final boolean[] hiddenSlots = new boolean[ReferenceSlot.COUNT];
        private long nextShown;
        private long lastKey;
        private int coded;

        Replay(GopStructure structure) {
            this.structure = structure;
            this.planner = new GopPlanner(structure);
        }

        void run(int length, int forced) {
            for (long frame = 0; frame < length; frame++) {
                planner.frame(frame, forced > 0 && frame % forced == 0);
                drain(forced);
            }
            planner.end();
            drain(forced);
            check(nextShown == length, "frames shown: " + nextShown + " of " + length);
            check(coded == length, "pictures coded: " + coded + " of " + length);
        }

        private void drain(int forced) {
            while (planner.next(plan)) {
                if (plan.kind() == PictureKind.SHOW_EXISTING) {
                    int slot = plan.showExistingSlot().index();
                    check(slots[slot] == plan.frameNumber(), "shows another frame");
                    check(hiddenSlots[slot], "was shown before");
                } else {
                    picture(forced);
                }
                if (plan.shown()) {
                    check(plan.frameNumber() == nextShown, "shown out of order, expected " + nextShown);
                    nextShown++;
                }
            }
        }

        private void picture(int forced) {
            coded++;
            if (plan.kind() == PictureKind.KEY) {
                lastKey = plan.frameNumber();
                check(plan.refreshFrameFlags() == 0xFF && plan.usedNames() == 0, "key frame");
            } else {
                boolean keyDue = forced > 0 && plan.frameNumber() % forced == 0;
                check(!keyDue, "forced key frame missed");
                references();
            }
            check(plan.framesSinceKey() == plan.frameNumber() - lastKey, "order hint");
            check(plan.framesSinceKey() < structure.keyframeInterval(), "key frame interval");
            for (int i = 0; i < slots.length; i++) {
                if ((plan.refreshFrameFlags() & 1 << i) != 0) {
                    slots[i] = plan.frameNumber();
                    hiddenSlots[i] = !plan.shown();
                }
            }
            check(
                    java.util.Arrays.stream(slots).distinct().count() <= structure.heldPictures(),
                    "too many pictures held");
        }

        private void references() {
            check(Integer.bitCount(plan.usedNames()) <= structure.activeReferences(), "too many references");
            check((plan.usedNames() & 1 << plan.primaryRefFrame()) != 0, "primary_ref_frame names no reference");
            boolean past = false;
            boolean future = false;
            for (ReferenceName name : ReferenceName.values()) {
                long frame = slots[plan.slot(name).index()];
                check(frame == plan.referencedFrame(name), name + " holds " + frame);
                check(frame >= lastKey, name + " is older than the key frame");
                if ((plan.usedNames() & name.bit()) != 0) {
                    check(name.forward() == frame < plan.frameNumber(), name + " is on the wrong side");
                    past |= name.forward();
                    future |= !name.forward();
                }
                check(Math.abs(frame - plan.frameNumber()) < 128, "order-hint distance");
            }
            boolean bipredictive = plan.predictionMode() == PredictionMode.BIDIRECTIONAL_COMPOUND;
            check(past && future == bipredictive, "prediction mode " + plan.predictionMode());
        }

        private void check(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError(what + ": " + plan.kind() + " " + plan.frameNumber() + ", " + structure);
            }
        }
    }
}
