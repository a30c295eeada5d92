// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_B8G8R8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R16_SINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R32_SINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8B8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8_SINT;

/**
 * One answer of the video format query.
 *
 * @param imageCreateFlags create flags that images may have
 * @param imageUsageFlags usages that images may have
 */
public record VideoFormat(int format, int imageCreateFlags, int imageTiling, int imageUsageFlags) {

    /**
     * Returns the format as people call it.
     *
     * @return NV12, P010, RGBA8, BGRA8, RGB10A2, BGR10A2, R8_SINT, R16_SINT, R32_SINT, or its number
     */
    public String name() {
        if (format == VK_FORMAT_G8_B8R8_2PLANE_420_UNORM()) {
            return "NV12";
        }
        if (format == VK_FORMAT_R8G8B8A8_UNORM()) {
            return "RGBA8";
        }
        if (format == VK_FORMAT_B8G8R8A8_UNORM()) {
            return "BGRA8";
        }
        if (format == VK_FORMAT_A2B10G10R10_UNORM_PACK32()) {
            return "RGB10A2";
        }
        if (format == VK_FORMAT_A2R10G10B10_UNORM_PACK32()) {
            return "BGR10A2";
        }
        if (format == VK_FORMAT_R8_SINT()) {
            return "R8_SINT";
        }
        if (format == VK_FORMAT_R16_SINT()) {
            return "R16_SINT";
        }
        if (format == VK_FORMAT_R32_SINT()) {
            return "R32_SINT";
        }
        return format == VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16() ? "P010" : "VkFormat " + format;
    }
}
