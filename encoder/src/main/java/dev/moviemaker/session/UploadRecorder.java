package dev.moviemaker.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

import dev.moviemaker.vk.CommandPool;
import dev.moviemaker.vk.Device;
import dev.moviemaker.vk.Structs;
import dev.moviemaker.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.PFN_vkBeginCommandBuffer;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyBufferToImage;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.PFN_vkEndCommandBuffer;
import dev.moviemaker.vulkan.raw.VkBufferImageCopy;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Records the copy of one input slot, again and again. All structures are written once. */
final class UploadRecorder {
    private final Device device;
    private final MemorySegment commandBuffer;
    private final MemorySegment beginInfo;
    private final ImageBarrier barrier;
    private final MemorySegment regions;
    private final long buffer;
    private final long image;

    UploadRecorder(
            SegmentAllocator allocator,
            Device device,
            CommandPool pool,
            StagingLayout layout,
            long buffer,
            long image) {
        this.device = device;
        this.buffer = buffer;
        this.image = image;
        commandBuffer = pool.allocate();
        beginInfo = CommandBuffers.beginInfo(allocator);
        barrier = new ImageBarrier(allocator, image, 1);
        regions = allocator.allocate(VkBufferImageCopy.layout(), 2);
        region(
                0,
                0,
                VK_IMAGE_ASPECT_PLANE_0_BIT(),
                layout.size().width(),
                layout.size().height());
        region(
                1,
                layout.chromaOffset(),
                VK_IMAGE_ASPECT_PLANE_1_BIT(),
                layout.size().width() / 2,
                layout.size().height() / 2);
    }

    private void region(int index, long offset, int aspect, int width, int height) {
        MemorySegment region = Structs.element(regions, VkBufferImageCopy.layout(), index);
        VkBufferImageCopy.bufferOffset(region, offset);
        MemorySegment layers = VkBufferImageCopy.imageSubresource(region);
        VkImageSubresourceLayers.aspectMask(layers, aspect);
        VkImageSubresourceLayers.layerCount(layers, 1);
        MemorySegment extent = VkBufferImageCopy.imageExtent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
    }

    MemorySegment record() {
        VulkanResult.check(
                "vkBeginCommandBuffer",
                PFN_vkBeginCommandBuffer.invoke(device.commands().beginCommandBuffer(), commandBuffer, beginInfo));
        // The picture that read the image before is done: the slot was free. Its content is not needed.
        barrier.layouts(VK_IMAGE_LAYOUT_UNDEFINED(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL());
        barrier.source(VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT(), 0);
        barrier.destination(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT());
        PFN_vkCmdPipelineBarrier2.invoke(device.commands().cmdPipelineBarrier2(), commandBuffer, barrier.dependency());
        PFN_vkCmdCopyBufferToImage.invoke(
                device.commands().cmdCopyBufferToImage(),
                commandBuffer,
                buffer,
                image,
                VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                2,
                regions);
        VulkanResult.check(
                "vkEndCommandBuffer",
                PFN_vkEndCommandBuffer.invoke(device.commands().endCommandBuffer(), commandBuffer));
        return commandBuffer;
    }
}
