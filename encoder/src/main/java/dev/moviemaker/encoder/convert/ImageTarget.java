// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_STORAGE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_SRC_BIT;

import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Image;
import dev.moviemaker.encoder.vk.ImageRequest;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCmdCopyImage;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageCopy;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * An image for each plane, owned, which is copied to that plane. Both sides of the copy are tiled: an H200 copies
 * 4 to 8 times as fast as from a buffer.
 */
final class ImageTarget implements PlaneTarget {
    private static final int PLANES = 2;
    private static final int LAYOUT = VK_IMAGE_LAYOUT_GENERAL();

    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final Barriers barriers;
    private final long image;
    private final List<Image> planes = new ArrayList<>();
    private final List<MemorySegment> regions = new ArrayList<>();

    ImageTarget(
            Arena arena, Device device, Barriers barriers, DescriptorSets sets, ConversionRequest request, long image) {
        this.device = device;
        this.barriers = barriers;
        this.image = image;
        int[] aspects = {VK_IMAGE_ASPECT_PLANE_0_BIT(), VK_IMAGE_ASPECT_PLANE_1_BIT()};
        MemorySegment copies = arena.allocate(VkImageCopy.layout(), PLANES);
        int usage = VK_IMAGE_USAGE_STORAGE_BIT() | VK_IMAGE_USAGE_TRANSFER_SRC_BIT();
        try {
            for (int i = 0; i < PLANES; i++) {
                int width = request.targetWidth() >> i;
                int height = request.targetHeight() >> i;
                int format = TargetPath.planeFormat(i, request.bitDepth());
                Image plane = new Image(
                        device,
                        new ImageRequest(format, width, height, 1, usage, 0, List.of(), MemorySegment.NULL),
                        VK_IMAGE_USAGE_STORAGE_BIT());
                closer.add(plane, plane::close);
                planes.add(plane);
                sets.targetPlane(i, plane.view(), LAYOUT);
                regions.add(region(copies, i, aspects[i], width, height));
            }
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private static MemorySegment region(MemorySegment copies, int index, int aspect, int width, int height) {
        MemorySegment region = Structs.element(copies, VkImageCopy.layout(), index);
        layer(VkImageCopy.srcSubresource(region), VK_IMAGE_ASPECT_COLOR_BIT());
        layer(VkImageCopy.dstSubresource(region), aspect);
        MemorySegment extent = VkImageCopy.extent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
        return region;
    }

    private static void layer(MemorySegment layers, int aspect) {
        VkImageSubresourceLayers.aspectMask(layers, aspect);
        VkImageSubresourceLayers.layerCount(layers, 1);
    }

    @Override
    public void before(MemorySegment commandBuffer) {
        for (Image plane : planes) {
            barriers.image(commandBuffer, plane.handle(), VK_IMAGE_LAYOUT_UNDEFINED(), LAYOUT, COPY_READ, SHADER_WRITE);
        }
    }

    @Override
    public void after(MemorySegment commandBuffer) {
        int written = TargetPath.COPY_IMAGES.writtenLayout();
        barriers.memory(commandBuffer, SHADER_WRITE, COPY_READ);
        barriers.image(commandBuffer, image, VK_IMAGE_LAYOUT_UNDEFINED(), written, COPY_WRITE, COPY_WRITE);
        for (int i = 0; i < PLANES; i++) {
            PFN_vkCmdCopyImage.invoke(
                    device.functions().vkCmdCopyImage(),
                    commandBuffer,
                    planes.get(i).handle(),
                    LAYOUT,
                    image,
                    written,
                    1,
                    regions.get(i));
        }
    }

    @Override
    public void close() {
        closer.close();
    }
}
