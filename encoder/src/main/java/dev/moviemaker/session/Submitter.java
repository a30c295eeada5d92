package dev.moviemaker.session;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2;

import dev.moviemaker.vk.Device;
import dev.moviemaker.vk.Structs;
import dev.moviemaker.vk.TimelineSemaphore;
import dev.moviemaker.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.PFN_vkQueueSubmit2;
import dev.moviemaker.vulkan.raw.VkCommandBufferSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo2;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Submits one command buffer after another to a queue; each signals the next value of a timeline. Structures are written once. */
public final class Submitter {
    private final Device device;
    private final MemorySegment queue;
    private final MemorySegment submit;
    private final MemorySegment buffer;
    private final MemorySegment signal;
    private final MemorySegment wait;
    private long value;

    /**
     * A submitter.
     *
     * @param allocator of its structures
     * @param device whose
     * @param queue {@code VkQueue} of the device; used under its lock
     * @param timeline signalled by this submitter alone
     */
    public Submitter(SegmentAllocator allocator, Device device, MemorySegment queue, TimelineSemaphore timeline) {
        this.device = device;
        this.queue = queue;
        submit = Structs.make(allocator, VkSubmitInfo2.layout(), VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
        buffer = Structs.make(
                allocator, VkCommandBufferSubmitInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
        signal = Structs.make(allocator, VkSemaphoreSubmitInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
        wait = Structs.make(allocator, VkSemaphoreSubmitInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
        VkSemaphoreSubmitInfo.semaphore(signal, timeline.handle());
        VkSemaphoreSubmitInfo.stageMask(signal, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        VkSemaphoreSubmitInfo.stageMask(wait, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        VkSubmitInfo2.commandBufferInfoCount(submit, 1);
        VkSubmitInfo2.pCommandBufferInfos(submit, buffer);
        VkSubmitInfo2.signalSemaphoreInfoCount(submit, 1);
        VkSubmitInfo2.pSignalSemaphoreInfos(submit, signal);
        VkSubmitInfo2.pWaitSemaphoreInfos(submit, wait);
    }

    /**
     * Submits.
     *
     * @param commandBuffer recorded
     * @return the value that the timeline has when it is done
     */
    public long submit(MemorySegment commandBuffer) {
        return submit(commandBuffer, 0, 0);
    }

    /**
     * Submits work that waits for another queue.
     *
     * @param commandBuffer recorded
     * @param waitSemaphore timeline {@code VkSemaphore} to wait for; 0 for none
     * @param waitValue its value
     * @return the value that the timeline has when it is done
     */
    public long submit(MemorySegment commandBuffer, long waitSemaphore, long waitValue) {
        VkCommandBufferSubmitInfo.commandBuffer(buffer, commandBuffer);
        VkSemaphoreSubmitInfo.semaphore(wait, waitSemaphore);
        VkSemaphoreSubmitInfo.value(wait, waitValue);
        VkSubmitInfo2.waitSemaphoreInfoCount(submit, waitSemaphore == 0 ? 0 : 1);
        VkSemaphoreSubmitInfo.value(signal, value + 1);
        device.queueLock().lock();
        try {
            VulkanResult.check(
                    "vkQueueSubmit2",
                    PFN_vkQueueSubmit2.invoke(device.commands().queueSubmit2(), queue, 1, submit, 0));
        } finally {
            device.queueLock().unlock();
        }
        value++;
        return value;
    }
}
