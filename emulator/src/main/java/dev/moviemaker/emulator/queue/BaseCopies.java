// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.queue;

import dev.moviemaker.emulator.objects.Batch;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;

/** The worker's own command buffer, fence and staging memory in the base driver. Belongs to one worker thread. */
final class BaseCopies implements Copies, AutoCloseable {
    private final EmulatedDevice device;
    private final DeviceFunctions base;
    private final BaseQueue queue;
    private final Arena arena = Arena.ofShared();
    private final long pool;
    private final MemorySegment commandBuffer;
    private final long fence;
    private StagingBuffer staging;

    BaseCopies(EmulatedDevice device, BaseQueue queue) {
        this.device = device;
        this.base = device.functions();
        this.queue = queue;
        MemorySegment poolInfo = VkCommandPoolCreateInfo.allocate(arena);
        VkCommandPoolCreateInfo.sType(poolInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO());
        VkCommandPoolCreateInfo.flags(poolInfo, Vulkan.VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT());
        VkCommandPoolCreateInfo.queueFamilyIndex(poolInfo, device.physical().carrierFamily());
        MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
        check(
                "vkCreateCommandPool",
                PFN_vkCreateCommandPool.invoke(
                        base.vkCreateCommandPool(), device.handle(), poolInfo, MemorySegment.NULL, out));
        pool = out.get(ValueLayout.JAVA_LONG, 0);
        MemorySegment bufferInfo = VkCommandBufferAllocateInfo.allocate(arena);
        VkCommandBufferAllocateInfo.sType(bufferInfo, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO());
        VkCommandBufferAllocateInfo.commandPool(bufferInfo, pool);
        VkCommandBufferAllocateInfo.commandBufferCount(bufferInfo, 1);
        MemorySegment address = arena.allocate(ValueLayout.ADDRESS);
        check(
                "vkAllocateCommandBuffers",
                PFN_vkAllocateCommandBuffers.invoke(
                        base.vkAllocateCommandBuffers(), device.handle(), bufferInfo, address));
        commandBuffer =
                MemorySegment.ofAddress(address.get(ValueLayout.ADDRESS, 0).address());
        MemorySegment fenceInfo = VkFenceCreateInfo.allocate(arena);
        VkFenceCreateInfo.sType(fenceInfo, Vulkan.VK_STRUCTURE_TYPE_FENCE_CREATE_INFO());
        check(
                "vkCreateFence",
                PFN_vkCreateFence.invoke(base.vkCreateFence(), device.handle(), fenceInfo, MemorySegment.NULL, out));
        fence = out.get(ValueLayout.JAVA_LONG, 0);
        staging = new StagingBuffer(device, 1 << 16);
    }

