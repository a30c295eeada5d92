// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * The function-like macros of the Vulkan headers, which jextract cannot translate, and the constants made with them as
 * constant expressions (jextract makes methods, which no {@code case} label takes).
 *
 * <p>Two packings exist. <em>API versions</em> ({@code vulkan_core.h}, {@code VK_MAKE_API_VERSION}): variant in bits 31
 * to 29, major in 28 to 22, minor in 21 to 12, patch in 11 to 0. <em>Versions of a video Std header</em>
 * ({@code vulkan_video_codecs_common.h}, {@code VK_MAKE_VIDEO_STD_VERSION}): the same without a variant, with major in
 * bits 31 to 22.
 */
public final class VulkanMacros {

    /** Patch number of the headers that the bindings were generated from. */
    public static final int VK_HEADER_VERSION = 363;

    /** API version 1.0.0. */
    public static final int VK_API_VERSION_1_0 = 1 << 22;

    /** API version 1.1.0. */
    public static final int VK_API_VERSION_1_1 = VK_API_VERSION_1_0 | 1 << 12;

    /** API version 1.2.0. */
    public static final int VK_API_VERSION_1_2 = VK_API_VERSION_1_0 | 2 << 12;

    /** API version 1.3.0. */
    public static final int VK_API_VERSION_1_3 = VK_API_VERSION_1_0 | 3 << 12;

    /** API version 1.4.0. */
    public static final int VK_API_VERSION_1_4 = VK_API_VERSION_1_0 | 4 << 12;

    /** Complete version of the headers: 1.4.{@value #VK_HEADER_VERSION}. */
    public static final int VK_HEADER_VERSION_COMPLETE = VK_API_VERSION_1_4 | VK_HEADER_VERSION;

    /** Version 1.0.0 of the AV1 encode Std header, the one that the bindings describe. */
    public static final int VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_SPEC_VERSION = 1 << 22;

    /** Name of the AV1 encode Std header in {@code VkExtensionProperties} of a video session. */
    public static final String VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_EXTENSION_NAME =
            "VK_STD_vulkan_video_codec_av1_encode";

    private VulkanMacros() {}

    /**
     * Packs an API version.
     *
     * @param variant 0 to 7; 0 is Vulkan itself
     * @param major 0 to 127
     * @param minor 0 to 1023
     * @param patch 0 to 4095
     * @return the packed version, to be read as unsigned
     */
    public static int makeApiVersion(int variant, int major, int minor, int patch) {
        check("variant", variant, 0x7);
        check("major", major, 0x7F);
        check("minor", minor, 0x3FF);
        check("patch", patch, 0xFFF);
        return variant << 29 | major << 22 | minor << 12 | patch;
    }

    /**
     * The variant of an API version.
     *
     * @param version a packed API version
     * @return 0 to 7
     */
    public static int apiVersionVariant(int version) {
        return version >>> 29;
    }

    /**
     * The major number of an API version.
     *
     * @param version a packed API version
     * @return 0 to 127
     */
    public static int apiVersionMajor(int version) {
        return version >>> 22 & 0x7F;
    }

    /**
     * The minor number of an API version.
     *
     * @param version a packed API version
     * @return 0 to 1023
     */
    public static int apiVersionMinor(int version) {
        return version >>> 12 & 0x3FF;
    }

    /**
     * The patch number of an API version.
     *
     * @param version a packed API version
     * @return 0 to 4095
     */
    public static int apiVersionPatch(int version) {
        return version & 0xFFF;
    }

    /**
     * An API version as people write it.
     *
     * @param version a packed API version
     * @return for example {@code 1.4.363}; a variant other than 0 stands in front, for example {@code 1:1.0.0}
     */
    public static String apiVersionString(int version) {
        String numbers = apiVersionMajor(version) + "." + apiVersionMinor(version) + "." + apiVersionPatch(version);
        return apiVersionVariant(version) == 0 ? numbers : apiVersionVariant(version) + ":" + numbers;
    }

    /**
     * Packs a version of a video Std header.
     *
     * @param major 0 to 1023
     * @param minor 0 to 1023
     * @param patch 0 to 4095
     * @return the packed version, to be read as unsigned
     */
    public static int makeVideoStdVersion(int major, int minor, int patch) {
        check("major", major, 0x3FF);
        check("minor", minor, 0x3FF);
        check("patch", patch, 0xFFF);
        return major << 22 | minor << 12 | patch;
    }

    private static void check(String name, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed are 0 to " + max);
        }
    }
}
