// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_READ_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyBufferToImage;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyImage;
import dev.moviemaker.vulkan.raw.VkBufferImageCopy;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Copies RGB frames as they are into an image that the driver converts from; what the image is larger repeats the last
 * column and row. Owns its staging buffer.
 */
public final class CopySlot implements FrameTarget {
    private static final Barriers.Scope COPY_WRITE =
            new Barriers.Scope(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT());

    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final ConversionRequest request;
    private final long image;
    private final PaddedLayout layout;
    private final Barriers barriers;
    private final SourceImage source;
    private final MemorySegment region;
    private final Arena arena;
    private final PaddedCopy copies;
    private @Nullable PaddedCopy upsideDown;
    private @Nullable MappedBuffer staging;
    private boolean held;

    /**
     * Makes what copies into one image.
     *
     * @param format of the frames, one that has a {@link PixelFormat#vulkanFormat()}
     * @param request sizes of frames and image; its path is not {@link TargetPath#STORAGE_PLANES}
     * @param image {@code VkImage} of the format and of one layer, for copying to; belongs to the caller and outlives
     *     the slot
     */
    public CopySlot(Device device, PixelFormat format, ConversionRequest request, long image) {
        this.device = device;
        this.request = request;
        this.image = image;
        layout = new PaddedLayout(
                format, request.width(), request.height(), request.targetWidth(), request.targetHeight());
        arena = CallMemory.arena();
        barriers = new Barriers(arena, device);
        source = new SourceImage(
                barriers,
                VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL(),
                VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(),
                VK_ACCESS_2_TRANSFER_READ_BIT());
        copies = new PaddedCopy(arena, layout, false);
        region = arena.allocate(VkBufferImageCopy.layout());
        MemorySegment layers = VkBufferImageCopy.imageSubresource(region);
        VkImageSubresourceLayers.aspectMask(layers, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceLayers.layerCount(layers, 1);
        MemorySegment extent = VkBufferImageCopy.imageExtent(region);
        VkExtent3D.width(extent, request.targetWidth());
        VkExtent3D.height(extent, request.targetHeight());
        VkExtent3D.depth(extent, 1);
    }

    @Override
    public void record(MemorySegment commandBuffer, int family, Frame frame) {
        switch (frame) {
            case CpuFrame cpu -> record(commandBuffer, cpu);
            case VulkanFrame vulkan -> record(commandBuffer, family, vulkan);
        }
    }

    private void record(MemorySegment commandBuffer, CpuFrame frame) {
        if (frame.format() != layout.format()) {
            throw new IllegalArgumentException("frame: %s given, %s needed".formatted(frame.format(), layout.format()));
        }
        MappedBuffer buffer = staging();
        layout.copy(frame, buffer.data());
        held = true;
        buffer.flush();
        int written = takeImage(commandBuffer);
        PFN_vkCmdCopyBufferToImage.invoke(
                device.functions().vkCmdCopyBufferToImage(), commandBuffer, buffer.handle(), image, written, 1, region);
    }

    private void record(MemorySegment commandBuffer, int family, VulkanFrame frame) {
        if (frame.format() != layout.format().vulkanFormat()) {
            throw new IllegalArgumentException("frame: an image of VkFormat %d given, %d needed"
                    .formatted(frame.format(), layout.format().vulkanFormat()));
        }
        held = false;
        PaddedCopy copy = frame.upsideDown() ? upsideDown() : copies;
        source.take(commandBuffer, frame, family);
        int written = takeImage(commandBuffer);
        PFN_vkCmdCopyImage.invoke(
                device.functions().vkCmdCopyImage(),
                commandBuffer,
                frame.image(),
                source.readLayout(frame),
                image,
                written,
                copy.count(),
                copy.regions());
        source.giveBack(commandBuffer, frame, family);
    }

    /** Made for the first image that is upside down: it has a region for every row. */
    private PaddedCopy upsideDown() {
        PaddedCopy known = upsideDown;
        if (known == null) {
            known = new PaddedCopy(arena, layout, true);
            upsideDown = known;
        }
        return known;
    }

    /** The image comes after what the frame before wrote to it on this queue; its reader has been waited for. */
    private int takeImage(MemorySegment commandBuffer) {
        int written = request.path().writtenLayout();
        barriers.image(commandBuffer, image, VK_IMAGE_LAYOUT_UNDEFINED(), written, COPY_WRITE, COPY_WRITE);
        return written;
    }

    @Override
    public Optional<CpuFrame> copyFrame(SegmentAllocator allocator) {
        MappedBuffer buffer = staging;
        return buffer == null || !held ? Optional.empty() : Optional.of(layout.copyOut(buffer.data(), allocator));
    }

    /** Made for the first frame in host memory: a recording of images needs none. */
    private MappedBuffer staging() {
        MappedBuffer known = staging;
        if (known == null) {
            known = new MappedBuffer(
                    device,
                    layout.bytes(),
                    VK_BUFFER_USAGE_TRANSFER_SRC_BIT(),
                    MemoryTypes.HOST_COHERENT,
                    MemorySegment.NULL);
            closer.add(known, known::close);
            staging = known;
        }
        return known;
    }

    @Override
    public void close() {
        closer.close();
    }
}
