// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.client;

import dev.moviemaker.vulkan.raw.PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR;
import dev.moviemaker.vulkan.raw.VkPhysicalDeviceVideoFormatInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileListInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Lists of several video profiles. */
public final class VideoProfiles {
    private VideoProfiles() {}

    /** VkVideoProfileListInfoKHR with the profiles of these settings. */
    public static MemorySegment list(Arena arena, Settings... settings) {
        MemorySegment profiles = VkVideoProfileInfoKHR.allocateArray(settings.length, arena);
        for (int i = 0; i < settings.length; i++) {
            MemorySegment.copy(
                    Client.profile(arena, settings[i]),
                    0,
                    VkVideoProfileInfoKHR.asSlice(profiles, i),
                    0,
                    VkVideoProfileInfoKHR.sizeof());
        }
        MemorySegment list = Caps.profileList(arena, profiles);
        VkVideoProfileListInfoKHR.profileCount(list, settings.length);
        return list;
    }

    /**
     * What vkGetPhysicalDeviceVideoFormatPropertiesKHR returns for sources of this list: a VkResult, or the number of
     * formats.
     */
    public static int sourceFormats(Vk vk, Arena arena, MemorySegment list) {
        MemorySegment info = VkPhysicalDeviceVideoFormatInfoKHR.allocate(arena);
        VkPhysicalDeviceVideoFormatInfoKHR.sType(
                info, Vulkan.VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VIDEO_FORMAT_INFO_KHR());
        VkPhysicalDeviceVideoFormatInfoKHR.imageUsage(info, Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_SRC_BIT_KHR());
        VkPhysicalDeviceVideoFormatInfoKHR.pNext(info, list);
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        int result = PFN_vkGetPhysicalDeviceVideoFormatPropertiesKHR.invoke(
                vk.f("vkGetPhysicalDeviceVideoFormatPropertiesKHR"), vk.physical, info, count, MemorySegment.NULL);
        return result < 0 ? result : count.get(ValueLayout.JAVA_INT, 0);
    }
}
