// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.encoder.gop.GopPlanner;
import dev.moviemaker.encoder.gop.GopStructure;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.gop.ReferenceName;
import dev.moviemaker.encoder.gop.ReferenceSlot;
import org.junit.jupiter.api.Test;

class DpbSlotsTest {

    /**
     * Over every structure, one slot more than held pictures suffices, and the picture that is made is never one that
     * is read.
     */
    @Test
    void oneSlotMoreThanHeldPicturesSuffices() {
        for (int miniGop : new int[] {1, 2, 4}) {
            for (int held = miniGop == 1 ? 1 : 2; held <= 8; held++) {
                replay(new GopStructure(20, miniGop, 7, held, 3, 0x7F, 0, 0x7F, 1));
            }
        }
    }

    private static void replay(GopStructure structure) {
        DpbSlots slots = new DpbSlots(structure.heldPictures() + 1);
        GopPlanner planner = new GopPlanner(structure);
        PicturePlan picture = new PicturePlan();
        for (int frame = 0; frame < 70; frame++) {
            planner.frame(frame, frame == 33);
            while (planner.next(picture)) {
                if (picture.kind() == PictureKind.SHOW_EXISTING) {
                    continue;
                }
                DpbSlot made = slots.free();
                for (int i = 0; i < ReferenceName.COUNT; i++) {
                    ReferenceName name = ReferenceName.of(i);
                    if ((picture.usedNames() & name.bit()) != 0) {
                        assertThat(slots.holding(picture.slot(name))).isNotEqualTo(made);
                        assertThat(slots.orderHint(slots.holding(picture.slot(name))))
                                .isEqualTo((int) picture.referencedFrame(name));
                    }
                }
                slots.store(
                        made,
                        picture.refreshFrameFlags(),
                        (int) picture.frameNumber(),
                        picture.kind() == PictureKind.KEY,
                        0);
            }
        }
    }

    @Test
    void emptyAndFullAreSaid() {
        DpbSlots slots = new DpbSlots(1);
        assertThatThrownBy(() -> slots.holding(ReferenceSlot.of(3))).hasMessageContaining("reference slot 3");
        slots.store(DpbSlot.of(0), 0xFF, 5, true, 0);
        assertThat(slots.isKey(slots.holding(ReferenceSlot.of(7)))).isTrue();
        assertThatThrownBy(slots::free).hasMessageContaining("all 1 DPB slots");
        slots.clear();
        assertThat(slots.free()).isEqualTo(DpbSlot.of(0));
    }
}
