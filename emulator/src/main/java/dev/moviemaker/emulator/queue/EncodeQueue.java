// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.queue;

import dev.moviemaker.emulator.objects.Batch;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.DeviceQueue;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.Tracked;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.raw.PFN_vkWaitSemaphores;
import dev.moviemaker.vulkan.raw.VkSemaphoreWaitInfo;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of the added family. Its handle is an object of ours with the loader's magic word in front; submissions are
 * carried out in order by a worker thread, which hands what the base driver can do to a base queue.
 */
public final class EncodeQueue implements DeviceQueue {
    /** All queues of the added family. */
    public static final Handles<EncodeQueue> ALL = new Handles<>("queue");

    /**
     * The loader writes its dispatch table over this word, which it wants to find first (vk_icd.h, ICD_LOADER_MAGIC).
     */
    private static final long LOADER_MAGIC = 0x01CDC0DEL;

    private static final long WAIT_SLICE_NANOS = 20_000_000;

    /**
     * Room for what most submissions use: a session with its memory, a source, a setup and two reference pictures,
     * buffer and query.
     */
    private static final int USES = 20;

    private final EmulatedDevice device;
    private final MemorySegment handle;
    private final BaseQueue carrier;
    private final Deque<Work> work = new ArrayDeque<>();
    private final Thread worker;
    private volatile boolean closed;

    private record Work(Batch batch, List<CommandBuffer.Step> steps, List<Tracked> uses) {}

    /** A queue whose base commands run on {@code carrier}. */
    public EncodeQueue(EmulatedDevice device, BaseQueue carrier) {
        this.device = device;
        this.carrier = carrier;
        handle = device.arena().allocate(64, 8);
        handle.set(ValueLayout.JAVA_LONG, 0, LOADER_MAGIC);
        ALL.put(handle, this);
        worker = Thread.ofPlatform().daemon().name("emulator-encode").unstarted(this::work);
        worker.start();
    }

    /** The handle to give to the application. */
    public MemorySegment handle() {
        return handle;
    }

    /** Its device. */
    public EmulatedDevice device() {
        return device;
    }

    /** A submission of the application. Returns at once. */
    public int submit(List<Batch> batches) {
        if (device.lost()) {
            return ResultCode.DEVICE_LOST;
        }
        List<Work> added = new ArrayList<>(batches.size());
        for (Batch batch : batches) {
            List<CommandBuffer.Step> steps = new ArrayList<>();
            List<Tracked> uses = new ArrayList<>(USES);
            for (MemorySegment handle : batch.commandBuffers()) {
                CommandBuffer buffer = Handles.COMMAND_BUFFERS.get(handle);
                uses.add(buffer.use());
                buffer.addSteps(steps);
            }
            for (CommandBuffer.Step step : steps) {
                if (step instanceof CommandBuffer.OwnStep own) {
                    own.operation().addUses(uses);
                }
            }
            added.add(new Work(batch, steps, uses));
        }
        added.forEach(next -> next.uses().forEach(Tracked::begin));
        synchronized (work) {
            batches.forEach(device.semaphores()::submitted);
            work.addAll(added);
            work.notifyAll();
        }
        return 0;
    }

    private void work() {
        try (BaseCopies copies = new BaseCopies(device, carrier)) {
            while (!closed) {
                Work next;
                synchronized (work) {
                    while (work.isEmpty() && !closed) {
                        work.wait();
                    }
                    next = work.peek();
                }
                if (next != null && !closed) {
                    try {
                        Batch last = carryOut(copies, next);
                        if (last != null) {
                            signal(last);
                        }
                    } catch (RuntimeException | Error e) {
                        device.driver().log().error("encode queue", e);
                        device.lose("the worker failed: " + e);
                    }
                    synchronized (work) {
                        if (!closed) {
                            work.remove();
                        }
                        work.notifyAll();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What is left for the base driver, with the signals; null if there will be none. From then on the program may free
     * what was used.
     */
    private @Nullable Batch carryOut(BaseCopies copies, Work next) throws InterruptedException {
        try {
            return runSteps(copies, next);
        } finally {
            next.uses().forEach(Tracked::end);
        }
    }

    private @Nullable Batch runSteps(BaseCopies copies, Work next) throws InterruptedException {
        Batch batch = next.batch();
        device.semaphores()
                .await(() -> closed || device.lost() || device.semaphores().ready(List.of(batch)));
        // What needs nothing of the base driver's is not worth waiting for: the base queue waits, with the end of the
        // batch.
        boolean needsBase = next.steps().stream()
                .anyMatch(step -> step instanceof CommandBuffer.OwnStep own
                        && own.operation().needsBase());
        List<Batch.Operation> waits = needsBase ? waitForTimelines(batch.waits()) : batch.waits();
        List<MemorySegment> pending = new ArrayList<>();
        for (CommandBuffer.Step step : next.steps()) {
            if (closed || device.lost()) {
                return null;
            }
            switch (step) {
                case CommandBuffer.BaseStep base -> pending.add(base.commandBuffer());
                case CommandBuffer.OwnStep own -> {
                    if (needsBase && (!pending.isEmpty() || !waits.isEmpty())) {
                        copies.runAndWait(new Batch(waits, List.copyOf(pending), List.of(), 0));
                        waits = List.of();
                        pending.clear();
                    }
                    own.operation().run(copies);
                }
            }
        }
        return closed || device.lost() ? null : new Batch(waits, pending, batch.signals(), batch.fence());
    }

    /** Waits for timeline semaphores; returns the other operations. */
    private List<Batch.Operation> waitForTimelines(List<Batch.Operation> operations) throws InterruptedException {
        List<Batch.Operation> left = new ArrayList<>();
        for (Batch.Operation wait : operations) {
            if (device.semaphores().isTimeline(wait)) {
                waitFor(wait);
                // Counts like a wait that the base driver was given.
                device.semaphores().waitsForwarded(new Batch(List.of(wait), List.of(), List.of(), 0));
            } else {
                left.add(wait);
            }
        }
        return left;
    }

    private void signal(Batch last) {
        if (carrier.submitNow(last) != 0) {
            device.lose("the base driver refused the end of a batch");
        }
    }

    private void waitFor(Batch.Operation wait) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = VkSemaphoreWaitInfo.allocate(arena);
            VkSemaphoreWaitInfo.sType(info, Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO());
            VkSemaphoreWaitInfo.semaphoreCount(info, 1);
            VkSemaphoreWaitInfo.pSemaphores(info, arena.allocateFrom(ValueLayout.JAVA_LONG, wait.semaphore()));
            VkSemaphoreWaitInfo.pValues(info, arena.allocateFrom(ValueLayout.JAVA_LONG, wait.value()));
            int result = ResultCode.TIMEOUT;
            while (result == ResultCode.TIMEOUT && !closed && !device.lost()) {
                result = PFN_vkWaitSemaphores.invoke(
                        device.functions().vkWaitSemaphores(), device.handle(), info, WAIT_SLICE_NANOS);
            }
            if (result < 0) {
                device.lose("vkWaitSemaphores of the base driver: " + result);
            }
        }
    }

    /** Waits until everything submitted is done, in the base driver too. */
    public int waitIdle() {
        drain();
        return carrier.waitIdle();
    }

    @Override
    public void drain() {
        synchronized (work) {
            boolean interrupted = false;
            while (!work.isEmpty() && !closed && !device.lost()) {
                try {
                    work.wait(50);
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
        synchronized (work) {
            work.clear();
            work.notifyAll();
        }
        device.semaphores().changed();
        Threads.join(worker);
        ALL.remove(handle);
    }
}
