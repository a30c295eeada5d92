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
        stubs.replace(
                "vkCreateSemaphore",
                arena -> PFN_vkCreateSemaphore.allocate(
                        (device, info, allocator, out) -> Guard.result("vkCreateSemaphore", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            int result = PFN_vkCreateSemaphore.invoke(
                                    owner.functions().vkCreateSemaphore(), device, info, allocator, out);
                            if (result == 0) {
                                MemorySegment type =
                                        Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO());
                                owner.semaphores()
                                        .created(
                                                out.get(ValueLayout.JAVA_LONG, 0),
                                                type != null
                                                        && VkSemaphoreTypeCreateInfo.semaphoreType(type)
                                                                == Vulkan.VK_SEMAPHORE_TYPE_TIMELINE());
                            }
                            return result;
                        }),
                        arena));
        stubs.replace(
                "vkDestroySemaphore",
                arena -> PFN_vkDestroySemaphore.allocate(
                        (device, semaphore, allocator) -> Guard.run("vkDestroySemaphore", device, () -> {
                            Handles.DEVICES.get(device).destroySemaphore(semaphore, allocator);
                        }),
                        arena));
        stubs.replace(
                "vkSignalSemaphore",
                arena -> PFN_vkSignalSemaphore.allocate(
                        (device, info) -> Guard.result("vkSignalSemaphore", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            int result = PFN_vkSignalSemaphore.invoke(
                                    owner.functions().vkSignalSemaphore(), device, info);
                            owner.semaphores().changed();
                            return result;
                        }),
                        arena));
        stubs.replace(
                "vkGetSemaphoreCounterValue",
                arena -> PFN_vkGetSemaphoreCounterValue.allocate(
                        (device, semaphore, out) -> Guard.result(
                                "vkGetSemaphoreCounterValue",
                                device,
                                () -> QueueCalls.lostOr(
                                        device,
                                        () -> PFN_vkGetSemaphoreCounterValue.invoke(
                                                Handles.DEVICES
                                                        .get(device)
                                                        .functions()
                                                        .vkGetSemaphoreCounterValue(),
                                                device,
                                                semaphore,
                                                out))),
                        arena));
        stubs.replace(
                "vkWaitSemaphores",
                arena -> PFN_vkWaitSemaphores.allocate(
                        (device, info, timeout) -> Guard.result("vkWaitSemaphores", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            return slices(
                                    owner,
                                    timeout,
                                    nanos -> PFN_vkWaitSemaphores.invoke(
                                            owner.functions().vkWaitSemaphores(), device, info, nanos));
                        }),
                        arena));
        stubs.replace(
                "vkWaitForFences",
                arena -> PFN_vkWaitForFences.allocate(
                        (device, count, fences, all, timeout) -> Guard.result("vkWaitForFences", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            return slices(
                                    owner,
                                    timeout,
                                    nanos -> PFN_vkWaitForFences.invoke(
                                            owner.functions().vkWaitForFences(), device, count, fences, all, nanos));
                        }),
                        arena));
        stubs.replace(
                "vkDestroyFence",
                arena -> PFN_vkDestroyFence.allocate(
                        (device, fence, allocator) -> Guard.run("vkDestroyFence", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            owner.submissions().awaitReturn(fence);
                            PFN_vkDestroyFence.invoke(owner.functions().vkDestroyFence(), device, fence, allocator);
                        }),
                        arena));
        stubs.replace(
                "vkResetFences",
                arena -> PFN_vkResetFences.allocate(
                        (device, count, fences) -> Guard.result("vkResetFences", device, () -> {
                            EmulatedDevice owner = Handles.DEVICES.get(device);
                            for (int i = 0; i < count; i++) {
                                owner.submissions().awaitReturn(fences.getAtIndex(ValueLayout.JAVA_LONG, i));
                            }
                            return PFN_vkResetFences.invoke(owner.functions().vkResetFences(), device, count, fences);
                        }),
                        arena));
        stubs.replace(
                "vkGetFenceStatus",
                arena -> PFN_vkGetFenceStatus.allocate(
                        (device, fence) -> Guard.result(
                                "vkGetFenceStatus",
                                device,
                                () -> QueueCalls.lostOr(
                                        device,
                                        () -> PFN_vkGetFenceStatus.invoke(
                                                Handles.DEVICES
                                                        .get(device)
                                                        .functions()
                                                        .vkGetFenceStatus(),
                                                device,
                                                fence))),
                        arena));
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
