// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Hooks.Place;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Mistakes with DPB slots, reference maps and reference names. */
final class ReferenceMisuses extends MisuseList {
    @Override
    void fill() {
        slots();
        references();
    }

    private void slots() {
        add(
                "slot beyond the session at begin",
                Rule.SLOT_RANGE,
                Place.BEGIN_SLOTS,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 40));
        list.add(new Misuse(
                "separate images where there are layers only",
                Rule.SEPARATE_IMAGES.name(),
                "radv-rdna3",
                SHORT.separateImages(),
                Hooks.none()));
        add(
                "inactive slot at begin",
                Rule.SLOT_INACTIVE,
                Place.BEGIN_SLOTS,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 3));
        add(
                "slot with another picture at begin",
                Rule.SLOT_PICTURE_MISMATCH,
                Place.BEGIN_SLOTS,
                2,
                s -> VkVideoReferenceSlotInfoKHR.pPictureResource(
                        s, VkVideoReferenceSlotInfoKHR.pPictureResource(VkVideoReferenceSlotInfoKHR.asSlice(s, 1))));
        add("reference picture not listed at begin", Rule.RESOURCE_NOT_BOUND, Place.BEGIN, 1, s -> {
            VkVideoBeginCodingInfoKHR.referenceSlotCount(s, 1);
            VkVideoBeginCodingInfoKHR.pReferenceSlots(
                    s, VkVideoReferenceSlotInfoKHR.asSlice(VkVideoBeginCodingInfoKHR.pReferenceSlots(s), 1));
        });
        add(
                "setup picture not listed at begin",
                Rule.RESOURCE_NOT_BOUND,
                Place.BEGIN,
                1,
                s -> VkVideoBeginCodingInfoKHR.referenceSlotCount(s, 1));
        add(
                "no setup slot",
                Rule.SETUP_SLOT_MISSING,
                Place.ENCODE,
                1,
                s -> VkVideoEncodeInfoKHR.pSetupReferenceSlot(s, MemorySegment.NULL));
        add(
                "setup slot that is read",
                Rule.SETUP_SLOT_READ,
                Place.ENCODE,
                1,
                s -> VkVideoEncodeInfoKHR.pSetupReferenceSlot(s, VkVideoEncodeInfoKHR.pReferenceSlots(s)));
        add(
                "setup slot beyond the session",
                Rule.SLOT_RANGE,
                Place.SETUP,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 40));
        add(
                "setup slot with another order hint",
                Rule.REFERENCE_ORDER_HINT,
                Place.SETUP,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.OrderHint(std(s), (byte) 99));
    }

    private static MemorySegment std(MemorySegment slot) {
        return VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(VkVideoReferenceSlotInfoKHR.pNext(slot));
    }

    private static MemorySegment names(MemorySegment picture) {
        return VkVideoEncodeAV1PictureInfoKHR.referenceNameSlotIndices(picture);
    }

    private void references() {
        add("ref_frame_idx of another picture", Rule.REFERENCE_MAP_MISMATCH, Place.STD, 2, s -> {
            MemorySegment index = StdVideoEncodeAV1PictureInfo.ref_frame_idx(s);
            index.set(ValueLayout.JAVA_BYTE, 0, (byte) (index.get(ValueLayout.JAVA_BYTE, 0) ^ 4));
        });
        add(
                "ref_frame_idx out of range",
                Rule.FRAME_HEADER,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.ref_frame_idx(s).set(ValueLayout.JAVA_BYTE, 5, (byte) 9));
        list.add(new Misuse(
                "ref_frame_idx out of range with the intra mode",
                Rule.FRAME_HEADER.name(),
                "maximal",
                SHORT,
                Hooks.none()
                        .at(Place.PICTURE, (frame, s) -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 0))
                        .at(
                                Place.STD,
                                (frame, s) -> StdVideoEncodeAV1PictureInfo.ref_frame_idx(s)
                                        .set(ValueLayout.JAVA_BYTE, 5, (byte) 9))));
        add(
                "primary_ref_frame out of range",
                Rule.PRIMARY_REF_FRAME,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.primary_ref_frame(s, (byte) 12));
        add(
                "ref_order_hint of another picture",
                Rule.REFERENCE_ORDER_HINT,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.ref_order_hint(s).fill((byte) 55));
        add(
                "reference with another order hint",
                Rule.REFERENCE_ORDER_HINT,
                Place.REFERENCES,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.OrderHint(std(s), (byte) 77));
        add(
                "reference with another frame type",
                Rule.REFERENCE_FRAME_TYPE,
                Place.REFERENCES,
                1,
                s -> StdVideoEncodeAV1ReferenceInfo.frame_type(std(s), 1));
        add(
                "reference slot that holds nothing",
                Rule.SLOT_INACTIVE,
                Place.REFERENCES,
                1,
                s -> VkVideoReferenceSlotInfoKHR.slotIndex(s, 3));
        add(
                "name of a slot that is not listed",
                Rule.REFERENCE_NAMES,
                Place.PICTURE,
                1,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 3, 2));
        add(
                "listed slot without a name",
                Rule.REFERENCE_NAMES,
                Place.PICTURE,
                2,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 6, -1));
        add(
                "unused name that is not -1",
                Rule.TOLERATED,
                Place.PICTURE,
                1,
                s -> names(s).setAtIndex(ValueLayout.JAVA_INT, 5, -7));
        on("radv-rdna3", "name outside the mask", Rule.REFERENCE_NAME_MASK.name(), Place.PICTURE, 1, s -> {
            names(s).setAtIndex(ValueLayout.JAVA_INT, 6, names(s).getAtIndex(ValueLayout.JAVA_INT, 0));
            names(s).setAtIndex(ValueLayout.JAVA_INT, 0, -1);
        });
        on(
                "radv-rdna3",
                "prediction mode that is not offered",
                Rule.PREDICTION_MODE.name(),
                Place.PICTURE,
                1,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 3));
        add(
                "key frame with an inter mode",
                Rule.PREDICTION_MODE,
                Place.PICTURE,
                0,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 1));
        add(
                "inter frame with the intra mode",
                Rule.PREDICTION_MODE,
                Place.PICTURE,
                1,
                s -> VkVideoEncodeAV1PictureInfoKHR.predictionMode(s, 0));
        add(
                "primary_ref_frame without a slot",
                Rule.PRIMARY_REF_FRAME,
                Place.STD,
                1,
                s -> StdVideoEncodeAV1PictureInfo.primary_ref_frame(s, (byte) 5));
    }
}
