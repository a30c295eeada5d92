// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_ASPECT_COLOR_BIT;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkExtent3D;
import dev.moviemaker.vulkan.raw.VkImageCopy;
import dev.moviemaker.vulkan.raw.VkImageSubresourceLayers;
import dev.moviemaker.vulkan.raw.VkOffset3D;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * The copy of an image into a larger one whose padding repeats the last column and row. What lies beyond both, which
 * touches the picture in one pixel only, repeats the end of the last row instead of its last pixel: that takes one
 * region a row, not one a pixel. No copy turns an image that is upside down, so its rows are copied one by one.
 */
final class PaddedCopy {
    private final MemorySegment regions;
    private int count;

    PaddedCopy(SegmentAllocator allocator, PaddedLayout layout, boolean upsideDown) {
        int width = layout.width();
        int height = layout.height();
        int columns = layout.targetWidth() - width;
        int rows = layout.targetHeight() - height;
        regions = allocator.allocate(
                VkImageCopy.layout(),
                (1L + columns) * (upsideDown ? height : 1) + (long) rows * (1 + Math.ceilDiv(columns, width)));
        int step = upsideDown ? 1 : height;
        for (int row = 0; row < height; row += step) {
            int from = upsideDown ? height - 1 - row : row;
            add(0, from, 0, row, width, step);
            for (int column = 0; column < columns; column++) {
                add(width - 1, from, width + column, row, 1, step);
            }
        }
        int last = upsideDown ? 0 : height - 1;
        for (int row = height; row < height + rows; row++) {
            add(0, last, 0, row, width, 1);
            for (int x = width; x < width + columns; x += width) {
                int part = Math.min(width, width + columns - x);
                add(width - part, last, x, row, part, 1);
            }
        }
    }

    private void add(int fromX, int fromY, int toX, int toY, int width, int height) {
        MemorySegment region = Structs.element(regions, VkImageCopy.layout(), count++);
        place(VkImageCopy.srcSubresource(region), VkImageCopy.srcOffset(region), fromX, fromY);
        place(VkImageCopy.dstSubresource(region), VkImageCopy.dstOffset(region), toX, toY);
        MemorySegment extent = VkImageCopy.extent(region);
        VkExtent3D.width(extent, width);
        VkExtent3D.height(extent, height);
        VkExtent3D.depth(extent, 1);
    }

    private static void place(MemorySegment layers, MemorySegment offset, int x, int y) {
        VkImageSubresourceLayers.aspectMask(layers, VK_IMAGE_ASPECT_COLOR_BIT());
        VkImageSubresourceLayers.layerCount(layers, 1);
        VkOffset3D.x(offset, x);
        VkOffset3D.y(offset, y);
    }

    int count() {
        return count;
    }

    /** {@code VkImageCopy}s. */
    MemorySegment regions() {
        return regions;
    }
}
