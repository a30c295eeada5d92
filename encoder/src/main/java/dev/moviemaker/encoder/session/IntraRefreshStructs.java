// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_VIDEO_REFERENCE_INTRA_REFRESH_INFO_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR;

import dev.moviemaker.encoder.caps.IntraRefreshPlan;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkVideoEncodeIntraRefreshInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoReferenceIntraRefreshInfoKHR;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a picture is refreshed, and which parts of its references are not yet; nothing without a plan. */
final class IntraRefreshStructs {
    private final @Nullable IntraRefreshPlan plan;
    private final MemorySegment info;
    private final MemorySegment[] references;

    /** With structures for so many slots. */
    IntraRefreshStructs(SegmentAllocator allocator, Optional<IntraRefreshPlan> refresh, int slots) {
        plan = refresh.orElse(null);
        info = Structs.make(
                allocator,
                VkVideoEncodeIntraRefreshInfoKHR.layout(),
                VK_STRUCTURE_TYPE_VIDEO_ENCODE_INTRA_REFRESH_INFO_KHR());
        refresh.ifPresent(r -> VkVideoEncodeIntraRefreshInfoKHR.intraRefreshCycleDuration(info, r.cycle()));
        references = new MemorySegment[refresh.isPresent() ? slots : 0];
        for (int i = 0; i < references.length; i++) {
            references[i] = Structs.make(
                    allocator,
                    VkVideoReferenceIntraRefreshInfoKHR.layout(),
                    VK_STRUCTURE_TYPE_VIDEO_REFERENCE_INTRA_REFRESH_INFO_KHR());
        }
    }

    /** Puts the structure of a slot at the end of the slot's chain. */
    void chainTo(MemorySegment slot, int number) {
        if (plan != null) {
            Structs.chain(slot, references[number]);
        }
    }

    /**
     * Writes what is to be done with a picture, whose only reference is the picture before it.
     *
     * @return flags of its encode command
     */
    int write(PicturePlan picture) {
        IntraRefreshPlan refresh = plan;
        if (refresh == null) {
            return 0;
        }
        boolean key = picture.kind() == PictureKind.KEY;
        int index = key ? 0 : refresh.index(picture.framesSinceKey());
        VkVideoEncodeIntraRefreshInfoKHR.intraRefreshIndex(info, index);
        for (MemorySegment reference : references) {
            VkVideoReferenceIntraRefreshInfoKHR.dirtyIntraRefreshRegions(
                    reference, key ? 0 : refresh.dirtyRegions(index));
        }
        return key ? 0 : VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR();
    }

    /** The chain of a picture with these flags: with the structure in front, if they say so. */
    MemorySegment chain(int flags, MemorySegment rest) {
        if ((flags & VK_VIDEO_ENCODE_INTRA_REFRESH_BIT_KHR()) == 0) {
            return rest;
        }
        Structs.setNext(info, rest);
        return info;
    }
}
