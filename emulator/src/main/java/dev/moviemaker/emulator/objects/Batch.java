// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkCommandBufferSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo2;
import dev.moviemaker.vulkan.raw.VkTimelineSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch of a queue submission, copied out of the application's structures.
 *
 * @param commandBuffers command buffers as the application has them
 * @param fence          fence signalled with this batch, or 0
 */
public record Batch(List<Operation> waits, List<MemorySegment> commandBuffers, List<Operation> signals, long fence) {

    /** A batch of nothing but a fence. */
    public static Batch fence(long fence) {
        return new Batch(List.of(), List.of(), List.of(), fence);
    }

    /** This batch with another fence. */
    public Batch with(long otherFence) {
        return new Batch(waits, commandBuffers, signals, otherFence);
    }

    /** Whether this semaphore, fence or command buffer is among what it uses. */
    boolean uses(long handle) {
        return fence == handle
                || waits.stream().anyMatch(wait -> wait.semaphore == handle)
                || signals.stream().anyMatch(signal -> signal.semaphore == handle)
                || commandBuffers.stream().anyMatch(buffer -> buffer.address() == handle);
    }

    /** Reads the batches of vkQueueSubmit2; the fence goes with the last. */
    public static List<Batch> read2(MemorySegment submits, int count, long fence) {
        List<Batch> batches = new ArrayList<>(Math.max(1, count));
        for (int i = 0; i < count; i++) {
            MemorySegment submit = VkSubmitInfo2.asSlice(submits, i);
            int bufferCount = VkSubmitInfo2.commandBufferInfoCount(submit);
            List<MemorySegment> buffers = new ArrayList<>(bufferCount);
            for (int j = 0; j < bufferCount; j++) {
                buffers.add(VkCommandBufferSubmitInfo.commandBuffer(
                        VkCommandBufferSubmitInfo.asSlice(VkSubmitInfo2.pCommandBufferInfos(submit), j)));
            }
            batches.add(new Batch(
                    operations(VkSubmitInfo2.pWaitSemaphoreInfos(submit), VkSubmitInfo2.waitSemaphoreInfoCount(submit)),
                    buffers,
                    operations(
                            VkSubmitInfo2.pSignalSemaphoreInfos(submit),
                            VkSubmitInfo2.signalSemaphoreInfoCount(submit)),
                    0));
        }
        return withFence(batches, fence);
    }

    private static List<Operation> operations(MemorySegment infos, int count) {
        List<Operation> operations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            MemorySegment info = VkSemaphoreSubmitInfo.asSlice(infos, i);
            operations.add(new Operation(
                    VkSemaphoreSubmitInfo.semaphore(info),
                    VkSemaphoreSubmitInfo.value(info),
                    VkSemaphoreSubmitInfo.stageMask(info)));
        }
        return operations;
    }

    /** Reads the batches of vkQueueSubmit; the fence goes with the last. */
    public static List<Batch> read(MemorySegment submits, int count, long fence) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MemorySegment submit = VkSubmitInfo.asSlice(submits, i);
            MemorySegment values = Structs.find(submit, Vulkan.VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO());
            List<Operation> waits = new ArrayList<>();
            for (int j = 0; j < VkSubmitInfo.waitSemaphoreCount(submit); j++) {
                waits.add(new Operation(
                        VkSubmitInfo.pWaitSemaphores(submit).getAtIndex(ValueLayout.JAVA_LONG, j),
                        values == null
                                ? 0
                                : value(
                                        VkTimelineSemaphoreSubmitInfo.pWaitSemaphoreValues(values),
                                        VkTimelineSemaphoreSubmitInfo.waitSemaphoreValueCount(values),
                                        j),
                        Integer.toUnsignedLong(
                                VkSubmitInfo.pWaitDstStageMask(submit).getAtIndex(ValueLayout.JAVA_INT, j))));
            }
            List<MemorySegment> buffers = new ArrayList<>();
            for (int j = 0; j < VkSubmitInfo.commandBufferCount(submit); j++) {
                buffers.add(VkSubmitInfo.pCommandBuffers(submit).getAtIndex(ValueLayout.ADDRESS, j));
            }
            List<Operation> signals = new ArrayList<>();
            for (int j = 0; j < VkSubmitInfo.signalSemaphoreCount(submit); j++) {
                signals.add(new Operation(
                        VkSubmitInfo.pSignalSemaphores(submit).getAtIndex(ValueLayout.JAVA_LONG, j),
                        values == null
                                ? 0
                                : value(
                                        VkTimelineSemaphoreSubmitInfo.pSignalSemaphoreValues(values),
                                        VkTimelineSemaphoreSubmitInfo.signalSemaphoreValueCount(values),
                                        j),
                        Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT()));
            }
            batches.add(new Batch(waits, buffers, signals, 0));
        }
        return withFence(batches, fence);
    }

    private static long value(@Nullable MemorySegment values, int count, int index) {
        return values == null || index >= count ? 0 : values.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    private static List<Batch> withFence(List<Batch> batches, long fence) {
        if (fence != 0) {
            if (batches.isEmpty()) {
                batches.add(fence(fence));
            } else {
                batches.addLast(batches.removeLast().with(fence));
            }
        }
        return batches;
    }

    /** A wait or signal of a semaphore. */
    public static final class Operation {
        private final long semaphore;
        private final long value;
        private final long stages;
        private long needed;
        private Semaphores.@Nullable State state;

        /** An operation on a semaphore; the value counts for timeline semaphores. */
        public Operation(long semaphore, long value, long stages) {
            this.semaphore = semaphore;
            this.value = value;
            this.stages = stages;
        }

        /** The semaphore. */
        public long semaphore() {
            return semaphore;
        }

        /** The value of a timeline semaphore. */
        public long value() {
            return value;
        }

        /** {@code VkPipelineStageFlags2}. */
        public long stages() {
            return stages;
        }

        /** How many operations of the other kind must have gone before, for binary semaphores. */
        long needed() {
            return needed;
        }

        void needs(long count) {
            needed = count;
        }

        /**
         * What is known of the semaphore since the submission; its handle may belong to another one by the time that
         * the work is done.
         */
        Semaphores.@Nullable State state() {
            return state;
        }

        void of(Semaphores.State known) {
            state = known;
        }
    }
}
