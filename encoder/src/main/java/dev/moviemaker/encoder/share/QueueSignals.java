// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2;

import dev.moviemaker.encoder.vk.CallMemory;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkQueueSubmit2;
import dev.moviemaker.vulkan.raw.PFN_vkQueueWaitIdle;
import dev.moviemaker.vulkan.raw.VkCommandBufferSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo2;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Waits and signals between the work of a queue. By the order of submission, a wait holds up everything submitted
 * later, and a signal comes after everything submitted earlier. Its structures are made once.
 */
final class QueueSignals {
    private final Device device;
    private final MemorySegment queue;
    private final TimelineSemaphore timeline;
    private final MemorySegment submit;
    private final MemorySegment wait;
    private final MemorySegment done;
    private final MemorySegment also;
    private final MemorySegment commands;
    private long value;

    QueueSignals(Device device, MemorySegment queue, TimelineSemaphore timeline) {
        this.device = device;
        this.queue = queue;
        this.timeline = timeline;
        Arena arena = CallMemory.arena();
        submit = Structs.make(arena, VkSubmitInfo2.layout(), VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
        int type = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO();
        wait = Structs.make(arena, VkSemaphoreSubmitInfo.layout(), type);
        MemorySegment signals = Structs.array(arena, VkSemaphoreSubmitInfo.layout(), type, 2);
        done = Structs.element(signals, VkSemaphoreSubmitInfo.layout(), 0);
        also = Structs.element(signals, VkSemaphoreSubmitInfo.layout(), 1);
        for (MemorySegment operation : new MemorySegment[] {wait, done, also}) {
            VkSemaphoreSubmitInfo.stageMask(operation, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        }
        VkSemaphoreSubmitInfo.semaphore(done, timeline.handle());
        commands =
                Structs.make(arena, VkCommandBufferSubmitInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
        VkSubmitInfo2.pWaitSemaphoreInfos(submit, wait);
        VkSubmitInfo2.pSignalSemaphoreInfos(submit, signals);
        VkSubmitInfo2.pCommandBufferInfos(submit, commands);
    }

    /** Waits for a semaphore; 0 for none. */
    void await(long semaphore) {
        submit(semaphore, 0, MemorySegment.NULL);
    }

    /**
     * Signals a semaphore; 0 for none.
     *
     * @return what {@link #awaitValue} takes
     */
    long signal(long semaphore) {
        return submit(0, semaphore, MemorySegment.NULL);
    }

    /** Runs a command buffer. */
    long run(MemorySegment commandBuffer) {
        return submit(0, 0, commandBuffer);
    }

    private long submit(long waitFor, long signal, MemorySegment commandBuffer) {
        VkSemaphoreSubmitInfo.semaphore(wait, waitFor);
        VkSubmitInfo2.waitSemaphoreInfoCount(submit, waitFor == 0 ? 0 : 1);
        VkSemaphoreSubmitInfo.value(done, value + 1);
        VkSemaphoreSubmitInfo.semaphore(also, signal);
        VkSubmitInfo2.signalSemaphoreInfoCount(submit, signal == 0 ? 1 : 2);
        VkCommandBufferSubmitInfo.commandBuffer(commands, commandBuffer);
        VkSubmitInfo2.commandBufferInfoCount(submit, commandBuffer.address() == 0 ? 0 : 1);
        device.queueLock().lock();
        try {
            VulkanResult.check(
                    "vkQueueSubmit2",
                    PFN_vkQueueSubmit2.invoke(device.functions().vkQueueSubmit2(), queue, 1, submit, 0));
        } finally {
            device.queueLock().unlock();
        }
        value++;
        return value;
    }

    /** Waits on the processor; {@code VkResult}. */
    int awaitValue(long reached, long nanos) {
        return timeline.await(reached, nanos);
    }

    /** Waits until the queue is idle, or the device lost. */
    void waitIdle() {
        device.queueLock().lock();
        try {
            int _ = PFN_vkQueueWaitIdle.invoke(device.functions().vkQueueWaitIdle(), queue);
        } finally {
            device.queueLock().unlock();
        }
    }
}
