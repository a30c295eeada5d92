// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.Vulkan;

/** Pixels of four bytes. */
public final class RgbPixel {
    private RgbPixel() {}

    /** The 32-bit word of an opaque pixel; components are 0 to 255. */
    public static int word(int format, int red, int green, int blue) {
        if (format == Vulkan.VK_FORMAT_R8G8B8A8_UNORM()) {
            return 0xFF << 24 | blue << 16 | green << 8 | red;
        } else if (format == Vulkan.VK_FORMAT_B8G8R8A8_UNORM()) {
            return 0xFF << 24 | red << 16 | green << 8 | blue;
        } else if (format == Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32()) {
            return 3 << 30 | ten(blue) << 20 | ten(green) << 10 | ten(red);
        } else if (format == Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32()) {
            return 3 << 30 | ten(red) << 20 | ten(green) << 10 | ten(blue);
        }
        throw new IllegalArgumentException("format " + format + " is not one of the four");
    }

    private static int ten(int eight) {
        return (eight * 1023 + 127) / 255;
    }
}
