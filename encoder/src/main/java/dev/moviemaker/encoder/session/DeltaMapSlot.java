// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_ACCESS_2_TRANSFER_WRITE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;

import dev.moviemaker.QualityMap;
import dev.moviemaker.encoder.caps.DeltaMapPlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.ImageRequest;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyBufferToImage;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyImage;
import dev.moviemaker.vulkan.raw.PFN_vkCmdPipelineBarrier2;
import dev.moviemaker.vulkan.raw.VkBufferImageCopy;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageCopy;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quantization delta map of the frame in an input slot, owned: its image, and the staging buffer that it is copied
 * from.
 */
final class DeltaMapSlot implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final DeltaMapPlan plan;
    private final int frameWidth;
    private final int frameHeight;
    private final Image image;
    private final MappedBuffer staging;
    private final ImageBarrier barrier;
    private final MemorySegment fromBuffer;
    private final MemorySegment fromImage;
    private @Nullable QualityMap held;
    private @Nullable QualityMap filled;

    DeltaMapSlot(Device device, SessionPlan session, DeltaMapPlan plan) {
        this.device = device;
        this.plan = plan;
        frameWidth = session.frameSize().width();
        frameHeight = session.frameSize().height();
        int usage = VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
        try (Arena arena = Arena.ofConfined()) {
            image = new Image(device, request(arena, session, plan, usage), usage);
            closer.add(image, image::close);
            staging = new MappedBuffer(
                    device,
                    (long) plan.size().width() * plan.size().height() * plan.texelBytes(),
                    VK_BUFFER_USAGE_TRANSFER_SRC_BIT(),
                    MemoryTypes.HOST_COHERENT,
                    MemorySegment.NULL);
            closer.add(staging, staging::close);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
        Arena arena = CallMemory.arena();
        barrier = new ImageBarrier(arena, image.handle(), 1);
        barrier.layouts(VK_IMAGE_LAYOUT_UNDEFINED(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL());
        barrier.source(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT());
        barrier.destination(VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT(), VK_ACCESS_2_TRANSFER_WRITE_BIT());
        fromBuffer = arena.allocate(VkBufferImageCopy.layout());
        layer(VkBufferImageCopy.imageSubresource(fromBuffer));
        extent(VkBufferImageCopy.imageExtent(fromBuffer));
        fromImage = arena.allocate(VkImageCopy.layout());
        layer(VkImageCopy.srcSubresource(fromImage));
        layer(VkImageCopy.dstSubresource(fromImage));
        extent(VkImageCopy.extent(fromImage));
    }

    private static ImageRequest request(Arena arena, SessionPlan session, DeltaMapPlan plan, int usage) {
        return new ImageRequest(
                plan.format(),
                plan.size().width(),
                plan.size().height(),
                1,
                plan.imageTiling(),
                usage | VK_IMAGE_USAGE_TRANSFER_DST_BIT(),
                0,
                session.encodeFamily() == session.computeFamily()
                        ? List.of()
                        : List.of(session.encodeFamily(), session.computeFamily()),
                session.videoProfile().list(arena));
    }

    private static void layer(MemorySegment layers) {
        VkImageSubresourceLayers.aspectMask(layers, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceLayers.layerCount(layers, 1);
    }

    private void extent(MemorySegment extent) {
        VkExtent3D.width(extent, plan.size().width());
        VkExtent3D.height(extent, plan.size().height());
        VkExtent3D.depth(extent, 1);
    }

    /** Records the copy of a frame's map on the family that converts. */
    void record(MemorySegment commandBuffer, QualityMap map) {
        plan.require(map);
        PFN_vkCmdPipelineBarrier2.invoke(
                device.functions().vkCmdPipelineBarrier2(), commandBuffer, barrier.dependency());
        int written = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL();
        if (map.vulkanImage().isPresent()) {
            QualityMap.VulkanImage given = map.vulkanImage().get();
            PFN_vkCmdCopyImage.invoke(
                    device.functions().vkCmdCopyImage(),
                    commandBuffer,
                    given.image(),
                    given.layout(),
                    image.handle(),
                    written,
                    1,
                    fromImage);
        } else {
            fillOnce(map);
            PFN_vkCmdCopyBufferToImage.invoke(
                    device.functions().vkCmdCopyBufferToImage(),
                    commandBuffer,
                    staging.handle(),
                    image.handle(),
                    written,
                    1,
                    fromBuffer);
        }
        held = map;
    }

    /** Many frames have the same map, which does not change: what lies in the staging buffer may be it already. */
    private void fillOnce(QualityMap map) {
        if (map != filled) {
            filled = null;
            fill(map);
            filled = map;
        }
    }

    private void fill(QualityMap map) {
        MemorySegment texels = staging.data();
        int width = plan.texelSize().width();
        int height = plan.texelSize().height();
        long next = 0;
        for (int row = 0; row < plan.size().height(); row++) {
            for (int column = 0; column < plan.size().width(); column++, next++) {
                int delta = plan.clamp(
                        map.qIndexDelta(column * width, row * height, width, height, frameWidth, frameHeight));
                switch (plan.texelBytes()) {
                    case 1 -> texels.set(ValueLayout.JAVA_BYTE, next, (byte) delta);
                    case 2 -> texels.setAtIndex(ValueLayout.JAVA_SHORT, next, (short) delta);
                    default -> texels.setAtIndex(ValueLayout.JAVA_INT, next, delta);
                }
            }
        }
        staging.flush();
    }

    /** The frame has none. */
    void clear() {
        held = null;
    }

    /** The map of the frame, null if it has none. */
    @Nullable
    QualityMap held() {
        return held;
    }

    /** Where the copy goes. */
    Image image() {
        return image;
    }

    @Override
    public void close() {
        closer.close();
    }
}
