package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO;

import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceReader;
import dev.moviemaker.encoder.vk.Closer;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.DeviceRequest;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.Structs;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.PFN_vkCreateSemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkDestroySemaphore;
import dev.moviemaker.vulkan.raw.PFN_vkGetDeviceProcAddr;
import dev.moviemaker.vulkan.raw.PFN_vkSignalSemaphore;
import dev.moviemaker.vulkan.raw.VkSemaphoreCreateInfo;
import dev.moviemaker.vulkan.raw.VkSemaphoreSignalInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A program with an instance and a device of its own on the emulated driver, which it lends to the library. */
public final class Program implements AutoCloseable {
    static final List<String> EXTENSIONS =
            List.of("VK_KHR_video_queue", "VK_KHR_video_encode_queue", "VK_KHR_video_encode_av1");

    static final String RGB_CONVERSION = "VK_VALVE_video_encode_rgb_conversion";

    private final Closer closer = new Closer();
    private final Lock queueLock = new ReentrantLock();
    private final VulkanEntry entry = VulkanLoader.load();
    private final Instance instance;
    private final MemorySegment physical;
    private final DeviceCapabilities capabilities;
    private final boolean rgbConversion;
    private final Device device;
    private final VulkanDevice lent;
    private final Device adopted;

    Program(EmulatedGpu gpu) {
        this(gpu, EXTENSIONS);
    }

    Program(EmulatedGpu gpu, List<String> extensions) {
        this(gpu.request(), extensions);
    }

    /** With the first device of some instance. */
    public Program(InstanceRequest request) {
        this(request, EXTENSIONS);
    }

    private Program(InstanceRequest request, List<String> extensions) {
        instance = Instance.create(entry, request);
        closer.add(instance, instance::close);
        physical = instance.physicalDevices().getFirst();
        capabilities = DeviceReader.read(instance, physical, 0, UsageHints.RECORDING);
        boolean maintenance1 = capabilities.features().videoMaintenance1() && extensions.contains("VK_KHR_video_queue");
        List<String> all = new ArrayList<>(extensions);
        if (maintenance1) {
            all.add("VK_KHR_video_maintenance1");
        }
        rgbConversion = extensions.contains(RGB_CONVERSION);
        device = Device.create(
                instance,
                physical,
                new DeviceRequest(
                        Set.of(encodeFamily(), computeFamily()), all, maintenance1, extendedFormats(), rgbConversion));
        closer.add(device, device::close);
        lent = lend(new VulkanDevice.Queue(encodeFamily(), 0), new VulkanDevice.Queue(computeFamily(), 0));
        adopted = Device.adopt(instance, lent);
    }

    /** The device with queues of choice. */
    VulkanDevice lend(VulkanDevice.Queue encode, VulkanDevice.Queue compute) {
        return new VulkanDevice(
                entry.getInstanceProcAddr().address(),
                instance.handle().address(),
                instance.apiVersion(),
                physical.address(),
                device.handle().address(),
                encode,
                compute,
                extendedFormats(),
                capabilities.features().videoMaintenance1(),
                rgbConversion,
                queueLock);
    }

    private boolean extendedFormats() {
        return capabilities.features().storageImageExtendedFormats();
    }

    /** The device as it is lent. */
    public VulkanDevice lent() {
        return lent;
    }

    /** As the program sees it, with the queues and the lock that it lends. */
    Device device() {
        return adopted;
    }

    /** Makes a timeline semaphore reach a value, from the host. */
    void signal(TimelineSemaphore semaphore, long value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkSemaphoreSignalInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_SIGNAL_INFO());
            VkSemaphoreSignalInfo.semaphore(info, semaphore.handle());
            VkSemaphoreSignalInfo.value(info, value);
            MemorySegment command = PFN_vkGetDeviceProcAddr.invoke(
                    instance.functions().getDeviceProcAddr(), device.handle(), arena.allocateFrom("vkSignalSemaphore"));
            VulkanResult.check("vkSignalSemaphore", PFN_vkSignalSemaphore.invoke(command, device.handle(), info));
        }
    }

    /** A binary semaphore, as long as the program lives. */
    VulkanSemaphore binarySemaphore() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info =
                    Structs.make(arena, VkSemaphoreCreateInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO());
            MemorySegment out = arena.allocate(ValueLayout.JAVA_LONG);
            VulkanResult.check(
                    "vkCreateSemaphore",
                    PFN_vkCreateSemaphore.invoke(
                            device.functions().createSemaphore(), device.handle(), info, MemorySegment.NULL, out));
            long handle = out.get(ValueLayout.JAVA_LONG, 0);
            closer.add(
                    this,
                    () -> PFN_vkDestroySemaphore.invoke(
                            device.functions().destroySemaphore(), device.handle(), handle, MemorySegment.NULL));
            return VulkanSemaphore.binary(handle);
        }
    }

    int encodeFamily() {
        return capabilities.encodeFamily().orElseThrow().index();
    }

    /** Another one than that which encodes. */
    public int computeFamily() {
        return capabilities.queueFamilies().stream()
                .filter(f -> f.computes() && !f.encodes())
                .findFirst()
                .orElseThrow()
                .index();
    }

    @Override
    public void close() {
        closer.close();
    }
}
