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
        stubs.replace(
                "vkQueueSubmit2",
                arena -> PFN_vkQueueSubmit2.allocate(
                        (queue, count, submits, fence) -> Guard.result(
                                "vkQueueSubmit2",
                                queue,
                                () -> submit(
                                        queue,
                                        () -> Batch.read2(submits, count, fence),
                                        () -> PFN_vkQueueSubmit2.invoke(
                                                device(queue).functions().vkQueueSubmit2(),
                                                queue,
                                                count,
                                                submits,
                                                fence))),
                        arena));
        stubs.replace(
                "vkQueueSubmit",
                arena -> PFN_vkQueueSubmit.allocate(
                        (queue, count, submits, fence) -> Guard.result(
                                "vkQueueSubmit",
                                queue,
                                () -> submit(
                                        queue,
                                        () -> Batch.read(submits, count, fence),
                                        () -> PFN_vkQueueSubmit.invoke(
                                                device(queue).functions().vkQueueSubmit(),
                                                queue,
                                                count,
                                                submits,
                                                fence))),
                        arena));
        stubs.replace(
                "vkQueueWaitIdle",
                arena -> PFN_vkQueueWaitIdle.allocate(
                        queue -> Guard.result("vkQueueWaitIdle", queue, () -> {
                            EncodeQueue own = EncodeQueue.ALL.find(queue);
                            int result = own != null
                                    ? own.waitIdle()
                                    : BaseQueue.ALL.get(queue).waitIdle();
                            return device(queue).lost() ? ResultCode.DEVICE_LOST : result;
                        }),
                        arena));
        stubs.replace(
                "vkQueueBindSparse",
                arena -> PFN_vkQueueBindSparse.allocate(
                        (queue, count, infos, fence) -> Guard.result("vkQueueBindSparse", queue, () -> {
                            BaseQueue base = BaseQueue.ALL.get(queue);
                            base.drain();
                            return base.call(() -> PFN_vkQueueBindSparse.invoke(
                                    base.device().functions().vkQueueBindSparse(), queue, count, infos, fence));
                        }),
                        arena));
        stubs.replace(
                "vkQueueBeginDebugUtilsLabelEXT",
                arena -> PFN_vkQueueBeginDebugUtilsLabelEXT.allocate(
                        (queue, label) -> label(
                                queue,
                                "vkQueueBeginDebugUtilsLabelEXT",
                                () -> PFN_vkQueueBeginDebugUtilsLabelEXT.invoke(
                                        device(queue).functions().vkQueueBeginDebugUtilsLabelEXT(), queue, label)),
                        arena));
        stubs.replace(
                "vkQueueEndDebugUtilsLabelEXT",
                arena -> PFN_vkQueueEndDebugUtilsLabelEXT.allocate(
                        queue -> label(
                                queue,
                                "vkQueueEndDebugUtilsLabelEXT",
                                () -> PFN_vkQueueEndDebugUtilsLabelEXT.invoke(
                                        device(queue).functions().vkQueueEndDebugUtilsLabelEXT(), queue)),
                        arena));
        stubs.replace(
                "vkQueueInsertDebugUtilsLabelEXT",
                arena -> PFN_vkQueueInsertDebugUtilsLabelEXT.allocate(
                        (queue, label) -> label(
                                queue,
                                "vkQueueInsertDebugUtilsLabelEXT",
                                () -> PFN_vkQueueInsertDebugUtilsLabelEXT.invoke(
                                        device(queue).functions().vkQueueInsertDebugUtilsLabelEXT(), queue, label)),
                        arena));
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
