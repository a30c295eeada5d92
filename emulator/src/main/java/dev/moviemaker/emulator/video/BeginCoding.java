// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Operation;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.emulator.profile.RateControlFlag;
import dev.moviemaker.vulkan.raw.VkVideoBeginCodingInfoKHR;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** vkCmdBeginVideoCodingKHR. */
public record BeginCoding(Scope scope) implements Operation {

    /** Reads the application's structure. */
    public static BeginCoding read(EmulatedDevice device, MemorySegment info) {
        EmulatedSession session = device.get(EmulatedSession.class, VkVideoBeginCodingInfoKHR.videoSession(info));
        EmulatedParameters parameters =
                device.find(EmulatedParameters.class, VkVideoBeginCodingInfoKHR.videoSessionParameters(info));
        return new BeginCoding(new Scope(
                session,
                parameters,
                SlotUse.readAll(
                        device,
                        VkVideoBeginCodingInfoKHR.pReferenceSlots(info),
                        VkVideoBeginCodingInfoKHR.referenceSlotCount(info)),
                EmulatedRateState.inChain(info)));
    }

    @Override
    public void addUses(List<Tracked> uses) {
        scope.session().addParts(uses);
        if (scope.parameters() != null) {
            uses.add(scope.parameters().use());
        }
    }

    @Override
    public void run(Copies copies) {
        EmulatedSession session = scope.session();
        synchronized (session) {
            session.checkMemory();
            EmulatedParameters parameters = scope.parameters();
            if (parameters == null) {
                session.violation(Rule.PARAMETERS_MISSING, "vkCmdBeginVideoCodingKHR");
            } else if (parameters.session() != session) {
                session.violation(Rule.PARAMETERS_OF_OTHER_SESSION, "vkCmdBeginVideoCodingKHR");
            }
            checkRateControl(session);
            for (SlotUse use : scope.slots()) {
                checkSlot(session, use);
            }
        }
    }

    private void checkRateControl(EmulatedSession session) {
        EmulatedRateState said = scope.rateControl() == null ? EmulatedRateState.DEFAULT : scope.rateControl();
        EmulatedRateState current = session.rateControl();
        boolean same = current.is(RateControlFlag.DEFAULT) ? said.is(RateControlFlag.DEFAULT) : said.equals(current);
        if (!same) {
            session.violation(
                    Rule.RATE_CONTROL_STATE,
                    "begin says " + said + (scope.rateControl() == null ? " (nothing)" : "") + ", the state is "
                            + current);
        }
    }

    private static void checkSlot(EmulatedSession session, SlotUse use) {
        int index = use.slotIndex();
        Resource resource = use.resource();
        if (index < 0) {
            return;
        }
        if (index >= session.slotCount()) {
            session.violation(Rule.SLOT_RANGE, "slot " + index + " of " + session.slotCount() + " at begin");
            return;
        }
        CodedPicture held = session.slot(index);
        if (resource == null) {
            // A slot named without a picture is given up.
            session.slot(index, null);
        } else if (held == null) {
            session.violation(Rule.SLOT_INACTIVE, "slot " + index + " at begin with " + resource);
        } else if (!held.resource().isSamePicture(resource)) {
            session.violation(
                    Rule.SLOT_PICTURE_MISMATCH,
                    "slot " + index + " at begin with " + resource + ", holds " + held.resource());
        }
    }
}
