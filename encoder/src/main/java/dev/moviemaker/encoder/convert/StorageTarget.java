// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_UNDEFINED;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_STORAGE_BIT;

import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Views of the planes of the encoder's image, owned. */
final class StorageTarget implements PlaneTarget {
    private final CloseStack closer = new CloseStack();
    private final Barriers barriers;
    private final long image;
    private final int layout = TargetPath.STORAGE_PLANES.writtenLayout();

    StorageTarget(Arena arena, Device device, Barriers barriers, DescriptorSets sets, int bitDepth, long image) {
        this.barriers = barriers;
        this.image = image;
        int[] aspects = {VK_IMAGE_ASPECT_PLANE_0_BIT(), VK_IMAGE_ASPECT_PLANE_1_BIT()};
        try {
            for (int i = 0; i < aspects.length; i++) {
                ImageView plane = new ImageView(arena, device, aspects[i], VK_IMAGE_USAGE_STORAGE_BIT());
                closer.add(plane, plane::close);
                sets.targetPlane(i, plane.make(image, TargetPath.planeFormat(i, bitDepth)), layout);
            }
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    @Override
    public void before(MemorySegment commandBuffer) {
        barriers.image(commandBuffer, image, VK_IMAGE_LAYOUT_UNDEFINED(), layout, SHADER_WRITE, SHADER_WRITE);
    }

    @Override
    public void after(MemorySegment commandBuffer) {
        // It is where it belongs.
    }

    @Override
    public void close() {
        closer.close();
    }
}
