// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_TILING_OPTIMAL;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What an image shall be: 2D, one mip level.
 *
 * @param width pixels
 * @param height pixels
 * @param tiling {@code VkImageTiling}
 * @param families queue families that share it; one or none means exclusive
 * @param next chain of the creation, for example a profile list, or NULL
 */
public record ImageRequest(
        int format,
        int width,
        int height,
        int layers,
        int tiling,
        int usage,
        int flags,
        List<Integer> families,
        MemorySegment next) {

    /** An image of optimal tiling. */
    public ImageRequest(
            int format,
            int width,
            int height,
            int layers,
            int usage,
            int flags,
            List<Integer> families,
            MemorySegment next) {
        this(format, width, height, layers, VK_IMAGE_TILING_OPTIMAL(), usage, flags, families, next);
    }

    /** Copies the list. */
    public ImageRequest {
        families = List.copyOf(families);
    }
}
