// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.LongToIntFunction;

/** Semaphores and fences are the base driver's; waiting for them ends early when the device is lost. */
final class SyncCalls {
    private static final long SLICE_NANOS = 20_000_000;

    private SyncCalls() {}

    static void register(Stubs stubs) {
        stubs.replace("vkCreateSemaphore", PFN_vkCreateSemaphore::allocate, SyncCalls::createSemaphore);
        stubs.replace("vkDestroySemaphore", PFN_vkDestroySemaphore::allocate, SyncCalls::destroySemaphore);
        stubs.replace("vkSignalSemaphore", PFN_vkSignalSemaphore::allocate, SyncCalls::signalSemaphore);
        stubs.replace(
                "vkGetSemaphoreCounterValue",
                PFN_vkGetSemaphoreCounterValue::allocate,
                SyncCalls::getSemaphoreCounterValue);
        stubs.replace("vkWaitSemaphores", PFN_vkWaitSemaphores::allocate, SyncCalls::waitSemaphores);
        stubs.replace("vkWaitForFences", PFN_vkWaitForFences::allocate, SyncCalls::waitForFences);
        stubs.replace("vkDestroyFence", PFN_vkDestroyFence::allocate, SyncCalls::destroyFence);
        stubs.replace("vkResetFences", PFN_vkResetFences::allocate, SyncCalls::resetFences);
        stubs.replace("vkGetFenceStatus", PFN_vkGetFenceStatus::allocate, SyncCalls::getFenceStatus);
    }

    private static int createSemaphore(
            MemorySegment device, MemorySegment info, MemorySegment allocator, MemorySegment out) {
        return Guard.result("vkCreateSemaphore", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result =
                    PFN_vkCreateSemaphore.invoke(owner.functions().vkCreateSemaphore(), device, info, allocator, out);
            if (result == 0) {
                MemorySegment type = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO());
                owner.semaphores()
                        .created(
                                out.get(ValueLayout.JAVA_LONG, 0),
                                type != null
                                        && VkSemaphoreTypeCreateInfo.semaphoreType(type)
                                                == Vulkan.VK_SEMAPHORE_TYPE_TIMELINE());
            }
            return result;
        });
    }

    private static void destroySemaphore(MemorySegment device, long semaphore, MemorySegment allocator) {
        Guard.run("vkDestroySemaphore", device, () -> {
            Handles.DEVICES.get(device).destroySemaphore(semaphore, allocator);
        });
    }

    private static int signalSemaphore(MemorySegment device, MemorySegment info) {
        return Guard.result("vkSignalSemaphore", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            int result = PFN_vkSignalSemaphore.invoke(owner.functions().vkSignalSemaphore(), device, info);
            owner.semaphores().changed();
            return result;
        });
    }

    private static int getSemaphoreCounterValue(MemorySegment device, long semaphore, MemorySegment out) {
        return Guard.result(
                "vkGetSemaphoreCounterValue",
                device,
                () -> QueueCalls.lostOr(
                        device,
                        () -> PFN_vkGetSemaphoreCounterValue.invoke(
                                Handles.DEVICES.get(device).functions().vkGetSemaphoreCounterValue(),
                                device,
                                semaphore,
                                out)));
    }

    private static int waitSemaphores(MemorySegment device, MemorySegment info, long timeout) {
        return Guard.result("vkWaitSemaphores", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            return slices(
                    owner,
                    timeout,
                    nanos -> PFN_vkWaitSemaphores.invoke(owner.functions().vkWaitSemaphores(), device, info, nanos));
        });
    }

    private static int waitForFences(MemorySegment device, int count, MemorySegment fences, int all, long timeout) {
        return Guard.result("vkWaitForFences", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            return slices(
                    owner,
                    timeout,
                    nanos -> PFN_vkWaitForFences.invoke(
                            owner.functions().vkWaitForFences(), device, count, fences, all, nanos));
        });
    }

    private static void destroyFence(MemorySegment device, long fence, MemorySegment allocator) {
        Guard.run("vkDestroyFence", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            owner.submissions().awaitReturn(fence);
            PFN_vkDestroyFence.invoke(owner.functions().vkDestroyFence(), device, fence, allocator);
        });
    }

    private static int resetFences(MemorySegment device, int count, MemorySegment fences) {
        return Guard.result("vkResetFences", device, () -> {
            EmulatedDevice owner = Handles.DEVICES.get(device);
            for (int i = 0; i < count; i++) {
                owner.submissions().awaitReturn(fences.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
            return PFN_vkResetFences.invoke(owner.functions().vkResetFences(), device, count, fences);
        });
    }

    private static int getFenceStatus(MemorySegment device, long fence) {
        return Guard.result(
                "vkGetFenceStatus",
                device,
                () -> QueueCalls.lostOr(
                        device,
                        () -> PFN_vkGetFenceStatus.invoke(
                                Handles.DEVICES.get(device).functions().vkGetFenceStatus(), device, fence)));
    }

    /** Waits in slices, so that losing the device is noticed; the timeout is unsigned. */
    private static int slices(EmulatedDevice device, long timeout, LongToIntFunction wait) {
        if (!device.video()) {
            return wait.applyAsInt(timeout);
        }
        long start = System.nanoTime();
        while (!device.lost()) {
            long waited = System.nanoTime() - start;
            long left = timeout < 0 ? SLICE_NANOS : Math.max(0, timeout - waited);
            int result = wait.applyAsInt(Math.min(SLICE_NANOS, left));
            if (result != ResultCode.TIMEOUT || left == 0) {
                return result;
            }
        }
        return ResultCode.DEVICE_LOST;
    }
}
