// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.base.Chains;
import dev.moviemaker.emulator.objects.EmulatedVideoProfile;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkBaseOutStructure;
import dev.moviemaker.vulkan.raw.VkVideoProfileInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoProfileListInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code VkVideoProfileListInfoKHR}: the profiles of ours, and what of the list is for the base driver. */
final class ProfileLists {
    private static final int LIST = Vulkan.VK_STRUCTURE_TYPE_VIDEO_PROFILE_LIST_INFO_KHR();

    private ProfileLists() {}

    private static Stream<MemorySegment> infos(MemorySegment head) {
        MemorySegment list = Structs.find(head, LIST);
        return list == null
                ? Stream.empty()
                : IntStream.range(0, VkVideoProfileListInfoKHR.profileCount(list))
                        .mapToObj(i -> VkVideoProfileInfoKHR.asSlice(VkVideoProfileListInfoKHR.pProfiles(list), i));
    }

    /** All profiles of the list in the chain of {@code head}, none without a list. */
    static List<EmulatedVideoProfile> all(MemorySegment head) {
        return infos(head).map(EmulatedVideoProfile::read).toList();
    }

    /** The AV1 encode profiles among them. */
    static List<EmulatedVideoProfile> ours(MemorySegment head) {
        return all(head).stream().filter(EmulatedVideoProfile::isAv1Encode).toList();
    }

    /** Whether the list is nothing to this driver: it has profiles of the base driver only. */
    static boolean isForeign(MemorySegment head) {
        List<EmulatedVideoProfile> all = all(head);
        return !all.isEmpty() && all.stream().noneMatch(EmulatedVideoProfile::isAv1Encode);
    }

    /** 0, or the error of the first profile of ours that is not supported. */
    static int check(PhysicalDevice device, List<EmulatedVideoProfile> profiles) {
        return profiles.stream()
                .mapToInt(profile -> profile.check(device))
                .filter(refusal -> refusal != 0)
                .findFirst()
                .orElse(0);
    }

    /** Leaves in the chain of {@code copy}, a structure of ours, what the base driver has to see of the list. */
    static void toBase(Arena arena, MemorySegment copy) {
        List<MemorySegment> others = infos(copy)
                .filter(info -> !EmulatedVideoProfile.read(info).isAv1Encode())
                .toList();
        Chains.cut(arena, copy, Set.of(LIST));
        if (!others.isEmpty()) {
            MemorySegment profiles = VkVideoProfileInfoKHR.allocateArray(others.size(), arena);
            for (int i = 0; i < others.size(); i++) {
                MemorySegment.copy(
                        others.get(i),
                        0,
                        VkVideoProfileInfoKHR.asSlice(profiles, i),
                        0,
                        VkVideoProfileInfoKHR.sizeof());
            }
            MemorySegment list = VkVideoProfileListInfoKHR.allocate(arena);
            VkVideoProfileListInfoKHR.sType(list, LIST);
            VkVideoProfileListInfoKHR.profileCount(list, others.size());
            VkVideoProfileListInfoKHR.pProfiles(list, profiles);
            VkVideoProfileListInfoKHR.pNext(list, VkBaseOutStructure.pNext(copy));
            VkBaseOutStructure.pNext(copy, list);
        }
    }
}
