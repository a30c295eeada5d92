package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.encoder.vk.Allocation;
import dev.moviemaker.encoder.vk.Closer;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.encoder.vk.Structs;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An image of one layer and one level, with its copies from and to the host. */
final class TestImage implements AutoCloseable {
    private static final int COPY_READ = 1;
    private static final int COPY_WRITE = 2;

    private final Closer closer = new Closer();
    private final TestDevice test;
    private final long handle;
    private final int width;
    private final int height;

    TestImage(TestDevice test, int format, int flags, int usage, int width, int height) {
        this.test = test;
        this.width = width;
        this.height = height;
        Device device = test.device();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(arena, VkImageCreateInfo.layout(), VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO());
            VkImageCreateInfo.flags(info, flags);
            VkImageCreateInfo.imageType(info, VK_IMAGE_TYPE_2D());
            VkImageCreateInfo.format(info, format);
            MemorySegment extent = VkImageCreateInfo.extent(info);
            VkExtent3D.width(extent, width);
            VkExtent3D.height(extent, height);
            VkExtent3D.depth(extent, 1);
            VkImageCreateInfo.mipLevels(info, 1);
            VkImageCreateInfo.arrayLayers(info, 1);
            VkImageCreateInfo.samples(info, 1);
            VkImageCreateInfo.usage(info, usage | COPY_READ | COPY_WRITE);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateImage",
                    PFN_vkCreateImage.invoke(
                            device.functions().createImage(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
            closer.add(
                    this,
                    () -> PFN_vkDestroyImage.invoke(
                            device.functions().destroyImage(), device.handle(), handle, MemorySegment.NULL));
            MemorySegment requirements = arena.allocate(VkMemoryRequirements.layout());
            PFN_vkGetImageMemoryRequirements.invoke(
                    device.functions().getImageMemoryRequirements(), device.handle(), handle, requirements);
            Allocation memory = new Allocation(device, requirements, 0, MemoryTypes.DEVICE_LOCAL);
            closer.add(memory, memory::close);
            VulkanResult.check(
                    "vkBindImageMemory",
                    PFN_vkBindImageMemory.invoke(
                            device.functions().bindImageMemory(), device.handle(), handle, memory.handle(), 0));
        }
    }

    /** Whether the driver makes such images. */
    static boolean supported(TestDevice test, int format, int flags, int usage) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = Structs.make(
                    arena,
                    VkPhysicalDeviceImageFormatInfo2.layout(),
                    VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2());
            VkPhysicalDeviceImageFormatInfo2.format(info, format);
            VkPhysicalDeviceImageFormatInfo2.type(info, VK_IMAGE_TYPE_2D());
            VkPhysicalDeviceImageFormatInfo2.usage(info, usage | COPY_READ | COPY_WRITE);
            VkPhysicalDeviceImageFormatInfo2.flags(info, flags);
            MemorySegment answer = Structs.make(
                    arena, VkImageFormatProperties2.layout(), VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2());
            return PFN_vkGetPhysicalDeviceImageFormatProperties2.invoke(
                            test.command("vkGetPhysicalDeviceImageFormatProperties2"),
                            test.device().physical(),
                            info,
                            answer)
                    == VulkanResult.SUCCESS;
        }
    }

    long handle() {
        return handle;
    }

    /** Records the copy of a whole NV12 or P010 image, from the layout given, to a buffer that the host reads. */
    void download(MemorySegment commandBuffer, int layout, MappedBuffer target, int bytesPerSample) {
        long luma = (long) width * height * bytesPerSample;
        try (Arena arena = Arena.ofConfined()) {
            barrier(arena, commandBuffer, layout, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL());
            MemorySegment regions = arena.allocate(VkBufferImageCopy.layout(), 2);
            region(regions, 0, 0, VK_IMAGE_ASPECT_PLANE_0_BIT(), width, height);
            region(regions, 1, luma, VK_IMAGE_ASPECT_PLANE_1_BIT(), width / 2, height / 2);
            PFN_vkCmdCopyImageToBuffer.invoke(
                    test.command("vkCmdCopyImageToBuffer"),
                    commandBuffer,
                    handle,
                    VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL(),
                    target.handle(),
                    2,
                    regions);
            memoryBarrier(arena, commandBuffer, VK_PIPELINE_STAGE_2_HOST_BIT(), VK_ACCESS_2_HOST_READ_BIT());
        }
    }

    /** Records the fill of the image from a buffer without gaps; afterwards it is in the layout given. */
    void upload(MemorySegment commandBuffer, MappedBuffer source, int layout) {
        try (Arena arena = Arena.ofConfined()) {
            barrier(arena, commandBuffer, VK_IMAGE_LAYOUT_UNDEFINED(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL());
            MemorySegment regions = arena.allocate(VkBufferImageCopy.layout(), 1);
            region(regions, 0, 0, VK_IMAGE_ASPECT_COLOR_BIT(), width, height);
            PFN_vkCmdCopyBufferToImage.invoke(
                    test.device().commands().cmdCopyBufferToImage(),
                    commandBuffer,
                    source.handle(),
                    handle,
                    VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(),
                    1,
                    regions);
            barrier(arena, commandBuffer, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL(), layout);
        }
    }

    /** Records that the image, whatever is in it, is in the layout for everything from now on. */
    void toGeneral(MemorySegment commandBuffer) {
        try (Arena arena = Arena.ofConfined()) {
            barrier(arena, commandBuffer, VK_IMAGE_LAYOUT_UNDEFINED(), VK_IMAGE_LAYOUT_GENERAL());
        }
    }

    private static void region(MemorySegment regions, int index, long offset, int aspect, int width, int height) {
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

    private void barrier(Arena arena, MemorySegment commandBuffer, int from, int to) {
        long all = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT();
        long readAndWrite = VK_ACCESS_2_MEMORY_READ_BIT() | VK_ACCESS_2_MEMORY_WRITE_BIT();
        new Barriers(arena, test.device())
                .image(
                        commandBuffer,
                        handle,
                        from,
                        to,
                        new Barriers.Scope(all, readAndWrite),
                        new Barriers.Scope(all, readAndWrite));
    }

    private void memoryBarrier(Arena arena, MemorySegment commandBuffer, long stage, long access) {
        new Barriers(arena, test.device())
                .memory(
                        commandBuffer,
                        new Barriers.Scope(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT()),
                        new Barriers.Scope(stage, access));
    }

    @Override
    public void close() {
        closer.close();
    }
}
