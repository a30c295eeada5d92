// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R16G16_UINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R16_UINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8_UINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8_UINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_CREATE_EXTENDED_USAGE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_STORAGE_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;

/** The ways into the encoder's source image, the fastest first. */
public enum TargetPath {
    /** The shader writes through views of the image's planes. Needs {@code shaderStorageImageExtendedFormats}. */
    STORAGE_PLANES,
    /**
     * The shader writes to an image for each plane, which is then copied. Needs
     * {@code shaderStorageImageExtendedFormats}.
     */
    COPY_IMAGES,
    /** The shader writes to a buffer, which is then copied plane by plane. Works everywhere. */
    COPY_BUFFER;

    /**
     * Returns the fastest path that a format allows.
     *
     * @param imageCreateFlags of an answer of the video format query for encode source and storage usage
     */
    public static TargetPath choose(int imageCreateFlags, int imageUsageFlags, boolean extendedFormats) {
        int flags = STORAGE_PLANES.createFlags();
        boolean planes = (imageCreateFlags & flags) == flags && (imageUsageFlags & VK_IMAGE_USAGE_STORAGE_BIT()) != 0;
        return planes && extendedFormats ? STORAGE_PLANES : copying(extendedFormats);
    }

    /** Returns the faster path to an image that shaders do not write to. */
    public static TargetPath copying(boolean extendedFormats) {
        return extendedFormats ? COPY_IMAGES : COPY_BUFFER;
    }

    /** Returns whether the device needs {@code shaderStorageImageExtendedFormats}. */
    public boolean needsExtendedFormats() {
        return this != COPY_BUFFER;
    }

    /** Returns what the image must be made with. */
    public int createFlags() {
        return this == STORAGE_PLANES ? VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT() | VK_IMAGE_CREATE_EXTENDED_USAGE_BIT() : 0;
    }

    /** Returns what the image must be made for, besides encoding. */
    public int usage() {
        return this == STORAGE_PLANES ? VK_IMAGE_USAGE_STORAGE_BIT() : VK_IMAGE_USAGE_TRANSFER_DST_BIT();
    }

    /** Returns the layout that the image has after a conversion. */
    public int writtenLayout() {
        return this == STORAGE_PLANES ? VK_IMAGE_LAYOUT_GENERAL() : VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL();
    }

    /**
     * Returns the format of a plane's view, to be named in the image's format list. Integers: nothing is rounded on the
     * way.
     *
     * @param plane 0 for luma, 1 for chroma
     * @param bitDepth 8 or 10
     */
    public static int planeFormat(int plane, int bitDepth) {
        if (bitDepth == 8) {
            return plane == 0 ? VK_FORMAT_R8_UINT() : VK_FORMAT_R8G8_UINT();
        }
        return plane == 0 ? VK_FORMAT_R16_UINT() : VK_FORMAT_R16G16_UINT();
    }
}