    static void check(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + " of the base driver returned " + result);
        }
    }

    /** Hands a batch to the base driver and waits until it is done. */
    void runAndWait(Batch batch) {
        check("vkQueueSubmit2", queue.submitNow(batch.with(fence)));
        try (Arena local = Arena.ofConfined()) {
            MemorySegment fences = local.allocateFrom(ValueLayout.JAVA_LONG, fence);
            check(
                    "vkWaitForFences",
                    PFN_vkWaitForFences.invoke(base.vkWaitForFences(), device.handle(), 1, fences, 1, Long.MAX_VALUE));
            check("vkResetFences", PFN_vkResetFences.invoke(base.vkResetFences(), device.handle(), 1, fences));
        }
    }

    private void record(Consumer<Arena> commands) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment info = VkCommandBufferBeginInfo.allocate(local);
            VkCommandBufferBeginInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
            VkCommandBufferBeginInfo.flags(info, Vulkan.VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT());
            check(
                    "vkBeginCommandBuffer",
                    PFN_vkBeginCommandBuffer.invoke(base.vkBeginCommandBuffer(), commandBuffer, info));
            barrier(local);
            commands.accept(local);
            barrier(local);
            check("vkEndCommandBuffer", PFN_vkEndCommandBuffer.invoke(base.vkEndCommandBuffer(), commandBuffer));
        }
        runAndWait(new Batch(List.of(), List.of(commandBuffer), List.of(), 0));
    }

    private void barrier(Arena local) {
        MemorySegment barrier = VkMemoryBarrier.allocate(local);
        VkMemoryBarrier.sType(barrier, Vulkan.VK_STRUCTURE_TYPE_MEMORY_BARRIER());
        int all = Vulkan.VK_ACCESS_MEMORY_READ_BIT() | Vulkan.VK_ACCESS_MEMORY_WRITE_BIT();
        VkMemoryBarrier.srcAccessMask(barrier, all);
        VkMemoryBarrier.dstAccessMask(barrier, all);
        int stages = Vulkan.VK_PIPELINE_STAGE_ALL_COMMANDS_BIT();
        PFN_vkCmdPipelineBarrier.invoke(
                base.vkCmdPipelineBarrier(),
                commandBuffer,
                stages,
                stages | Vulkan.VK_PIPELINE_STAGE_HOST_BIT(),
                0,
                1,
                barrier,
                0,
                MemorySegment.NULL,
                0,
                MemorySegment.NULL);
    }

    @Override
    public MemorySegment readImage(EmulatedImage image, int layer) {
        long bytes = image.bytes();
        staging(bytes);
        record(local -> PFN_vkCmdCopyImageToBuffer.invoke(
                base.vkCmdCopyImageToBuffer(),
                commandBuffer,
                image.handle(),
                Vulkan.VK_IMAGE_LAYOUT_GENERAL(),
                staging.buffer(),
                image.format().planes(),
                planes(local, image, layer)));
        staging.invalidate();
        return staging.mapped().asSlice(0, bytes);
    }

    @Override
    public MemorySegment staging(long bytes) {
        if (staging.size() < bytes) {
            staging.close();
            staging = new StagingBuffer(device, bytes);
        }
        return staging.mapped();
    }

    @Override
    public void writeImage(EmulatedImage image, int layer) {
        staging.flush();
        record(local -> PFN_vkCmdCopyBufferToImage.invoke(
                base.vkCmdCopyBufferToImage(),
                commandBuffer,
                staging.buffer(),
                image.handle(),
                Vulkan.VK_IMAGE_LAYOUT_GENERAL(),
                image.format().planes(),
                planes(local, image, layer)));
    }

    private static MemorySegment planes(Arena local, EmulatedImage image, int layer) {
        PictureFormat format = image.format();
        EmulatedImage.Shape shape = image.shape();
        MemorySegment regions = VkBufferImageCopy.allocateArray(format.planes(), local);
        for (int plane = 0; plane < format.planes(); plane++) {
            MemorySegment region = VkBufferImageCopy.asSlice(regions, plane);
            VkBufferImageCopy.bufferOffset(
                    region, plane == 0 ? 0 : format.planeBytes(0, shape.width(), shape.height()));
            MemorySegment subresource = VkBufferImageCopy.imageSubresource(region);
            VkImageSubresourceLayers.aspectMask(subresource, format.aspect(plane));
            VkImageSubresourceLayers.baseArrayLayer(subresource, layer);
            VkImageSubresourceLayers.layerCount(subresource, 1);
            MemorySegment extent = VkBufferImageCopy.imageExtent(region);
            VkExtent3D.width(extent, PictureFormat.planeSize(plane, shape.width()));
            VkExtent3D.height(extent, PictureFormat.planeSize(plane, shape.height()));
            VkExtent3D.depth(extent, 1);
        }
        return regions;
    }

    @Override
    public void writeBuffer(long buffer, long offset, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        MemorySegment.copy(bytes, 0, staging(bytes.length), ValueLayout.JAVA_BYTE, 0, bytes.length);
        staging.flush();
        record(local -> {
            MemorySegment region = VkBufferCopy.allocate(local);
            VkBufferCopy.dstOffset(region, offset);
            VkBufferCopy.size(region, bytes.length);
            PFN_vkCmdCopyBuffer.invoke(base.vkCmdCopyBuffer(), commandBuffer, staging.buffer(), buffer, 1, region);
        });
    }

    @Override
    public void close() {
        if (!device.lost()) {
            queue.call(() -> PFN_vkQueueWaitIdle.invoke(base.vkQueueWaitIdle(), queue.handle()));
        }
        staging.close();
        PFN_vkDestroyFence.invoke(base.vkDestroyFence(), device.handle(), fence, MemorySegment.NULL);
        PFN_vkDestroyCommandPool.invoke(base.vkDestroyCommandPool(), device.handle(), pool, MemorySegment.NULL);
        arena.close();
    }
}
