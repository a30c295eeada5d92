// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.Testbed;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceImageFormatProperties2;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkImageFormatProperties2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceImageFormatInfo2;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoCapabilitiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeAV1ProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQualityLevelPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the queries about video refuses a profile with the error that the specification has for it. */
class ProfileErrorsEmulatorTest {
    private static final int OPERATION = Vulkan.VK_ERROR_VIDEO_PROFILE_OPERATION_NOT_SUPPORTED_KHR();
    private static final int FORMAT = Vulkan.VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR();
    private static final int CODEC = Vulkan.VK_ERROR_VIDEO_PROFILE_CODEC_NOT_SUPPORTED_KHR();
    private static final int NV12 = Vulkan.VK_FORMAT_G8_B8R8_2PLANE_420_UNORM();
    private static final int SOURCE = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR();

    private final Arena arena = Arena.ofAuto();

    /**
     * What is wrong with a profile.
     *
     * @param what   in words
     * @param error  the VkResult for it
     * @param change makes it wrong
     */
    record Wrong(String what, int error, Consumer<MemorySegment> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> wrongs() {
        return Stream.of(
                new Wrong("decode", OPERATION, p -> VkVideoProfileInfoKHR.videoCodecOperation(p, 4)),
                new Wrong("another codec", OPERATION, p -> VkVideoProfileInfoKHR.videoCodecOperation(p, 0x10000)),
                new Wrong(
                        "4:4:4",
                        FORMAT,
                        p -> VkVideoProfileInfoKHR.chromaSubsampling(
                                p, Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_444_BIT_KHR())),
                new Wrong(
                        "monochrome",
                        FORMAT,
                        p -> VkVideoProfileInfoKHR.chromaSubsampling(
                                p, Vulkan.VK_VIDEO_CHROMA_SUBSAMPLING_MONOCHROME_BIT_KHR())),
                new Wrong("12 bit", FORMAT, p -> {
                    VkVideoProfileInfoKHR.lumaBitDepth(p, Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_12_BIT_KHR());
                    VkVideoProfileInfoKHR.chromaBitDepth(p, Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_12_BIT_KHR());
                }),
                new Wrong(
                        "two bit depths",
                        FORMAT,
                        p -> VkVideoProfileInfoKHR.chromaBitDepth(p, Vulkan.VK_VIDEO_COMPONENT_BIT_DEPTH_10_BIT_KHR())),
                new Wrong(
                        "High profile",
                        CODEC,
                        p -> VkVideoEncodeAV1ProfileInfoKHR.stdProfile(
                                VkVideoProfileInfoKHR.pNext(p), Vulkan.STD_VIDEO_AV1_PROFILE_HIGH())),
                new Wrong("no AV1 structure", CODEC, p -> VkVideoProfileInfoKHR.pNext(p, MemorySegment.NULL)));
    }

    private Vk open() {
        return new Vk(
                EmulatedDriver.over(Testbed.needsVulkan(), Profiles.named("maximal"))
                        .getInstanceProcAddr(),
                Vk.Way.LOADER);
    }

    private MemorySegment profile() {
        return Client.profile(arena, Settings.of(320, 192, 1));
    }

    private int capabilities(Vk vk, MemorySegment profile) {
        MemorySegment out = VkVideoCapabilitiesKHR.allocate(arena);
        VkVideoCapabilitiesKHR.sType(out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_CAPABILITIES_KHR());
        return PFN_vkGetPhysicalDeviceVideoCapabilitiesKHR.invoke(
                vk.f("vkGetPhysicalDeviceVideoCapabilitiesKHR"), vk.physical, profile, out);
    }

    private int qualityLevel(Vk vk, MemorySegment profile, int level) {
        MemorySegment info = VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.allocate(arena);
        VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_ENCODE_QUALITY_LEVEL_INFO_KHR());
        VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.pVideoProfile(info, profile);
        VkPhysicalDeviceVideoEncodeQualityLevelInfoKHR.qualityLevel(info, level);
        MemorySegment out = VkVideoEncodeQualityLevelPropertiesKHR.allocate(arena);
        VkVideoEncodeQualityLevelPropertiesKHR.sType(
                out, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUALITY_LEVEL_PROPERTIES_KHR());
        return PFN_vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR.invoke(
                vk.f("vkGetPhysicalDeviceVideoEncodeQualityLevelPropertiesKHR"), vk.physical, info, out);
    }

    private int image(Vk vk, MemorySegment profile, int format, int usage, int tiling) {
        MemorySegment info = VkPhysicalDeviceImageFormatInfo2.allocate(arena);
        VkPhysicalDeviceImageFormatInfo2.sType(info, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_IMAGE_FORMAT_INFO_2());
        VkPhysicalDeviceImageFormatInfo2.pNext(info, Caps.profileList(arena, profile));
        VkPhysicalDeviceImageFormatInfo2.format(info, format);
        VkPhysicalDeviceImageFormatInfo2.type(info, Vulkan.VK_IMAGE_TYPE_2D());
        VkPhysicalDeviceImageFormatInfo2.tiling(info, tiling);
        VkPhysicalDeviceImageFormatInfo2.usage(info, usage);
        MemorySegment out = VkImageFormatProperties2.allocate(arena);
        VkImageFormatProperties2.sType(out, Vulkan.VK_STRUCTURE_TYPE_IMAGE_FORMAT_PROPERTIES_2());
        return PFN_vkGetPhysicalDeviceImageFormatProperties2.invoke(
                vk.f("vkGetPhysicalDeviceImageFormatProperties2"), vk.physical, info, out);
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void isRefused(Wrong wrong) {
        try (Vk vk = open()) {
            MemorySegment profile = profile();
            wrong.change().accept(profile);
            assertThat(capabilities(vk, profile)).isEqualTo(wrong.error());
            assertThat(qualityLevel(vk, profile, 0)).isEqualTo(wrong.error());
            assertThat(VideoProfiles.sourceFormats(vk, arena, Caps.profileList(arena, profile)))
                    .isEqualTo(wrong.error());
            if (wrong.error() != OPERATION) { // images for other codecs are the base driver's business
                assertThat(image(vk, profile, NV12, SOURCE, Vulkan.VK_IMAGE_TILING_OPTIMAL()))
                        .isEqualTo(wrong.error());
            }
        }
    }

    @Test
    void isTakenWhereNothingIsWrong() {
        try (Vk vk = open()) {
            assertThat(capabilities(vk, profile())).isZero();
            assertThat(qualityLevel(vk, profile(), 3)).isZero();
            assertThat(qualityLevel(vk, profile(), 4)).isNegative();
            assertThat(image(vk, profile(), NV12, SOURCE, Vulkan.VK_IMAGE_TILING_OPTIMAL()))
                    .isZero();
        }
    }

    @Test
    void imagesHaveTheFormatUsageAndTilingThatTheFormatQueryGives() {
        try (Vk vk = open()) {
            int optimal = Vulkan.VK_IMAGE_TILING_OPTIMAL();
            int unsupported = Vulkan.VK_ERROR_FORMAT_NOT_SUPPORTED();
            int attachment = Vulkan.VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT();
            assertThat(image(vk, profile(), Vulkan.VK_FORMAT_R8G8B8A8_UNORM(), SOURCE, optimal))
                    .isEqualTo(unsupported);
            assertThat(image(vk, profile(), NV12, SOURCE | attachment, optimal)).isEqualTo(unsupported);
            assertThat(image(vk, profile(), NV12, SOURCE, Vulkan.VK_IMAGE_TILING_LINEAR()))
                    .isEqualTo(unsupported);
        }
    }
}
