// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.objects.Batch;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.queue.BaseQueue;
import dev.moviemaker.emulator.queue.EncodeQueue;
import dev.moviemaker.vulkan.call.ResultCode;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Submissions. */
final class QueueCalls {
    private QueueCalls() {}

    static void register(Stubs stubs) {
        stubs.replace("vkQueueSubmit2", PFN_vkQueueSubmit2::allocate, QueueCalls::queueSubmit2);
        stubs.replace("vkQueueSubmit", PFN_vkQueueSubmit::allocate, QueueCalls::queueSubmit);
        stubs.replace("vkQueueWaitIdle", PFN_vkQueueWaitIdle::allocate, QueueCalls::queueWaitIdle);
        stubs.replace("vkQueueBindSparse", PFN_vkQueueBindSparse::allocate, QueueCalls::queueBindSparse);
        stubs.replace(
                "vkQueueBeginDebugUtilsLabelEXT",
                PFN_vkQueueBeginDebugUtilsLabelEXT::allocate,
                QueueCalls::queueBeginDebugUtilsLabel);
        stubs.replace(
                "vkQueueEndDebugUtilsLabelEXT",
                PFN_vkQueueEndDebugUtilsLabelEXT::allocate,
                queue -> label(
                        queue,
                        "vkQueueEndDebugUtilsLabelEXT",
                        () -> PFN_vkQueueEndDebugUtilsLabelEXT.invoke(
                                device(queue).functions().vkQueueEndDebugUtilsLabelEXT(), queue)));
        stubs.replace(
                "vkQueueInsertDebugUtilsLabelEXT",
                PFN_vkQueueInsertDebugUtilsLabelEXT::allocate,
                QueueCalls::queueInsertDebugUtilsLabel);
    }

    private static int queueSubmit2(MemorySegment queue, int count, MemorySegment submits, long fence) {
        return Guard.result(
                "vkQueueSubmit2",
                queue,
                () -> submit(
                        queue,
                        () -> Batch.read2(submits, count, fence),
                        () -> PFN_vkQueueSubmit2.invoke(
                                device(queue).functions().vkQueueSubmit2(), queue, count, submits, fence)));
    }

    private static int queueSubmit(MemorySegment queue, int count, MemorySegment submits, long fence) {
        return Guard.result(
                "vkQueueSubmit",
                queue,
                () -> submit(
                        queue,
                        () -> Batch.read(submits, count, fence),
                        () -> PFN_vkQueueSubmit.invoke(
                                device(queue).functions().vkQueueSubmit(), queue, count, submits, fence)));
    }

    private static int queueWaitIdle(MemorySegment queue) {
        return Guard.result("vkQueueWaitIdle", queue, () -> {
            EncodeQueue own = EncodeQueue.ALL.find(queue);
            int result = own != null ? own.waitIdle() : BaseQueue.ALL.get(queue).waitIdle();
            return device(queue).lost() ? ResultCode.DEVICE_LOST : result;
        });
    }

    private static int queueBindSparse(MemorySegment queue, int count, MemorySegment infos, long fence) {
        return Guard.result("vkQueueBindSparse", queue, () -> {
            BaseQueue base = BaseQueue.ALL.get(queue);
            base.drain();
            return base.call(() -> PFN_vkQueueBindSparse.invoke(
                    base.device().functions().vkQueueBindSparse(), queue, count, infos, fence));
        });
    }

    private static void queueBeginDebugUtilsLabel(MemorySegment queue, MemorySegment label) {
        label(
                queue,
                "vkQueueBeginDebugUtilsLabelEXT",
                () -> PFN_vkQueueBeginDebugUtilsLabelEXT.invoke(
                        device(queue).functions().vkQueueBeginDebugUtilsLabelEXT(), queue, label));
    }

    private static void queueInsertDebugUtilsLabel(MemorySegment queue, MemorySegment label) {
        label(
                queue,
                "vkQueueInsertDebugUtilsLabelEXT",
                () -> PFN_vkQueueInsertDebugUtilsLabelEXT.invoke(
                        device(queue).functions().vkQueueInsertDebugUtilsLabelEXT(), queue, label));
    }

    private static EmulatedDevice device(MemorySegment queue) {
        EncodeQueue own = EncodeQueue.ALL.find(queue);
        return own != null ? own.device() : BaseQueue.ALL.get(queue).device();
    }

    private static int submit(MemorySegment queue, Supplier<List<Batch>> batches, IntSupplier unchanged) {
        EncodeQueue own = EncodeQueue.ALL.find(queue);
        if (own != null) {
            return own.submit(batches.get());
        }
        BaseQueue base = BaseQueue.ALL.get(queue);
        if (base.device().lost()) {
            return ResultCode.DEVICE_LOST;
        }
        return base.device().video() ? base.submit(batches.get(), unchanged) : base.call(unchanged);
    }

    private static void label(MemorySegment queue, String call, Runnable forward) {
        Guard.run(call, queue, () -> {
            if (EncodeQueue.ALL.find(queue) == null) {
                forward.run();
            }
        });
    }

    /** Registered with the device's waiting functions. */
    static int lostOr(MemorySegment device, IntSupplier call) {
        return Handles.DEVICES.get(device).lost() ? ResultCode.DEVICE_LOST : call.getAsInt();
    }
}
