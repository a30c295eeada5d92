// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1ReferenceInfo;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1DpbSlotInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceIntraRefreshInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceSlotInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a command names it.
 *
 * @param slotIndex  slot, or negative for a picture without one
 * @param resource   its picture, or null
 * @param info       what the application says of the picture, or null
 * @param dirtyIntraRefreshRegions regions of the picture that intra refresh has not come to
 */
record SlotUse(
        int slotIndex,
        @Nullable Resource resource,
        @Nullable Said info,
        int dirtyIntraRefreshRegions) {

    /**
     * {@code StdVideoEncodeAV1ReferenceInfo}.
     */
    record Said(int frameType, int orderHint, int refFrameId) {}

    static SlotUse read(EmulatedDevice device, MemorySegment slot) {
        MemorySegment picture = VkVideoReferenceSlotInfoKHR.pPictureResource(slot);
        MemorySegment av1 = Structs.find(slot, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_AV1_DPB_SLOT_INFO_KHR());
        MemorySegment refresh = Structs.find(slot, Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_INTRA_REFRESH_INFO_KHR());
        MemorySegment std = av1 == null ? null : VkVideoEncodeAV1DpbSlotInfoKHR.pStdReferenceInfo(av1);
        return new SlotUse(
                VkVideoReferenceSlotInfoKHR.slotIndex(slot),
                picture.address() == 0 ? null : Resource.read(device, picture),
                std == null || std.address() == 0
                        ? null
                        : new Said(
                                StdVideoEncodeAV1ReferenceInfo.frame_type(std),
                                Byte.toUnsignedInt(StdVideoEncodeAV1ReferenceInfo.OrderHint(std)),
                                StdVideoEncodeAV1ReferenceInfo.RefFrameId(std)),
                refresh == null ? 0 : VkVideoReferenceIntraRefreshInfoKHR.dirtyIntraRefreshRegions(refresh));
    }

    static List<SlotUse> readAll(EmulatedDevice device, MemorySegment slots, int count) {
        List<SlotUse> uses = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            uses.add(read(device, VkVideoReferenceSlotInfoKHR.asSlice(slots, i)));
        }
        return uses;
    }
}
