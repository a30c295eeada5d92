// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Macros and constants written by hand agree with the headers. */
class VulkanMacrosTest {

    @Test
    void constantsAreThoseOfTheHeaders() throws ReflectiveOperationException {
        assertThat(compareConstants(VulkanMacros.class)).hasSize(9);
    }

    @Test
    void extensionNamesAreThoseOfTheHeaders() throws ReflectiveOperationException {
        assertThat(compareConstants(VulkanExtensions.class)).hasSizeGreaterThan(25);
    }

    private static List<String> compareConstants(Class<?> companion) throws ReflectiveOperationException {
        List<String> compared = new ArrayList<>();
        for (Field constant : companion.getFields()) {
            assertThat(Modifier.isStatic(constant.getModifiers())).isTrue();
            Object generated = Vulkan.class.getMethod(constant.getName()).invoke(null);
            Object value = generated instanceof MemorySegment text ? text.getString(0) : generated;
            assertThat(constant.get(null)).as(constant.getName()).isEqualTo(value);
            compared.add(constant.getName());
        }
        return compared;
    }

    @Test
    void headersAreThePinnedOnes() {
        assertThat(VulkanMacros.apiVersionString(VulkanMacros.VK_HEADER_VERSION_COMPLETE))
                .isEqualTo(Sources.read(Sources.BINDINGS.resolveSibling("vulkan-headers/VERSION"))
                        .strip());
    }

    @Test
    void apiVersionGoesBothWays() {
        for (int variant : new int[] {0, 1, 7}) {
            for (int major : new int[] {0, 1, 127}) {
                for (int minor : new int[] {0, 4, 1023}) {
                    for (int patch : new int[] {0, 363, 4095}) {
                        int version = VulkanMacros.makeApiVersion(variant, major, minor, patch);
                        assertThat(new int[] {
                                    VulkanMacros.apiVersionVariant(version),
                                    VulkanMacros.apiVersionMajor(version),
                                    VulkanMacros.apiVersionMinor(version),
                                    VulkanMacros.apiVersionPatch(version)
                                })
                                .containsExactly(variant, major, minor, patch);
                    }
                }
            }
        }
        assertThat(VulkanMacros.makeApiVersion(7, 127, 1023, 4095)).isEqualTo(-1);
        assertThat(VulkanMacros.apiVersionString(VulkanMacros.makeApiVersion(1, 1, 0, 2)))
                .isEqualTo("1:1.0.2");
    }

    @Test
    void videoStdVersionPacksAsTheHeaderDoes() {
        assertThat(VulkanMacros.makeVideoStdVersion(1, 0, 0))
                .isEqualTo(Vulkan.VK_STD_VULKAN_VIDEO_CODEC_AV1_ENCODE_API_VERSION_1_0_0());
        assertThat(VulkanMacros.makeVideoStdVersion(1023, 1023, 4095)).isEqualTo(-1);
    }

    @Test
    void versionsOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VulkanMacros.makeApiVersion(0, 128, 0, 0))
                .withMessage("major is 128; allowed are 0 to 127");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VulkanMacros.makeVideoStdVersion(1, -1, 0))
                .withMessage("minor is -1; allowed are 0 to 1023");
    }

    @Test
    void longFlagsComeFromTheHeaders() {
        assertThat(Vulkan.VK_PIPELINE_STAGE_2_VIDEO_ENCODE_BIT_KHR()).isEqualTo(0x08000000L);
        assertThat(Vulkan.VK_PIPELINE_STAGE_2_COPY_BIT()).isEqualTo(1L << 32);
        assertThat(Vulkan.VK_WHOLE_SIZE()).isEqualTo(-1L);
    }
}
