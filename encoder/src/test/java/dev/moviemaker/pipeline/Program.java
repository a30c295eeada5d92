package dev.moviemaker.pipeline;

import dev.moviemaker.VulkanDevice;
import dev.moviemaker.caps.DeviceCapabilities;
import dev.moviemaker.caps.DeviceReader;
import dev.moviemaker.vk.Closer;
import dev.moviemaker.vk.Device;
import dev.moviemaker.vk.DeviceRequest;
import dev.moviemaker.vk.Instance;
import dev.moviemaker.vk.VulkanEntry;
import dev.moviemaker.vk.VulkanLoader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A program with an instance and a device of its own on the emulated driver, which it lends to the library. */
final class Program implements AutoCloseable {
    static final List<String> EXTENSIONS =
            List.of("VK_KHR_video_queue", "VK_KHR_video_encode_queue", "VK_KHR_video_encode_av1");

    private final Closer closer = new Closer();
    private final VulkanEntry entry = VulkanLoader.load();
    private final Instance instance;
    private final MemorySegment physical;
    private final DeviceCapabilities capabilities;
    private final Device device;
    private final VulkanDevice lent;

    Program(EmulatedGpu gpu) {
        this(gpu, EXTENSIONS);
    }

    Program(EmulatedGpu gpu, List<String> extensions) {
        instance = Instance.create(entry, gpu.request());
        closer.add(instance, instance::close);
        physical = instance.physicalDevices().getFirst();
        capabilities = DeviceReader.read(instance, physical, 0);
        boolean maintenance1 = capabilities.features().videoMaintenance1() && extensions.contains("VK_KHR_video_queue");
        List<String> all = new ArrayList<>(extensions);
        if (maintenance1) {
            all.add("VK_KHR_video_maintenance1");
        }
        device = Device.create(
                instance, physical, new DeviceRequest(Set.of(encodeFamily(), computeFamily()), all, maintenance1));
        closer.add(device, device::close);
        lent = lend(new VulkanDevice.Queue(encodeFamily(), 0), new VulkanDevice.Queue(computeFamily(), 0));
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
                false,
                capabilities.features().videoMaintenance1());
    }

    VulkanDevice lent() {
        return lent;
    }

    int encodeFamily() {
        return capabilities.encodeFamily().orElseThrow().index();
    }

    /** Another one than that which encodes. */
    int computeFamily() {
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
