// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_B8G8R8A8_UNORM;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R16G16B16A16_SFLOAT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8B8A8_UNORM;

import dev.moviemaker.PixelFormat;

/**
 * What the shader reads: the numbers that specialise it.
 *
 * @param sampleBytes of Y'CbCr: bytes of a sample
 * @param bitDepth of Y'CbCr: 8 or 10
 * @param max of RGB: the code value of full red, green or blue
 * @param blueFirst of packed buffers: whether blue comes first
 */
record SourceFormat(int kind, int sampleBytes, int sampleShift, int bitDepth, int max, boolean blueFirst) {
    private static final int RGBX = 0;
    private static final int RGB = 1;
    private static final int SEMI_PLANAR = 2;
    private static final int PLANAR = 3;
    private static final int UNORM_IMAGE = 4;
    private static final int FLOAT_IMAGE = 5;

    private static final SourceFormat RGBA8 = new SourceFormat(RGBX, 1, 0, 8, 255, false);
    private static final SourceFormat BGRA8 = new SourceFormat(RGBX, 1, 0, 8, 255, true);
    private static final SourceFormat RGB24 = new SourceFormat(RGB, 1, 0, 8, 255, false);
    private static final SourceFormat RGB10A2 = new SourceFormat(RGBX, 1, 0, 10, 1023, false);
    private static final SourceFormat BGR10A2 = new SourceFormat(RGBX, 1, 0, 10, 1023, true);
    private static final SourceFormat I420 = new SourceFormat(PLANAR, 1, 0, 8, 0, false);
    private static final SourceFormat NV12 = new SourceFormat(SEMI_PLANAR, 1, 0, 8, 0, false);
    private static final SourceFormat P010 = new SourceFormat(SEMI_PLANAR, 2, 6, 10, 0, false);
    private static final SourceFormat I010 = new SourceFormat(PLANAR, 2, 0, 10, 0, false);
    private static final SourceFormat UNORM8 = new SourceFormat(UNORM_IMAGE, 0, 0, 8, 255, false);
    private static final SourceFormat UNORM10 = new SourceFormat(UNORM_IMAGE, 0, 0, 10, 1023, false);
    private static final SourceFormat FLOAT16 = new SourceFormat(FLOAT_IMAGE, 0, 0, 10, 1023, false);

    static SourceFormat of(PixelFormat format) {
        return switch (format) {
            case RGBA8 -> RGBA8;
            case BGRA8 -> BGRA8;
            case RGB24 -> RGB24;
            case RGB10A2 -> RGB10A2;
            case BGR10A2 -> BGR10A2;
            case I420 -> I420;
            case NV12 -> NV12;
            case P010 -> P010;
            case I010 -> I010;
        };
    }

    /**
     * The format of an image; its components come to the shader in the order red, green, blue whatever their order in
     * memory.
     */
    static SourceFormat ofImage(int format) {
        if (format == VK_FORMAT_R8G8B8A8_UNORM() || format == VK_FORMAT_B8G8R8A8_UNORM()) {
            return UNORM8;
        }
        if (format == VK_FORMAT_A2B10G10R10_UNORM_PACK32() || format == VK_FORMAT_A2R10G10B10_UNORM_PACK32()) {
            return UNORM10;
        }
        if (format == VK_FORMAT_R16G16B16A16_SFLOAT()) {
            return FLOAT16;
        }
        throw new IllegalArgumentException(
                ("format: VkFormat %d given; R8G8B8A8_UNORM (37), B8G8R8A8_UNORM (44), A2R10G10B10_UNORM_PACK32 (58),"
                                + " A2B10G10R10_UNORM_PACK32 (64) and R16G16B16A16_SFLOAT (97) allowed")
                        .formatted(format));
    }

    boolean isImage() {
        return kind >= UNORM_IMAGE;
    }

    boolean isRgb() {
        return kind != SEMI_PLANAR && kind != PLANAR;
    }
}
