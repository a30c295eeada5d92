// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.video.DiscardContents;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Barriers, on every queue: encode stages, accesses, layouts and the added family become what the base driver has for
 * them.
 */
final class BarrierCalls {
    private static final long VIDEO_STAGES = Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR();
    private static final long VIDEO_ACCESSES =
            Vulkan.VK_ACCESS_2_VIDEO_ENCODE_READ_BIT_KHR() | Vulkan.VK_ACCESS_2_VIDEO_ENCODE_WRITE_BIT_KHR();
    private static final int IGNORED = Vulkan.VK_QUEUE_FAMILY_IGNORED();

    private BarrierCalls() {}

    static void register(Stubs stubs) {
        stubs.replace("vkCmdPipelineBarrier2", PFN_vkCmdPipelineBarrier2::allocate, BarrierCalls::cmdPipelineBarrier2);
        stubs.replace("vkCmdSetEvent2", PFN_vkCmdSetEvent2::allocate, BarrierCalls::cmdSetEvent2);
        stubs.replace("vkCmdWaitEvents2", PFN_vkCmdWaitEvents2::allocate, BarrierCalls::cmdWaitEvents2);
        stubs.replace("vkCmdPipelineBarrier", PFN_vkCmdPipelineBarrier::allocate, BarrierCalls::cmdPipelineBarrier);
        stubs.replace("vkCmdWaitEvents", PFN_vkCmdWaitEvents::allocate, BarrierCalls::cmdWaitEvents);
    }

