// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.vulkan.call.DeviceFunctions;
import dev.moviemaker.vulkan.raw.PFN_vkDeviceWaitIdle;
import dev.moviemaker.vulkan.raw.PFN_vkGetSemaphoreCounterValue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A device of the base driver and everything the driver adds to it. */
public final class EmulatedDevice {
    private final PhysicalDevice physical;
    private final MemorySegment handle;
    private final DeviceFunctions functions;
    private final boolean video;
    private final boolean rgbConversion;
    private final Queues created;
    private final Arena arena = Arena.ofShared();
    private final Semaphores semaphores;
    private final RetiredSemaphores retired = new RetiredSemaphores(this);
    private final Submissions submissions = new Submissions();
    private final Map<Class<?>, Map<Long, Object>> objects = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<DeviceQueue> queues = new CopyOnWriteArrayList<>();
    private volatile boolean lost;

    /**
     * A device just made by the base driver.
     *
     * @param video         whether the application switched video encode on or asked for the added family
     */
    public EmulatedDevice(
            PhysicalDevice physical,
            MemorySegment handle,
            DeviceFunctions functions,
            boolean video,
            boolean rgbConversion,
            Queues created) {
        this.physical = physical;
        this.handle = handle;
        this.functions = functions;
        this.video = video;
        this.rgbConversion = rgbConversion;
        this.created = created;
        this.semaphores = new Semaphores(this::counter);
    }

    /** Its physical device. */
    public PhysicalDevice physical() {
        return physical;
    }

    /** The driver. */
    public Driver driver() {
        return physical.driver();
    }

    /** The base driver's handle, which the application has too. */
    public MemorySegment handle() {
        return handle;
    }

    /** The base driver's functions. */
    public DeviceFunctions functions() {
        return functions;
    }

    /** Whether video encode is switched on. */
    public boolean video() {
        return video;
    }

    /**
     * The queues that the application made its device with, as far as the base driver does not know of them.
     *
     * @param carrier     whether it asked for the carrier family itself
     */
    public record Queues(int encode, int encodeFlags, boolean carrier) {}

    /** The queues that the application asked for. */
    public Queues created() {
        return created;
    }

    /** Whether {@code videoEncodeRgbConversion} is enabled. */
    public boolean rgbConversion() {
        return rgbConversion;
    }

    /** Memory that lives as long as the device. */
    public Arena arena() {
        return arena;
    }

    /** The device's semaphores. */
    public Semaphores semaphores() {
        return semaphores;
    }

    private long counter(long semaphore) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment value = local.allocate(ValueLayout.JAVA_LONG);
            PFN_vkGetSemaphoreCounterValue.invoke(functions.vkGetSemaphoreCounterValue(), handle, semaphore, value);
            return value.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    /** Destroys a semaphore of the application, which no longer uses it. */
    public void destroySemaphore(long semaphore, MemorySegment allocator) {
        submissions.awaitReturn(semaphore);
        boolean timeline = semaphores.forget(semaphore);
        if (timeline && allocator.address() == 0) {
            retired.add(semaphore);
        } else {
            retired.destroy(semaphore, allocator);
        }
    }

    /** What is being handed to the base driver by threads of ours. */
    public Submissions submissions() {
        return submissions;
    }

    /** Queues that were handed out or are used by the driver itself. */
    public CopyOnWriteArrayList<DeviceQueue> queues() {
        return queues;
    }

    /** Whether the device is lost. */
    public boolean lost() {
        return lost;
    }

    /** Loses the device: from now on calls return VK_ERROR_DEVICE_LOST. */
    public void lose(String reason) {
        if (!lost) {
            lost = true;
            driver().log().error("device lost", new IllegalStateException(reason));
            semaphores.changed();
        }
    }

    /** Records a misuse. */
    public void violation(Rule rule, String detail) {
        driver().log().violation(rule, detail);
    }

    /** Remembers an object under its handle. */
    public <T> T put(Class<T> kind, long objectHandle, T object) {
        table(kind).put(objectHandle, object);
        driver().count(name(kind), 1);
        return object;
    }

    /** The object of a handle, or null when it is not one of ours or gone. */
    public <T> @Nullable T find(Class<T> kind, long objectHandle) {
        return kind.cast(table(kind).get(objectHandle));
    }

    /** The object of a handle. */
    public <T> T get(Class<T> kind, long objectHandle) {
        T object = find(kind, objectHandle);
        if (object == null) {
            violation(Rule.USED_AFTER_FREE, name(kind) + " 0x" + Long.toHexString(objectHandle) + " is unknown");
            throw new IllegalStateException("unknown " + name(kind) + " 0x" + Long.toHexString(objectHandle));
        }
        return object;
    }

    /** Forgets an object. */
    public <T> @Nullable T remove(Class<T> kind, long objectHandle) {
        T object = kind.cast(table(kind).remove(objectHandle));
        if (object != null) {
            driver().count(name(kind), -1);
        }
        return object;
    }

    /** Runs {@code action} for every object of a kind. */
    public <T> void each(Class<T> kind, java.util.function.Consumer<T> action) {
        table(kind).values().forEach(object -> action.accept(kind.cast(object)));
    }

    private Map<Long, Object> table(Class<?> kind) {
        return objects.computeIfAbsent(kind, k -> new ConcurrentHashMap<>());
    }

    /** Ends queues and memory of the driver; the base driver's device must still be there. */
    public void close() {
        for (DeviceQueue queue : queues) {
            queue.close();
        }
        PFN_vkDeviceWaitIdle.invoke(functions.vkDeviceWaitIdle(), handle);
        retired.close();
        objects.forEach((kind, table) -> {
            if (!table.isEmpty()) {
                violation(Rule.LEAKED, table.size() + " of " + name(kind) + " alive at vkDestroyDevice");
                driver().count(name(kind), -table.size());
            }
        });
        arena.close();
    }

    /** As Vulkan calls its objects. */
    private static String name(Class<?> kind) {
        return kind.getSimpleName().replaceFirst("^Emulated", "");
    }
}
