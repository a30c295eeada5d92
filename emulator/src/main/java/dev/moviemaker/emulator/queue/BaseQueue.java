// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.queue;

import dev.moviemaker.emulator.objects.Batch;
import dev.moviemaker.emulator.objects.DeviceQueue;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.raw.PFN_vkQueueSubmit2;
import dev.moviemaker.vulkan.raw.PFN_vkQueueWaitIdle;
import dev.moviemaker.vulkan.raw.VkCommandBufferSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSubmitInfo;
import dev.moviemaker.vulkan.raw.VkSubmitInfo2;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the base driver. The application's submissions pass through unchanged, unless they wait for something that
 * a worker of ours has still to signal: those are kept, in order, and handed on as soon as the base driver can carry
 * them out.
 */
public final class BaseQueue implements DeviceQueue {
    /** All base queues of devices with video encode. */
    public static final Handles<BaseQueue> ALL = new Handles<>("queue");

    private final EmulatedDevice device;
    private final MemorySegment handle;
    private final ReentrantLock calls = new ReentrantLock();
    private final Deque<Batch> held = new ArrayDeque<>();
    private @Nullable Thread gate;
    private volatile boolean closed;

    private BaseQueue(EmulatedDevice device, MemorySegment handle) {
        this.device = device;
        this.handle = MemorySegment.ofAddress(handle.address());
    }

    /** The queue of this handle, remembered from the first time on. */
    public static BaseQueue of(EmulatedDevice device, MemorySegment handle) {
        synchronized (device) {
            BaseQueue queue = ALL.find(handle);
            if (queue == null) {
                queue = new BaseQueue(device, handle);
                ALL.put(handle, queue);
                device.queues().add(queue);
            }
            return queue;
        }
    }

    /** Its device. */
    public EmulatedDevice device() {
        return device;
    }

    /** The base driver's handle. */
    public MemorySegment handle() {
        return handle;
    }

    /** A submission of the application; {@code unchanged} hands it on as it came. */
    public int submit(List<Batch> batches, IntSupplier unchanged) {
        synchronized (held) {
            batches.forEach(device.semaphores()::submitted);
            if (held.isEmpty() && device.semaphores().ready(batches)) {
                int result = call(unchanged);
                if (result == 0) {
                    batches.forEach(this::forwarded);
                }
                return result;
            }
            held.addAll(batches);
            if (gate == null) {
                gate = Thread.ofPlatform().daemon().name("emulator-gate").start(this::openGate);
            }
            held.notifyAll();
            return 0;
        }
    }

    private void forwarded(Batch batch) {
        device.semaphores().waitsForwarded(batch);
        device.semaphores().signalsForwarded(batch);
    }

    private void openGate() {
        try {
            while (!closed) {
                Batch next;
                synchronized (held) {
                    while (held.isEmpty() && !closed) {
                        held.wait();
                    }
                    next = held.peek();
                }
                if (next != null) {
                    device.semaphores()
                            .await(() -> closed
                                    || device.lost()
                                    || device.semaphores().ready(List.of(next)));
                    if (!closed && !device.lost() && submitNow(next) != 0) {
                        device.lose("a held submission was refused by the base driver");
                    }
                    synchronized (held) {
                        if (!closed) {
                            held.remove();
                        }
                        held.notifyAll();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands a batch to the base driver at once. */
    public int submitNow(Batch batch) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment submit = VkSubmitInfo2.allocate(arena);
            VkSubmitInfo2.sType(submit, Vulkan.VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
            VkSubmitInfo2.waitSemaphoreInfoCount(submit, batch.waits().size());
            VkSubmitInfo2.pWaitSemaphoreInfos(submit, operations(arena, batch.waits()));
            VkSubmitInfo2.signalSemaphoreInfoCount(submit, batch.signals().size());
            VkSubmitInfo2.pSignalSemaphoreInfos(submit, operations(arena, batch.signals()));
            int count = batch.commandBuffers().size();
            MemorySegment buffers = VkCommandBufferSubmitInfo.allocateArray(Math.max(1, count), arena);
            for (int i = 0; i < count; i++) {
                MemorySegment info = VkCommandBufferSubmitInfo.asSlice(buffers, i);
                VkCommandBufferSubmitInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
                VkCommandBufferSubmitInfo.commandBuffer(
                        info, batch.commandBuffers().get(i));
            }
            VkSubmitInfo2.commandBufferInfoCount(submit, count);
            VkSubmitInfo2.pCommandBufferInfos(submit, buffers);
            int result = device.submissions()
                    .hand(
                            batch,
                            () -> call(() -> PFN_vkQueueSubmit2.invoke(
                                    device.functions().vkQueueSubmit2(), handle, 1, submit, batch.fence())));
            if (result == 0) {
                forwarded(batch);
            }
            return result;
        }
    }

    private static MemorySegment operations(Arena arena, List<Batch.Operation> operations) {
        MemorySegment infos = VkSemaphoreSubmitInfo.allocateArray(Math.max(1, operations.size()), arena);
        for (int i = 0; i < operations.size(); i++) {
            MemorySegment info = VkSemaphoreSubmitInfo.asSlice(infos, i);
            VkSemaphoreSubmitInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
            VkSemaphoreSubmitInfo.semaphore(info, operations.get(i).semaphore());
            VkSemaphoreSubmitInfo.value(info, operations.get(i).value());
            // The added family's own stages mean nothing to the base driver.
            VkSemaphoreSubmitInfo.stageMask(info, Vulkan.VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        }
        return infos;
    }

    /** A call on this queue, which Vulkan wants to be made by one thread at a time. */
    public int call(IntSupplier call) {
        calls.lock();
        try {
            return call.getAsInt();
        } finally {
            calls.unlock();
        }
    }

    /** Waits until the base driver has done everything. */
    public int waitIdle() {
        drain();
        return device.lost()
                ? ResultCode.DEVICE_LOST
                : call(() -> PFN_vkQueueWaitIdle.invoke(device.functions().vkQueueWaitIdle(), handle));
    }

    @Override
    public void drain() {
        synchronized (held) {
            boolean interrupted = false;
            while (!held.isEmpty() && !closed && !device.lost()) {
                try {
                    held.wait(50);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread;
        synchronized (held) {
            thread = gate;
            held.clear();
            held.notifyAll();
        }
        device.semaphores().changed();
        Threads.join(thread);
        ALL.remove(handle);
    }
}
