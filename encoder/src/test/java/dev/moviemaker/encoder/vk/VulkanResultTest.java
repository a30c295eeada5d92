// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.DeviceLostException;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.VulkanException;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VulkanResultTest {

    @Test
    void namesAreThoseOfTheHeaders() throws ReflectiveOperationException {
        List<Method> errors = Arrays.stream(Vulkan.class.getMethods())
                .filter(m -> m.getName().startsWith("VK_ERROR_VIDEO_") && m.getParameterCount() == 0)
                .toList();
        assertThat(errors).hasSizeGreaterThan(4);
        for (Method error : errors) {
            assertThat(ResultCode.name((int) error.invoke(null))).isEqualTo(error.getName());
        }
        assertThat(ResultCode.name(Vulkan.VK_ERROR_DEVICE_LOST())).isEqualTo("VK_ERROR_DEVICE_LOST");
        assertThat(ResultCode.name(-77)).isEqualTo("VkResult -77");
    }

    @Test
    void failuresHaveTheirExceptions() {
        assertThatCode(() -> VulkanResult.check("vkX", ResultCode.INCOMPLETE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> VulkanResult.check("vkX", -4)).isInstanceOf(DeviceLostException.class);
        assertThatThrownBy(() -> VulkanResult.check("vkX", -2)).isInstanceOf(OutOfDeviceMemoryException.class);
        assertThatThrownBy(() -> VulkanResult.check("vkX", -3))
                .isInstanceOf(VulkanException.class)
                .hasMessage("vkX failed: VK_ERROR_INITIALIZATION_FAILED (-3)");
    }
}
