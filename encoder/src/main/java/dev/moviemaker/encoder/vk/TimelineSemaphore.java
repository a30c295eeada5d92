// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_SEMAPHORE_TYPE_TIMELINE;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateSemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkDestroySemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkWaitSemaphores;
import dev.moviemaker.vulkan.raw.VkSemaphoreCreateInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreTypeCreateInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreWaitInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A timeline {@code VkSemaphore} that starts at 0, owned. One thread waits for it. */
public final class TimelineSemaphore implements AutoCloseable {
    private final CloseStack closer = new CloseStack();
    private final Device device;
    private final long handle;
    private final MemorySegment waitInfo;
    private final MemorySegment waitValue;

    /** Makes a semaphore. */
    public TimelineSemaphore(Device device) {
        this.device = device;
        try {
            Arena arena = CallMemory.arena();
            MemorySegment info =
                    Structs.make(arena, VkSemaphoreCreateInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO());
            MemorySegment type = Structs.make(
                    arena, VkSemaphoreTypeCreateInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO());
            VkSemaphoreTypeCreateInfo.semaphoreType(type, VK_SEMAPHORE_TYPE_TIMELINE());
            Structs.chain(info, type);
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateSemaphore",
                    PFN_vkCreateSemaphore.invoke(
                            device.functions().vkCreateSemaphore(), device.handle(), info, MemorySegment.NULL, out));
            handle = out.get(ValueLayout.JAVA_LONG, 0);
            closer.add(
                    this,
                    () -> PFN_vkDestroySemaphore.invoke(
                            device.functions().vkDestroySemaphore(), device.handle(), handle, MemorySegment.NULL));
            waitInfo = Structs.make(arena, VkSemaphoreWaitInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO());
            waitValue = arena.allocate(ValueLayout.JAVA_LONG);
            VkSemaphoreWaitInfo.semaphoreCount(waitInfo, 1);
            VkSemaphoreWaitInfo.pSemaphores(waitInfo, out);
            VkSemaphoreWaitInfo.pValues(waitInfo, waitValue);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    /** Returns the handle. */
    public long handle() {
        return handle;
    }

    /**
     * Waits until it has a value. Allocates nothing.
     *
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    public int await(long value, long timeoutNanos) {
        waitValue.set(ValueLayout.JAVA_LONG, 0, value);
        return PFN_vkWaitSemaphores.invoke(
                device.functions().vkWaitSemaphores(), device.handle(), waitInfo, timeoutNanos);
    }

    @Override
    public void close() {
        closer.close();
    }
}
