// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImage;
import dev.moviemaker.emulator.objects.EmulatedImageView;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkOffset2D;
import dev.moviemaker.vulkan.raw.VkVideoPictureResourceInfoKHR;
import java.lang.foreign.MemorySegment;

/**
 * A picture resource: one layer of an image.
 *
 * @param layer  layer of the image, not of the view
 */
public record Resource(EmulatedImage image, int layer, int usage, int x, int y, int width, int height) {

    static Resource read(EmulatedDevice device, MemorySegment info) {
        EmulatedImageView view =
                device.get(EmulatedImageView.class, VkVideoPictureResourceInfoKHR.imageViewBinding(info));
        MemorySegment offset = VkVideoPictureResourceInfoKHR.codedOffset(info);
        MemorySegment extent = VkVideoPictureResourceInfoKHR.codedExtent(info);
        return new Resource(
                view.image(),
                view.firstLayer() + VkVideoPictureResourceInfoKHR.baseArrayLayer(info),
                view.usage(),
                VkOffset2D.x(offset),
                VkOffset2D.y(offset),
                VkExtent2D.width(extent),
                VkExtent2D.height(extent));
    }

    /** Whether both are the same picture. */
    boolean isSamePicture(Resource other) {
        return image == other.image && layer == other.layer;
    }

    @Override
    public String toString() {
        return image.name() + " layer " + layer + " " + width + "x" + height
                + (x == 0 && y == 0 ? "" : " at " + x + "," + y);
    }
}
