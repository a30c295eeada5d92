// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.UnsupportedException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

class VulkanLoaderTest {

    @Test
    void everySystemHasItsNames() {
        assertThat(VulkanLoader.names(null, "Linux")).first().isEqualTo("libvulkan.so.1");
        assertThat(VulkanLoader.names(null, "Windows 11")).containsExactly("vulkan-1.dll");
        assertThat(VulkanLoader.names(null, "Mac OS X")).first().isEqualTo("libvulkan.1.dylib");
        assertThat(VulkanLoader.names("/opt/my.so", "Linux")).containsExactly("/opt/my.so");
    }

    @Test
    void aMissingLoaderIsNamed() {
        assertThatThrownBy(() -> VulkanLoader.load(List.of("libnothing-1.so", "libnothing-2.so")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("no Vulkan loader found: tried libnothing-1.so, libnothing-2.so");
    }

    @Test
    void anEntryNeedsAnAddress() {
        assertThatThrownBy(() -> new VulkanEntry(MemorySegment.NULL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("getInstanceProcAddr");
    }
}
