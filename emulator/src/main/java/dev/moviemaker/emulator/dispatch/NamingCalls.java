// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedImageView;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.queue.EncodeQueue;
import dev.moviemaker.emulator.video.EmulatedParameters;
import dev.moviemaker.emulator.video.EmulatedSession;
import dev.moviemaker.emulator.video.FeedbackPool;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names, tags and private data of objects that the base driver has never heard of. */
final class NamingCalls {
    private record Slot(long object, long slot) {}

    private static final Map<Slot, Long> PRIVATE_DATA = new ConcurrentHashMap<>();

    private NamingCalls() {}

    static void register(Stubs stubs) {
        stubs.replace(
                "vkSetDebugUtilsObjectNameEXT",
                PFN_vkSetDebugUtilsObjectNameEXT::allocate,
                NamingCalls::setDebugUtilsObjectName);
        stubs.replace(
                "vkSetDebugUtilsObjectTagEXT",
                PFN_vkSetDebugUtilsObjectTagEXT::allocate,
                NamingCalls::setDebugUtilsObjectTag);
        stubs.replace("vkSetPrivateData", PFN_vkSetPrivateData::allocate, NamingCalls::setPrivateData);
        stubs.replace("vkGetPrivateData", PFN_vkGetPrivateData::allocate, NamingCalls::getPrivateData);
    }

    private static int setDebugUtilsObjectName(MemorySegment device, MemorySegment info) {
        return Guard.result("vkSetDebugUtilsObjectNameEXT", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            return isOurs(owner, VkDebugUtilsObjectNameInfoEXT.objectHandle(info))
                    ? 0
                    : PFN_vkSetDebugUtilsObjectNameEXT.invoke(
                            owner.functions().vkSetDebugUtilsObjectNameEXT(), device, info);
        });
    }

    private static int setDebugUtilsObjectTag(MemorySegment device, MemorySegment info) {
        return Guard.result("vkSetDebugUtilsObjectTagEXT", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            return isOurs(owner, VkDebugUtilsObjectTagInfoEXT.objectHandle(info))
                    ? 0
                    : PFN_vkSetDebugUtilsObjectTagEXT.invoke(
                            owner.functions().vkSetDebugUtilsObjectTagEXT(), device, info);
        });
    }

    private static int setPrivateData(MemorySegment device, int type, long object, long slot, long data) {
        return Guard.result("vkSetPrivateData", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            if (isOurs(owner, object)) {
                PRIVATE_DATA.put(new Slot(object, slot), data);
                return 0;
            }
            return PFN_vkSetPrivateData.invoke(owner.functions().vkSetPrivateData(), device, type, object, slot, data);
        });
    }

    private static void getPrivateData(MemorySegment device, int type, long object, long slot, MemorySegment out) {
        Guard.run("vkGetPrivateData", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            if (isOurs(owner, object)) {
                out.set(ValueLayout.JAVA_LONG, 0, PRIVATE_DATA.getOrDefault(new Slot(object, slot), 0L));
            } else {
                PFN_vkGetPrivateData.invoke(owner.functions().vkGetPrivateData(), device, type, object, slot, out);
            }
        });
    }

    private static boolean isOurs(EmulatedDevice device, long object) {
        EmulatedImageView view = device.find(EmulatedImageView.class, object);
        return (view != null && view.ours())
                || device.find(EmulatedSession.class, object) != null
                || device.find(EmulatedParameters.class, object) != null
                || device.find(FeedbackPool.class, object) != null
                || EncodeQueue.ALL.find(MemorySegment.ofAddress(object)) != null;
    }
}
