// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.coder.DecodedReference;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.EmulatedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What AV1's reference slots hold for a picture. */
final class ReferenceSlots {
    private ReferenceSlots() {}

    /** AV1's reference slots: the map as coded so far, and over it the pictures that the application named. */
    static List<@Nullable DecodedReference> of(EmulatedSession session, Copies copies, EncodeRequest request) {
        List<@Nullable DecodedReference> slots = new ArrayList<>();
        for (int i = 0; i < FrameHeader.NUM_REF_FRAMES; i++) {
            CodedPicture picture = session.referenceMap(i);
            slots.add(picture == null ? null : picture.state());
        }
        for (SlotUse use : request.references()) {
            CodedPicture held = session.slot(use.slotIndex());
            if (held != null) {
                verify(session, copies, held, use.slotIndex());
            }
        }
        // From the last name to the first: where several names share an AV1 slot, the first one decides what is in it.
        for (int name = 6; name >= 0; name--) {
            CodedPicture held = session.slot(request.names().get(name));
            int index = request.info().refFrameIdx().get(name);
            if (held != null && index >= 0 && index < slots.size()) {
                slots.set(index, held.state());
            }
        }
        return slots;
    }

    private static void verify(EmulatedSession session, Copies copies, CodedPicture held, int slot) {
        EmulatedImage image = held.resource().image();
        if (session.device().driver().instant() || image.destroyed() || image.memory() == null) {
            return;
        }
        int now = PlaneRows.checksum(copies.readImage(image, held.resource().layer()));
        if (now != held.checksum()) {
            session.violation(Rule.DPB_CONTENT_CHANGED, "slot " + slot + " with " + held.resource());
        }
    }
}
