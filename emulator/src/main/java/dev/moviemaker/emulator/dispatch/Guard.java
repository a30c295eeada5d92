// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.check.CallAllocation;
import dev.moviemaker.emulator.objects.CommandBuffer;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.objects.EmulatedDevice;
import dev.moviemaker.emulator.objects.EmulatedInstance;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.emulator.objects.PhysicalDevice;
import dev.moviemaker.emulator.queue.BaseQueue;
import dev.moviemaker.emulator.queue.EncodeQueue;
import dev.moviemaker.vulkan.call.ResultCode;
import java.lang.foreign.MemorySegment;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The one place where exceptions end: a throwable that left an upcall would end the process. */
final class Guard {
    private static final System.Logger LOGGER = System.getLogger("dev.moviemaker.emulator");

    private Guard() {}

    /** A refusal with a result code of its own. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int result;

        Refusal(int result, String message) {
            super(message, null, false, false);
            this.result = result;
        }
    }

    /** Runs a command that returns a VkResult; whatever is thrown becomes one, and a record in the driver's log. */
    static int result(String call, MemorySegment handle, IntSupplier body) {
        long begun = CallAllocation.begin();
        try {
            return body.getAsInt();
        } catch (Refusal e) {
            log(call, handle, e);
            return e.result;
        } catch (OutOfMemoryError e) {
            log(call, handle, e);
            return ResultCode.OUT_OF_HOST_MEMORY;
        } catch (Throwable e) {
            log(call, handle, e);
            return ResultCode.UNKNOWN;
        } finally {
            CallAllocation.end(begun);
        }
    }

    /** Runs a command that returns nothing. */
    static void run(String call, MemorySegment handle, Runnable body) {
        long begun = CallAllocation.begin();
        try {
            body.run();
        } catch (Throwable e) {
            log(call, handle, e);
        } finally {
            CallAllocation.end(begun);
        }
    }

    /** Runs a function that returns an address. */
    static MemorySegment address(String call, MemorySegment handle, java.util.function.Supplier<MemorySegment> body) {
        try {
            return body.get();
        } catch (Throwable e) {
            log(call, handle, e);
            return MemorySegment.NULL;
        }
    }

    /** What becomes of an exception of a command that returns nothing. */
    static void caught(String call, Throwable cause, MemorySegment handle) {
        log(call, handle, cause);
    }

    private static void log(String call, MemorySegment handle, Throwable cause) {
        try {
            Driver driver = driver(handle);
            if (driver == null) {
                LOGGER.log(System.Logger.Level.WARNING, call, cause);
            } else {
                driver.log().error(call, cause);
            }
        } catch (Throwable e) {
            LOGGER.log(System.Logger.Level.ERROR, call, e);
        }
    }

    private static @Nullable Driver driver(MemorySegment handle) {
        EmulatedDevice device = Handles.DEVICES.find(handle);
        CommandBuffer commands = Handles.COMMAND_BUFFERS.find(handle);
        EncodeQueue queue = EncodeQueue.ALL.find(handle);
        BaseQueue base = BaseQueue.ALL.find(handle);
        PhysicalDevice physical = Handles.PHYSICAL_DEVICES.find(handle);
        EmulatedInstance instance = Handles.INSTANCES.find(handle);
        if (device != null) {
            return device.driver();
        } else if (commands != null) {
            return commands.device().driver();
        } else if (queue != null) {
            return queue.device().driver();
        } else if (base != null) {
            return base.device().driver();
        } else if (physical != null) {
            return physical.driver();
        }
        return instance == null ? null : instance.driver();
    }
}
