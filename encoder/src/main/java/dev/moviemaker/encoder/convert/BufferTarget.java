// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_STORAGE_BUFFER_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;

import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.DeviceBuffer;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyBufferToImage;
import dev.moviemaker.vulkan.raw.VkBufferImageCopy;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A buffer with both planes, owned, which is copied plane by plane. */
final class BufferTarget implements PlaneTarget {
    private final Device device;
    private final Barriers barriers;
    private final long image;
    private final DeviceBuffer buffer;
    private final MemorySegment regions;

    BufferTarget(
            Arena arena, Device device, Barriers barriers, DescriptorSets sets, ConversionRequest request, long image) {
        this.device = device;
        this.barriers = barriers;
        this.image = image;
        TargetLayout layout = request.targetLayout();
        regions = arena.allocate(VkBufferImageCopy.layout(), 2);
        int width = layout.width();
        int height = layout.height();
        region(0, 0, VK_IMAGE_ASPECT_PLANE_0_BIT(), layout.rowLength(), width, height);
        region(1, layout.chromaOffset(), VK_IMAGE_ASPECT_PLANE_1_BIT(), layout.rowLength() / 2, width / 2, height / 2);
        buffer = new DeviceBuffer(
                device, layout.bytes(), VK_BUFFER_USAGE_STORAGE_BUFFER_BIT() | VK_BUFFER_USAGE_TRANSFER_SRC_BIT());
        sets.targetBuffer(buffer.handle());
    }

    private void region(int index, long offset, int aspect, int rowLength, int width, int height) {
        MemorySegment region = Structs.element(regions, VkBufferImageCopy.layout(), index);
        VkBufferImageCopy.bufferOffset(region, offset);
        VkBufferImageCopy.bufferRowLength(region, rowLength);
        MemorySegment layers = VkBufferImageCopy.imageSubresource(region);
        VkImageSubresourceLayers.aspectMask(layers, aspect);
        VkImageSubresourceLayers.layerCount(layers, 1);
        MemorySegment extent = VkBufferImageCopy.imageExtent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
    }

    @Override
    public void before(MemorySegment commandBuffer) {
        // The buffer's reader has been waited for.
    }

    @Override
    public void after(MemorySegment commandBuffer) {
        int written = TargetPath.COPY_BUFFER.writtenLayout();
        barriers.memory(commandBuffer, SHADER_WRITE, COPY_READ);
        barriers.image(commandBuffer, image, VK_IMAGE_LAYOUT_UNDEFINED(), written, COPY_WRITE, COPY_WRITE);
        PFN_vkCmdCopyBufferToImage.invoke(
                device.functions().vkCmdCopyBufferToImage(),
                commandBuffer,
                buffer.handle(),
                image,
                written,
                2,
                regions);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
