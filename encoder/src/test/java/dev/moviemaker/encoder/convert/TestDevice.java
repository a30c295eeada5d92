package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;

import dev.moviemaker.VulkanDevice;
import dev.moviemaker.encoder.vk.Closer;
import dev.moviemaker.encoder.vk.CommandPool;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.Structs;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.*;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;

/** A device with one compute queue and what the conversion needs; no video. */
public final class TestDevice implements AutoCloseable {
    private static final int COMPUTE = 2;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Closer closer = new Closer();
    private final TestInstance instance;
    private final Device device;
    private final String name;
    private final int family;
    private final MemorySegment queue;
    private final CommandPool pool;
    private final MemorySegment commandBuffer;
    private final TimelineSemaphore done;
    private long submitted;

    TestDevice(VulkanEntry loader) {
        this(loader, true);
    }

    /**
     * Opens it.
     *
     * @param loader where Vulkan is found
     * @param validated whether the validation layer checks it, if it is there; never when time is measured
     */
    public TestDevice(VulkanEntry loader, boolean validated) {
        instance = new TestInstance(loader, validated);
        closer.add(instance, instance::close);
        Instance adopted = instance.instance();
        List<MemorySegment> physical = adopted.physicalDevices();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chosen = physical.stream()
                    .filter(p -> VkPhysicalDeviceProperties.deviceType(properties(arena, p))
                            == VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU())
                    .findFirst()
                    .orElse(physical.getFirst());
            name = Structs.string(VkPhysicalDeviceProperties.deviceName(properties(arena, chosen)));
            family = computeFamily(arena, chosen);
            MemorySegment handle = create(arena, chosen);
            MemorySegment destroy = instance.address(adoptedHandle(), "vkDestroyDevice");
            closer.add(handle, () -> PFN_vkDestroyDevice.invoke(destroy, handle, MemorySegment.NULL));
            VulkanDevice.Queue both = new VulkanDevice.Queue(family, 0);
            device = Device.adopt(
                    adopted,
                    new VulkanDevice(
                            loader.getInstanceProcAddr().address(),
                            adopted.handle().address(),
                            adopted.apiVersion(),
                            chosen.address(),
                            handle.address(),
                            both,
                            both,
                            true,
                            false));
        }
        queue = device.queue(family);
        pool = new CommandPool(device, family);
        closer.add(pool, pool::close);
        commandBuffer = pool.allocate();
        done = new TimelineSemaphore(device);
        closer.add(done, done::close);
    }

    private MemorySegment adoptedHandle() {
        return instance.instance().handle();
    }

    private MemorySegment properties(Arena arena, MemorySegment physical) {
        MemorySegment properties = Structs.make(
                arena, VkPhysicalDeviceProperties2.layout(), VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2());
        PFN_vkGetPhysicalDeviceProperties2.invoke(
                instance.instance().functions().getPhysicalDeviceProperties2(), physical, properties);
        return VkPhysicalDeviceProperties2.properties(properties);
    }

    private int computeFamily(Arena arena, MemorySegment physical) {
        MemorySegment command = instance.instance().functions().getPhysicalDeviceQueueFamilyProperties2();
        MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(command, physical, count, MemorySegment.NULL);
        int families = count.get(ValueLayout.JAVA_INT, 0);
        MemorySegment array = Structs.array(
                arena, VkQueueFamilyProperties2.layout(), VK_STRUCTURE_TYPE_QUEUE_FAMILY_PROPERTIES_2(), families);
        PFN_vkGetPhysicalDeviceQueueFamilyProperties2.invoke(command, physical, count, array);
        for (int i = 0; i < families; i++) {
            MemorySegment one = Structs.element(array, VkQueueFamilyProperties2.layout(), i);
            int flags = VkQueueFamilyProperties.queueFlags(VkQueueFamilyProperties2.queueFamilyProperties(one));
            if ((flags & COMPUTE) != 0) {
                return i;
            }
        }
        throw new IllegalStateException(name + " has no queue family with compute");
    }

    private MemorySegment create(Arena arena, MemorySegment physical) {
        MemorySegment queues =
                Structs.make(arena, VkDeviceQueueCreateInfo.layout(), VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO());
        VkDeviceQueueCreateInfo.queueFamilyIndex(queues, family);
        VkDeviceQueueCreateInfo.queueCount(queues, 1);
        VkDeviceQueueCreateInfo.pQueuePriorities(queues, arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1f));
        MemorySegment sync = Structs.make(
                arena,
                VkPhysicalDeviceSynchronization2Features.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SYNCHRONIZATION_2_FEATURES());
        VkPhysicalDeviceSynchronization2Features.synchronization2(sync, 1);
        MemorySegment timeline = Structs.make(
                arena,
                VkPhysicalDeviceTimelineSemaphoreFeatures.layout(),
                VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES());
        VkPhysicalDeviceTimelineSemaphoreFeatures.timelineSemaphore(timeline, 1);
        MemorySegment features = arena.allocate(VkPhysicalDeviceFeatures.layout());
        VkPhysicalDeviceFeatures.shaderStorageImageExtendedFormats(features, 1);
        MemorySegment info = Structs.make(arena, VkDeviceCreateInfo.layout(), VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO());
        VkDeviceCreateInfo.queueCreateInfoCount(info, 1);
        VkDeviceCreateInfo.pQueueCreateInfos(info, queues);
        VkDeviceCreateInfo.pEnabledFeatures(info, features);
        Structs.chain(info, sync, timeline);
        MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
        VulkanResult.check(
                "vkCreateDevice",
                PFN_vkCreateDevice.invoke(
                        instance.instance().functions().createDevice(), physical, info, MemorySegment.NULL, out));
        return out.get(ValueLayout.ADDRESS, 0);
    }

    /** Records and submits, and waits until that is done. */
    void run(Consumer<MemorySegment> recorder) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment begin = Structs.make(
                    arena, VkCommandBufferBeginInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO());
            VulkanResult.check(
                    "vkBeginCommandBuffer",
                    PFN_vkBeginCommandBuffer.invoke(device.commands().beginCommandBuffer(), commandBuffer, begin));
            try {
                recorder.accept(commandBuffer);
            } finally {
                VulkanResult.check(
                        "vkEndCommandBuffer",
                        PFN_vkEndCommandBuffer.invoke(device.commands().endCommandBuffer(), commandBuffer));
            }
        }
        again();
    }

    /** Submits what was recorded last once more, and waits until that is done. */
    void again() {
        try (Arena arena = Arena.ofConfined()) {
            submit(arena);
        }
        int result = done.await(submitted, PATIENCE_NANOS);
        if (result != VulkanResult.SUCCESS) {
            throw new IllegalStateException("vkWaitSemaphores: " + VulkanResult.name(result));
        }
    }

    private void submit(Arena arena) {
        MemorySegment buffer =
                Structs.make(arena, VkCommandBufferSubmitInfo.layout(), VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO());
        VkCommandBufferSubmitInfo.commandBuffer(buffer, commandBuffer);
        MemorySegment signal =
                Structs.make(arena, VkSemaphoreSubmitInfo.layout(), VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO());
        VkSemaphoreSubmitInfo.semaphore(signal, done.handle());
        VkSemaphoreSubmitInfo.value(signal, ++submitted);
        VkSemaphoreSubmitInfo.stageMask(signal, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT());
        MemorySegment submit = Structs.make(arena, VkSubmitInfo2.layout(), VK_STRUCTURE_TYPE_SUBMIT_INFO_2());
        VkSubmitInfo2.commandBufferInfoCount(submit, 1);
        VkSubmitInfo2.pCommandBufferInfos(submit, buffer);
        VkSubmitInfo2.signalSemaphoreInfoCount(submit, 1);
        VkSubmitInfo2.pSignalSemaphoreInfos(submit, signal);
        VulkanResult.check(
                "vkQueueSubmit2", PFN_vkQueueSubmit2.invoke(device.commands().queueSubmit2(), queue, 1, submit, 0));
    }

    /** The address of a command that the library has no use for. */
    MemorySegment command(String command) {
        return instance.address(adoptedHandle(), command);
    }

    /** The address of a command of this device, past the loader. */
    public MemorySegment deviceCommand(String command) {
        try (Arena arena = Arena.ofConfined()) {
            return PFN_vkGetDeviceProcAddr.invoke(
                    instance.instance().functions().getDeviceProcAddr(), device.handle(), arena.allocateFrom(command));
        }
    }

    /** The device. */
    public Device device() {
        return device;
    }

    /** Its instance. */
    public Instance instance() {
        return instance.instance();
    }

    TestInstance checks() {
        return instance;
    }

    /** What the driver calls it. */
    public String name() {
        return name;
    }

    int family() {
        return family;
    }

    @Override
    public void close() {
        closer.close();
    }
}
