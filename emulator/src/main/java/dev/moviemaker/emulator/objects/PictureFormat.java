// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.profile.MapFormat;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats that pictures may have, and how the base driver stores a copy of one, row after row without gaps. */
public enum PictureFormat {
    /** Luma bytes, then rows of Cb and Cr bytes in turn. */
    NV12(Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM(), 8, Content.YUV),
    /** The same with 16 bits a sample, of which the upper 10 count. */
    P010(Vulkan.VK_FORMAT_G10X6_B10X6R10X6_2PLANE_420_UNORM_3PACK16(), 10, Content.YUV),
    /** Bytes B, G, R, A. */
    BGRA8(Vulkan.VK_FORMAT_B8G8R8A8_UNORM(), 8, Content.RGB),
    /** Bytes R, G, B, A. */
    RGBA8(Vulkan.VK_FORMAT_R8G8B8A8_UNORM(), 8, Content.RGB),
    /** 32-bit words, from the lowest bit: 10 bits R, G, B, 2 bits A. */
    A2B10G10R10(Vulkan.VK_FORMAT_A2B10G10R10_UNORM_PACK32(), 10, Content.RGB),
    /** 32-bit words, from the lowest bit: 10 bits B, G, R, 2 bits A. */
    A2R10G10B10(Vulkan.VK_FORMAT_A2R10G10B10_UNORM_PACK32(), 10, Content.RGB),
    /** A quantization map, bytes. */
    R8_SINT(Vulkan.VK_FORMAT_R8_SINT(), 8, Content.MAP),
    /** A quantization map, 16 bits a texel. */
    R16_SINT(Vulkan.VK_FORMAT_R16_SINT(), 16, Content.MAP),
    /** A quantization map, 32 bits a texel. */
    R32_SINT(Vulkan.VK_FORMAT_R32_SINT(), 32, Content.MAP),
    /** An emphasis map, bytes. */
    R8_UNORM(Vulkan.VK_FORMAT_R8_UNORM(), 8, Content.MAP);

    private enum Content {
        YUV,
        RGB,
        MAP
    }

    private final int code;
    private final int bitDepth;
    private final Content content;

    PictureFormat(int code, int bitDepth, Content content) {
        this.code = code;
        this.bitDepth = bitDepth;
        this.content = content;
    }

    /** The format with this {@code VkFormat}, or null. */
    public static @Nullable PictureFormat of(int code) {
        for (PictureFormat format : values()) {
            if (format.code == code) {
                return format;
            }
        }
        return null;
    }

    /** The format of quantization maps. */
    public static PictureFormat of(MapFormat format) {
        return switch (format) {
            case R8_SINT -> R8_SINT;
            case R16_SINT -> R16_SINT;
            case R32_SINT -> R32_SINT;
            case R8_UNORM -> R8_UNORM;
        };
    }

    /** The Y'CbCr format of a bit depth. */
    public static PictureFormat yuv(int bitDepth) {
        return bitDepth == 8 ? NV12 : P010;
    }

    /** The R'G'B' formats of a bit depth. */
    public static List<PictureFormat> rgb(int bitDepth) {
        return bitDepth == 8 ? List.of(BGRA8, RGBA8) : List.of(A2B10G10R10, A2R10G10B10);
    }

    /** {@code VkFormat}. */
    public int code() {
        return code;
    }

    /** Bits of a sample: 8 or 10; of a map 8, 16 or 32. */
    public int bitDepth() {
        return bitDepth;
    }

    /** Whether it holds R'G'B'. */
    public boolean isRgb() {
        return content == Content.RGB;
    }

    /** Whether it is one of quantization maps. */
    public boolean isMap() {
        return content == Content.MAP;
    }

    /** Planes: 1 or 2. */
    public int planes() {
        return content == Content.YUV ? 2 : 1;
    }

    /** {@code VkImageAspectFlagBits} of a plane. */
    public int aspect(int plane) {
        if (content != Content.YUV) {
            return Vulkan.VK_IMAGE_ASPECT_COLOR_BIT();
        }
        return plane == 0 ? Vulkan.VK_IMAGE_ASPECT_PLANE_0_BIT() : Vulkan.VK_IMAGE_ASPECT_PLANE_1_BIT();
    }

    /** Texels of a plane across (or down) a picture of this size. */
    public static int planeSize(int plane, int size) {
        return plane == 0 ? size : (size + 1) / 2;
    }

    /** Bytes of the copy of a plane of a picture. */
    public long planeBytes(int plane, int width, int height) {
        int texel = switch (content) {
            case YUV -> (plane + 1) * (bitDepth == 8 ? 1 : 2);
            case RGB -> 4;
            case MAP -> bitDepth / 8;
        };
        return (long) planeSize(plane, width) * planeSize(plane, height) * texel;
    }

    /** Bytes of the copy of a picture. */
    public long bytes(int width, int height) {
        return planeBytes(0, width, height) + (planes() == 1 ? 0 : planeBytes(1, width, height));
    }
}