    private static void cmdPipelineBarrier2(MemorySegment commands, MemorySegment info) {
        Guard.run("vkCmdPipelineBarrier2", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment copy = dependency(c, local, Structs.copy(local, info, VkDependencyInfo.layout()));
                PFN_vkCmdPipelineBarrier2.invoke(c.functions().vkCmdPipelineBarrier2(), c.base(), copy);
            }
        });
    }

    private static void cmdSetEvent2(MemorySegment commands, long event, MemorySegment info) {
        Guard.run("vkCmdSetEvent2", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment copy = dependency(c, local, Structs.copy(local, info, VkDependencyInfo.layout()));
                PFN_vkCmdSetEvent2.invoke(c.functions().vkCmdSetEvent2(), c.base(), event, copy);
            }
        });
    }

    private static void cmdWaitEvents2(MemorySegment commands, int count, MemorySegment events, MemorySegment infos) {
        Guard.run("vkCmdWaitEvents2", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            try (Arena local = Arena.ofConfined()) {
                MemorySegment copies = Structs.copyArray(local, infos, VkDependencyInfo.layout(), count);
                for (int i = 0; i < count; i++) {
                    dependency(c, local, VkDependencyInfo.asSlice(copies, i).asSlice(0, VkDependencyInfo.sizeof()));
                }
                PFN_vkCmdWaitEvents2.invoke(c.functions().vkCmdWaitEvents2(), c.base(), count, events, copies);
            }
        });
    }

    private static void cmdPipelineBarrier(
            MemorySegment commands,
            int src,
            int dst,
            int flags,
            int memoryCount,
            MemorySegment memory,
            int bufferCount,
            MemorySegment buffers,
            int imageCount,
            MemorySegment images) {
        Guard.run("vkCmdPipelineBarrier", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            try (Arena local = Arena.ofConfined()) {
                PFN_vkCmdPipelineBarrier.invoke(
                        c.functions().vkCmdPipelineBarrier(),
                        c.base(),
                        src,
                        dst,
                        flags,
                        memoryCount,
                        memory,
                        bufferCount,
                        buffers(c, local, buffers, bufferCount),
                        imageCount,
                        images(c, local, images, imageCount));
            }
        });
    }

    private static void cmdWaitEvents(
            MemorySegment commands,
            int count,
            MemorySegment events,
            int src,
            int dst,
            int memoryCount,
            MemorySegment memory,
            int bufferCount,
            MemorySegment buffers,
            int imageCount,
            MemorySegment images) {
        Guard.run("vkCmdWaitEvents", commands, () -> {
            CommandBuffer c = Handles.COMMAND_BUFFERS.get(commands);
            try (Arena local = Arena.ofConfined()) {
                PFN_vkCmdWaitEvents.invoke(
                        c.functions().vkCmdWaitEvents(),
                        c.base(),
                        count,
                        events,
                        src,
                        dst,
                        memoryCount,
                        memory,
                        bufferCount,
                        buffers(c, local, buffers, bufferCount),
                        imageCount,
                        images(c, local, images, imageCount));
            }
        });
    }

    static long baseStages(long stages) {
        return (stages & VIDEO_STAGES) == 0
                ? stages
                : (stages & ~VIDEO_STAGES) | Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT();
    }

    private static long baseAccesses(long accesses) {
        return (accesses & VIDEO_ACCESSES) == 0
                ? accesses
                : (accesses & ~VIDEO_ACCESSES)
                        | Vulkan.VK_ACCESS_2_MEMORY_READ_BIT()
                        | Vulkan.VK_ACCESS_2_MEMORY_WRITE_BIT();
    }

    private static MemorySegment dependency(CommandBuffer c, Arena arena, MemorySegment info) {
        int memoryCount = VkDependencyInfo.memoryBarrierCount(info);
        MemorySegment memory = Structs.copyArray(
                arena, VkDependencyInfo.pMemoryBarriers(info), VkMemoryBarrier2.layout(), memoryCount);
        for (int i = 0; i < memoryCount; i++) {
            MemorySegment b = VkMemoryBarrier2.asSlice(memory, i);
            VkMemoryBarrier2.srcStageMask(b, baseStages(VkMemoryBarrier2.srcStageMask(b)));
            VkMemoryBarrier2.dstStageMask(b, baseStages(VkMemoryBarrier2.dstStageMask(b)));
            VkMemoryBarrier2.srcAccessMask(b, baseAccesses(VkMemoryBarrier2.srcAccessMask(b)));
            VkMemoryBarrier2.dstAccessMask(b, baseAccesses(VkMemoryBarrier2.dstAccessMask(b)));
        }
        VkDependencyInfo.pMemoryBarriers(info, memory);
        int bufferCount = VkDependencyInfo.bufferMemoryBarrierCount(info);
        MemorySegment buffers = Structs.copyArray(
                arena, VkDependencyInfo.pBufferMemoryBarriers(info), VkBufferMemoryBarrier2.layout(), bufferCount);
        for (int i = 0; i < bufferCount; i++) {
            buffer2(c.device(), VkBufferMemoryBarrier2.asSlice(buffers, i));
        }
        VkDependencyInfo.pBufferMemoryBarriers(info, buffers);
        int imageCount = VkDependencyInfo.imageMemoryBarrierCount(info);
        MemorySegment images = Structs.copyArray(
                arena, VkDependencyInfo.pImageMemoryBarriers(info), VkImageMemoryBarrier2.layout(), imageCount);
        for (int i = 0; i < imageCount; i++) {
            image2(c, VkImageMemoryBarrier2.asSlice(images, i));
        }
        VkDependencyInfo.pImageMemoryBarriers(info, images);
        return info;
    }

    private static void buffer2(EmulatedDevice device, MemorySegment b) {
        VkBufferMemoryBarrier2.srcStageMask(b, baseStages(VkBufferMemoryBarrier2.srcStageMask(b)));
        VkBufferMemoryBarrier2.dstStageMask(b, baseStages(VkBufferMemoryBarrier2.dstStageMask(b)));
        VkBufferMemoryBarrier2.srcAccessMask(b, baseAccesses(VkBufferMemoryBarrier2.srcAccessMask(b)));
        VkBufferMemoryBarrier2.dstAccessMask(b, baseAccesses(VkBufferMemoryBarrier2.dstAccessMask(b)));
        Transfer transfer = Transfer.of(
                device, VkBufferMemoryBarrier2.srcQueueFamilyIndex(b), VkBufferMemoryBarrier2.dstQueueFamilyIndex(b));
        VkBufferMemoryBarrier2.srcQueueFamilyIndex(b, transfer.from());
        VkBufferMemoryBarrier2.dstQueueFamilyIndex(b, transfer.to());
    }

    private static void image2(CommandBuffer c, MemorySegment b) {
        VkImageMemoryBarrier2.srcStageMask(b, baseStages(VkImageMemoryBarrier2.srcStageMask(b)));
        VkImageMemoryBarrier2.dstStageMask(b, baseStages(VkImageMemoryBarrier2.dstStageMask(b)));
        VkImageMemoryBarrier2.srcAccessMask(b, baseAccesses(VkImageMemoryBarrier2.srcAccessMask(b)));
        VkImageMemoryBarrier2.dstAccessMask(b, baseAccesses(VkImageMemoryBarrier2.dstAccessMask(b)));
        noteDiscard(
                c,
                VkImageMemoryBarrier2.image(b),
                VkImageMemoryBarrier2.oldLayout(b),
                VkImageMemoryBarrier2.subresourceRange(b));
        Transfer transfer = Transfer.of(
                c.device(), VkImageMemoryBarrier2.srcQueueFamilyIndex(b), VkImageMemoryBarrier2.dstQueueFamilyIndex(b));
        VkImageMemoryBarrier2.srcQueueFamilyIndex(b, transfer.from());
        VkImageMemoryBarrier2.dstQueueFamilyIndex(b, transfer.to());
        int newLayout = Pictures.baseLayout(VkImageMemoryBarrier2.newLayout(b));
        VkImageMemoryBarrier2.newLayout(b, newLayout);
        VkImageMemoryBarrier2.oldLayout(
                b,
                transfer.collapsed() && c.emulated() == transfer.acquiredHere()
                        ? newLayout
                        : Pictures.baseLayout(VkImageMemoryBarrier2.oldLayout(b)));
    }

    private static MemorySegment buffers(CommandBuffer c, Arena arena, MemorySegment barriers, int count) {
        MemorySegment copies = Structs.copyArray(arena, barriers, VkBufferMemoryBarrier.layout(), count);
        for (int i = 0; i < count; i++) {
            MemorySegment b = VkBufferMemoryBarrier.asSlice(copies, i);
            Transfer transfer = Transfer.of(
                    c.device(),
                    VkBufferMemoryBarrier.srcQueueFamilyIndex(b),
                    VkBufferMemoryBarrier.dstQueueFamilyIndex(b));
            VkBufferMemoryBarrier.srcQueueFamilyIndex(b, transfer.from());
            VkBufferMemoryBarrier.dstQueueFamilyIndex(b, transfer.to());
        }
        return copies;
    }

    private static MemorySegment images(CommandBuffer c, Arena arena, MemorySegment barriers, int count) {
        MemorySegment copies = Structs.copyArray(arena, barriers, VkImageMemoryBarrier.layout(), count);
        for (int i = 0; i < count; i++) {
            MemorySegment b = VkImageMemoryBarrier.asSlice(copies, i);
            noteDiscard(
                    c,
                    VkImageMemoryBarrier.image(b),
                    VkImageMemoryBarrier.oldLayout(b),
                    VkImageMemoryBarrier.subresourceRange(b));
            Transfer transfer = Transfer.of(
                    c.device(),
                    VkImageMemoryBarrier.srcQueueFamilyIndex(b),
                    VkImageMemoryBarrier.dstQueueFamilyIndex(b));
            VkImageMemoryBarrier.srcQueueFamilyIndex(b, transfer.from());
            VkImageMemoryBarrier.dstQueueFamilyIndex(b, transfer.to());
            int newLayout = Pictures.baseLayout(VkImageMemoryBarrier.newLayout(b));
            VkImageMemoryBarrier.newLayout(b, newLayout);
            VkImageMemoryBarrier.oldLayout(
                    b,
                    transfer.collapsed() && c.emulated() == transfer.acquiredHere()
                            ? newLayout
                            : Pictures.baseLayout(VkImageMemoryBarrier.oldLayout(b)));
        }
        return copies;
    }

    /**
     * A transition from UNDEFINED may destroy what a DPB slot holds: noted in order, for the check at the next encode.
     */
    private static void noteDiscard(CommandBuffer c, long handle, int oldLayout, MemorySegment range) {
        EmulatedImage image = c.device().find(EmulatedImage.class, handle);
        if (c.emulated() && image != null && oldLayout == Vulkan.VK_IMAGE_LAYOUT_UNDEFINED()) {
            int first = VkImageSubresourceRange.baseArrayLayer(range);
            int layers = VkImageSubresourceRange.layerCount(range);
            c.add(new DiscardContents(
                    image,
                    first,
                    layers == Vulkan.VK_REMAINING_ARRAY_LAYERS() ? image.shape().layers() : first + layers));
        }
    }

    /**
     * A queue family ownership transfer in terms of the base driver. Where one side is the added family and both become
     * the same family, the two barriers of the transfer must not change the layout twice: the acquiring one only
     * orders.
     */
    private record Transfer(int from, int to, boolean collapsed, boolean acquiredHere) {
        static Transfer of(EmulatedDevice device, int source, int target) {
            int from = source == IGNORED ? IGNORED : device.physical().baseFamily(source);
            int to = target == IGNORED ? IGNORED : device.physical().baseFamily(target);
            if (source != target && from == to) {
                return new Transfer(
                        IGNORED, IGNORED, true, target == device.physical().encodeFamily());
            }
            return new Transfer(from, to, false, false);
        }
    }
}
