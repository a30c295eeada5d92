// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2;

import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkQueueSubmit2;
import dev.moviemaker.vulkan.raw.PFN_vkQueueWaitIdle;
import dev.moviemaker.vulkan.raw.VkCommandBufferSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo2;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/**
 * Submits one command buffer after another to a queue; each signals the next value of a timeline. All structures are
 * made at first: a submission only overwrites fields. One thread at a time submits.
 */
public final class Submitter {
    private static final int MOST = VulkanFrame.MAX_SEMAPHORES;

    private final Device device;
    private final TimelineSemaphore timeline;
    private final MemorySegment queue;
    private final MemorySegment submit;
    private final MemorySegment buffer;
    private final MemorySegment[] waits = new MemorySegment[MOST];
    private final MemorySegment[] signals = new MemorySegment[1 + MOST];
    private long value;

    /**
     * Creates a submitter.
     *
     * @param queue {@code VkQueue} of the device; used under its lock
     */
    public Submitter(
            SegmentAllocator allocator,
            Device device,
            MemorySegment queue,
            TimelineSemaphore timeline,
            long waitStages) {
        this.device = device;
        this.timeline = timeline;
        this.queue = queue;
        submit = Structs.make(allocator, VkSubmitInfo2.layout(), VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
        buffer = Structs.make(
                allocator, VkCommandBufferSubmitInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
        VkSubmitInfo2.commandBufferInfoCount(submit, 1);
        VkSubmitInfo2.pCommandBufferInfos(submit, buffer);
        VkSubmitInfo2.pWaitSemaphoreInfos(submit, semaphores(allocator, waits, waitStages));
        VkSubmitInfo2.pSignalSemaphoreInfos(
                submit, semaphores(allocator, signals, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT()));
        VkSemaphoreSubmitInfo.semaphore(signals[0], timeline.handle());
    }

    private static MemorySegment semaphores(SegmentAllocator allocator, MemorySegment[] elements, long stages) {
        MemorySegment array = Structs.array(
                allocator, VkSemaphoreSubmitInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO(), elements.length);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Structs.element(array, VkSemaphoreSubmitInfo.layout(), i);
            VkSemaphoreSubmitInfo.stageMask(elements[i], stages);
        }
        return array;
    }

    /**
     * Submits.
     *
     * @return the value that the timeline has when it is done
     */
    public long submit(MemorySegment commandBuffer) {
        return submit(commandBuffer, 0, 0);
    }

    /**
     * Submits work that waits for semaphores of the caller's and signals others.
     *
     * @param signal at most as many, besides the timeline
     * @return the value that the timeline has when it is done
     */
    public long submit(MemorySegment commandBuffer, List<VulkanSemaphore> waitFor, List<VulkanSemaphore> signal) {
        for (int i = 0; i < waitFor.size(); i++) {
            write(waits[i], waitFor.get(i));
        }
        for (int i = 0; i < signal.size(); i++) {
            write(signals[1 + i], signal.get(i));
        }
        return submitWith(commandBuffer, waitFor.size(), 1 + signal.size());
    }

    /** The value of a binary semaphore is ignored. */
    private static void write(MemorySegment info, VulkanSemaphore semaphore) {
        VkSemaphoreSubmitInfo.semaphore(info, semaphore.handle());
        VkSemaphoreSubmitInfo.value(info, semaphore.value().orElse(0));
    }

    /**
     * Submits work that waits for another queue.
     *
     * @param waitSemaphore timeline {@code VkSemaphore} to wait for; 0 for none
     * @return the value that the timeline has when it is done
     */
    public long submit(MemorySegment commandBuffer, long waitSemaphore, long waitValue) {
        VkSemaphoreSubmitInfo.semaphore(waits[0], waitSemaphore);
        VkSemaphoreSubmitInfo.value(waits[0], waitValue);
        return submitWith(commandBuffer, waitSemaphore == 0 ? 0 : 1, 1);
    }

    /** Waits until the queue is idle, or the device lost. */
    public void waitIdle() {
        device.queueLock().lock();
        try {
            int _ = PFN_vkQueueWaitIdle.invoke(device.functions().vkQueueWaitIdle(), queue);
        } finally {
            device.queueLock().unlock();
        }
    }

    private long submitWith(MemorySegment commandBuffer, int waitCount, int signalCount) {
        VkCommandBufferSubmitInfo.commandBuffer(buffer, commandBuffer);
        VkSubmitInfo2.waitSemaphoreInfoCount(submit, waitCount);
        VkSubmitInfo2.signalSemaphoreInfoCount(submit, signalCount);
        VkSemaphoreSubmitInfo.value(signals[0], value + 1);
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

    /**
     * Waits until all that was submitted is done. No other thread may submit or wait meanwhile.
     *
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    public int awaitAll(long timeoutNanos) {
        return timeline.await(value, timeoutNanos);
    }
}
