// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.vulkan.raw.Vulkan;

/** What video usages, flags and layouts become in the base driver. */
final class Pictures {
    private static final int ENCODE_USAGE = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR()
            | Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DST_BIT_KHR()
            | Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_DPB_BIT_KHR()
            | Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR()
            | Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_EMPHASIS_MAP_BIT_KHR();
    private static final int COPIED =
            Vulkan.VK_IMAGE_USAGE_TRANSFER_SRC_BIT() | Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT();
    private static final long BUFFER_USAGE =
            Vulkan.VK_BUFFER_USAGE_VIDEO_ENCODE_DST_BIT_KHR() | Vulkan.VK_BUFFER_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();
    private static final long BUFFER_COPIED =
            Vulkan.VK_BUFFER_USAGE_TRANSFER_SRC_BIT() | Vulkan.VK_BUFFER_USAGE_TRANSFER_DST_BIT();

    private Pictures() {}

    static boolean isVideo(int usage) {
        return (usage & ENCODE_USAGE) != 0;
    }

    static int videoUsage(int usage) {
        return usage & ENCODE_USAGE;
    }

    /** The worker copies from and to pictures. */
    static int baseUsage(int usage) {
        return isVideo(usage) ? (usage & ~ENCODE_USAGE) | COPIED : usage;
    }

    static int baseFlags(int flags) {
        return flags & ~Vulkan.VK_IMAGE_CREATE_VIDEO_PROFILE_INDEPENDENT_BIT_KHR();
    }

    static boolean isVideoBuffer(long usage) {
        return (usage & BUFFER_USAGE) != 0;
    }

    static long baseBufferUsage(long usage) {
        return isVideoBuffer(usage) ? (usage & ~BUFFER_USAGE) | BUFFER_COPIED : usage;
    }

    static int baseBufferFlags(int flags) {
        return flags & ~Vulkan.VK_BUFFER_CREATE_VIDEO_PROFILE_INDEPENDENT_BIT_KHR();
    }

    static boolean isVideoLayout(int layout) {
        return layout == Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_SRC_KHR()
                || layout == Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DST_KHR()
                || layout == Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_DPB_KHR()
                || layout == Vulkan.VK_IMAGE_LAYOUT_VIDEO_ENCODE_QUANTIZATION_MAP_KHR();
    }

    static int baseLayout(int layout) {
        return isVideoLayout(layout) ? Vulkan.VK_IMAGE_LAYOUT_GENERAL() : layout;
    }
}
