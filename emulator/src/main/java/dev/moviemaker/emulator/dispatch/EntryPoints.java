// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.dispatch;

import dev.moviemaker.emulator.base.BaseIcd;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.objects.EmulatedInstance;
import dev.moviemaker.emulator.objects.Handles;
import dev.moviemaker.vulkan.call.InstanceFunctions;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.PFN_vkCreateInstance;
import dev.moviemaker.vulkan.raw.PFN_vkGetInstanceProcAddr;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * What a loader enters a driver by. These stubs are one set per driver, since there is no handle yet that tells drivers
 * apart.
 */
public final class EntryPoints {
    private static final Stubs INSTANCE = new Stubs();
    private static final Stubs DEVICE = new Stubs();

    static {
        PhysicalDeviceCalls.register(INSTANCE);
        FormatCalls.register(INSTANCE);
        VideoQueries.register(INSTANCE);
        DeviceCalls.register(INSTANCE, DEVICE);
        ResourceCalls.register(DEVICE);
        PoolCalls.register(DEVICE);
        CommandCalls.register(DEVICE);
        BarrierCalls.register(DEVICE);
        QueueCalls.register(DEVICE);
        SyncCalls.register(DEVICE);
        QueryCalls.register(DEVICE);
        SessionCalls.register(DEVICE);
        CodingCalls.register(DEVICE);
        NamingCalls.register(DEVICE);
    }

    private final Driver driver;
    private final BaseIcd icd;
    private final MemorySegment getInstanceProcAddr;
    private final MemorySegment getPhysicalDeviceProcAddr;
    private final MemorySegment createInstance;

    /** The entry points of one driver, allocated in {@code arena}. */
    public EntryPoints(Driver driver, Arena arena) {
        this.driver = driver;
        this.icd = driver.icd();
        getInstanceProcAddr = PFN_vkGetInstanceProcAddr.allocate(
                (instance, name) -> Guard.address("vkGetInstanceProcAddr", instance, () -> find(instance, name)),
                arena);
        getPhysicalDeviceProcAddr = PFN_vkGetInstanceProcAddr.allocate(
                (instance, name) ->
                        Guard.address("vk_icdGetPhysicalDeviceProcAddr", instance, () -> findPhysical(instance, name)),
                arena);
        createInstance = PFN_vkCreateInstance.allocate(
                (info, allocator, out) -> Guard.result(
                        "vkCreateInstance", MemorySegment.NULL, () -> createInstance(info, allocator, out)),
                arena);
    }

    /** {@code vk_icdGetInstanceProcAddr}. */
    public MemorySegment getInstanceProcAddr() {
        return getInstanceProcAddr;
    }

    /** {@code vk_icdGetPhysicalDeviceProcAddr}. */
    public MemorySegment getPhysicalDeviceProcAddr() {
        return getPhysicalDeviceProcAddr;
    }

    private MemorySegment find(MemorySegment instance, MemorySegment address) {
        String name = Structs.string(address, 256);
        return switch (name) {
            case "vkGetInstanceProcAddr", "vk_icdGetInstanceProcAddr" -> getInstanceProcAddr;
            case "vk_icdGetPhysicalDeviceProcAddr" -> getPhysicalDeviceProcAddr;
            case "vk_icdNegotiateLoaderICDInterfaceVersion" -> icd.loaderFunction(name);
            case "vkCreateInstance" -> driver.faultyCalls().wrap(name, createInstance);
            default -> find(name, icd.proc(instance, name));
        };
    }

    private MemorySegment find(String name, MemorySegment base) {
        MemorySegment stub = INSTANCE.find(name);
        boolean added = INSTANCE.isAdded(name) || DEVICE.isAdded(name);
        if (stub == null) {
            stub = DEVICE.find(name);
        }
        MemorySegment address = stub == null || (base.address() == 0 && !added) ? base : stub;
        return driver.faultyCalls().wrap(name, address);
    }

    private MemorySegment findPhysical(MemorySegment instance, MemorySegment address) {
        String name = Structs.string(address, 256);
        MemorySegment stub = INSTANCE.find(name);
        MemorySegment function = icd.loaderFunction("vk_icdGetPhysicalDeviceProcAddr");
        MemorySegment base = function.address() == 0
                ? MemorySegment.NULL
                : PFN_vkGetInstanceProcAddr.invoke(function, instance, address);
        return stub == null || (base.address() == 0 && !INSTANCE.isAdded(name))
                ? base
                : driver.faultyCalls().wrap(name, stub);
    }

    /** The address that vkGetDeviceProcAddr gives for a device-level command. */
    static MemorySegment findForDevice(Driver driver, boolean video, String name, MemorySegment base) {
        MemorySegment stub = DEVICE.find(name);
        boolean added = DEVICE.isAdded(name) && video;
        @Nullable MemorySegment address = stub == null || (base.address() == 0 && !added) ? base : stub;
        return driver.faultyCalls().wrap(name, address);
    }

    private int createInstance(MemorySegment info, MemorySegment allocator, MemorySegment out) {
        int result =
                PFN_vkCreateInstance.invoke(icd.proc(MemorySegment.NULL, "vkCreateInstance"), info, allocator, out);
        if (result == 0) {
            MemorySegment handle =
                    MemorySegment.ofAddress(out.get(ValueLayout.ADDRESS, 0).address());
            Handles.INSTANCES.put(
                    handle, new EmulatedInstance(driver, handle, InstanceFunctions.of(name -> icd.proc(handle, name))));
            driver.count("Instance", 1);
        }
        return result;
    }
}
