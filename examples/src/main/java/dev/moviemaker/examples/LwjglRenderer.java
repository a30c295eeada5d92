// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import static org.lwjgl.system.MemoryStack.stackPush;
import static org.lwjgl.vulkan.KHRVideoEncodeAV1.VK_KHR_VIDEO_ENCODE_AV1_EXTENSION_NAME;
import static org.lwjgl.vulkan.KHRVideoEncodeAV1.VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR;
import static org.lwjgl.vulkan.KHRVideoEncodeQueue.VK_KHR_VIDEO_ENCODE_QUEUE_EXTENSION_NAME;
import static org.lwjgl.vulkan.KHRVideoQueue.VK_KHR_VIDEO_QUEUE_EXTENSION_NAME;
import static org.lwjgl.vulkan.LUNARGDirectDriverLoading.*;
import static org.lwjgl.vulkan.VK13.*;

import java.nio.LongBuffer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.vulkan.*;

/**
 * A renderer of one image, as a game has one: a square that moves over a background that changes. Made with what a
 * recording needs: three extensions and three features. One thread uses it.
 */
final class LwjglRenderer implements AutoCloseable {
    static final int API_VERSION = VK_API_VERSION_1_3;

    private final int width;
    private final int height;
    private final Lock queueLock = new ReentrantLock();
    private final VkInstance instance;
    private final VkPhysicalDevice physicalDevice;
    private final int graphicsFamily;
    private final int encodeFamily;
    private final VkDevice device;
    private final VkQueue queue;
    private final long timeline;
    private final long image;
    private final long memory;
    private final long view;
    private final long pool;
    private final VkCommandBuffer commands;

    /**
     * On the first device that encodes AV1; a driver is the address of a vkGetInstanceProcAddr, 0 for the installed
     * ones.
     */
    LwjglRenderer(int width, int height, long driver) {
        this.width = width;
        this.height = height;
        try (MemoryStack stack = stackPush()) {
            instance = createInstance(stack, driver);
            physicalDevice = choose(stack, instance);
            encodeFamily = encodeFamily(stack, physicalDevice);
            graphicsFamily = family(stack, physicalDevice, flags -> (flags & VK_QUEUE_GRAPHICS_BIT) != 0);
            device = createDevice(stack);
            PointerBuffer out = stack.mallocPointer(1);
            vkGetDeviceQueue(device, graphicsFamily, 0, out);
            queue = new VkQueue(out.get(0), device);
            LongBuffer handle = stack.mallocLong(1);
            VkSemaphoreTypeCreateInfo type =
                    VkSemaphoreTypeCreateInfo.calloc(stack).sType$Default().semaphoreType(VK_SEMAPHORE_TYPE_TIMELINE);
            check(vkCreateSemaphore(
                    device, VkSemaphoreCreateInfo.calloc(stack).sType$Default().pNext(type), null, handle));
            timeline = handle.get(0);
            check(vkCreateImage(device, imageInfo(stack), null, handle));
            image = handle.get(0);
            memory = bindMemory(stack);
            view = createView(stack);
            VkCommandPoolCreateInfo poolInfo = VkCommandPoolCreateInfo.calloc(stack)
                    .sType$Default()
                    .flags(VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT)
                    .queueFamilyIndex(graphicsFamily);
            check(vkCreateCommandPool(device, poolInfo, null, handle));
            pool = handle.get(0);
            VkCommandBufferAllocateInfo allocation = VkCommandBufferAllocateInfo.calloc(stack)
                    .sType$Default()
                    .commandPool(pool)
                    .level(VK_COMMAND_BUFFER_LEVEL_PRIMARY)
                    .commandBufferCount(1);
            check(vkAllocateCommandBuffers(device, allocation, out));
            commands = new VkCommandBuffer(out.get(0), device);
        }
    }

    private static VkInstance createInstance(MemoryStack stack, long driver) {
        VkApplicationInfo application =
                VkApplicationInfo.calloc(stack).sType$Default().apiVersion(API_VERSION);
        VkInstanceCreateInfo info =
                VkInstanceCreateInfo.calloc(stack).sType$Default().pApplicationInfo(application);
        if (driver != 0) {
            VkDirectDriverLoadingInfoLUNARG.Buffer drivers = VkDirectDriverLoadingInfoLUNARG.calloc(1, stack)
                    .sType$Default()
                    .pfnGetInstanceProcAddr(driver);
            info.pNext(VkDirectDriverLoadingListLUNARG.calloc(stack)
                            .sType$Default()
                            .mode(VK_DIRECT_DRIVER_LOADING_MODE_EXCLUSIVE_LUNARG)
                            .pDrivers(drivers))
                    .ppEnabledExtensionNames(
                            stack.pointers(stack.UTF8(VK_LUNARG_DIRECT_DRIVER_LOADING_EXTENSION_NAME)));
        }
        PointerBuffer out = stack.mallocPointer(1);
        check(vkCreateInstance(info, null, out));
        return new VkInstance(out.get(0), info);
    }

    private static VkPhysicalDevice choose(MemoryStack stack, VkInstance instance) {
        int[] count = {0};
        check(vkEnumeratePhysicalDevices(instance, count, null));
        PointerBuffer all = stack.mallocPointer(count[0]);
        check(vkEnumeratePhysicalDevices(instance, count, all));
        for (int i = 0; i < count[0]; i++) {
            VkPhysicalDevice candidate = new VkPhysicalDevice(all.get(i), instance);
            if (encodeFamily(stack, candidate) >= 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("no Vulkan device encodes AV1");
    }

    /** The queue family that encodes AV1, or -1. */
    private static int encodeFamily(MemoryStack stack, VkPhysicalDevice of) {
        int[] count = {0};
        vkGetPhysicalDeviceQueueFamilyProperties2(of, count, null);
        VkQueueFamilyProperties2.Buffer families = VkQueueFamilyProperties2.calloc(count[0], stack);
        VkQueueFamilyVideoPropertiesKHR.Buffer videos = VkQueueFamilyVideoPropertiesKHR.calloc(count[0], stack);
        for (int i = 0; i < count[0]; i++) {
            families.get(i).sType$Default().pNext(videos.get(i).sType$Default());
        }
        vkGetPhysicalDeviceQueueFamilyProperties2(of, count, families);
        for (int i = 0; i < count[0]; i++) {
            if ((videos.get(i).videoCodecOperations() & VK_VIDEO_CODEC_OPERATION_ENCODE_AV1_BIT_KHR) != 0) {
                return i;
            }
        }
        return -1;
    }

    private static int family(MemoryStack stack, VkPhysicalDevice of, IntPredicate flags) {
        int[] count = {0};
        vkGetPhysicalDeviceQueueFamilyProperties(of, count, null);
        VkQueueFamilyProperties.Buffer families = VkQueueFamilyProperties.calloc(count[0], stack);
        vkGetPhysicalDeviceQueueFamilyProperties(of, count, families);
        for (int i = 0; i < count[0]; i++) {
            if (flags.test(families.get(i).queueFlags())) {
                return i;
            }
        }
        throw new IllegalStateException("the device has no such queue family");
    }

    private VkDevice createDevice(MemoryStack stack) {
        VkDeviceQueueCreateInfo.Buffer queues = VkDeviceQueueCreateInfo.calloc(2, stack);
        queues.get(0).sType$Default().queueFamilyIndex(graphicsFamily).pQueuePriorities(stack.floats(1));
        queues.get(1).sType$Default().queueFamilyIndex(encodeFamily).pQueuePriorities(stack.floats(1));
        VkDeviceCreateInfo info = VkDeviceCreateInfo.calloc(stack)
                .sType$Default()
                .pQueueCreateInfos(queues)
                .ppEnabledExtensionNames(stack.pointers(
                        stack.UTF8(VK_KHR_VIDEO_QUEUE_EXTENSION_NAME),
                        stack.UTF8(VK_KHR_VIDEO_ENCODE_QUEUE_EXTENSION_NAME),
                        stack.UTF8(VK_KHR_VIDEO_ENCODE_AV1_EXTENSION_NAME)))
                .pNext(VkPhysicalDeviceVulkan12Features.calloc(stack)
                        .sType$Default()
                        .timelineSemaphore(true))
                .pNext(VkPhysicalDeviceVulkan13Features.calloc(stack)
                        .sType$Default()
                        .synchronization2(true)
                        .dynamicRendering(true))
                .pNext(VkPhysicalDeviceVideoEncodeAV1FeaturesKHR.calloc(stack)
                        .sType$Default()
                        .videoEncodeAV1(true));
        PointerBuffer out = stack.mallocPointer(1);
        check(vkCreateDevice(physicalDevice, info, null, out));
        return new VkDevice(out.get(0), physicalDevice, info);
    }

    private VkImageCreateInfo imageInfo(MemoryStack stack) {
        VkImageCreateInfo info = VkImageCreateInfo.calloc(stack)
                .sType$Default()
                .imageType(VK_IMAGE_TYPE_2D)
                .format(VK_FORMAT_R8G8B8A8_UNORM)
                .mipLevels(1)
                .arrayLayers(1)
                .samples(VK_SAMPLE_COUNT_1_BIT)
                .usage(VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT); // sampled: it is recorded
        info.extent().set(width, height, 1);
        return info;
    }

    private long bindMemory(MemoryStack stack) {
        VkMemoryRequirements needed = VkMemoryRequirements.calloc(stack);
        vkGetImageMemoryRequirements(device, image, needed);
        VkMemoryAllocateInfo info = VkMemoryAllocateInfo.calloc(stack)
                .sType$Default()
                .allocationSize(needed.size())
                .memoryTypeIndex(Integer.numberOfTrailingZeros(needed.memoryTypeBits()));
        LongBuffer out = stack.mallocLong(1);
        check(vkAllocateMemory(device, info, null, out));
        check(vkBindImageMemory(device, image, out.get(0), 0));
        return out.get(0);
    }

    private long createView(MemoryStack stack) {
        VkImageViewCreateInfo info = VkImageViewCreateInfo.calloc(stack)
                .sType$Default()
                .image(image)
                .viewType(VK_IMAGE_VIEW_TYPE_2D)
                .format(VK_FORMAT_R8G8B8A8_UNORM);
        info.subresourceRange().set(VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1);
        LongBuffer out = stack.mallocLong(1);
        check(vkCreateImageView(device, info, null, out));
        return out.get(0);
    }

    /**
     * Waits until the frame before was read (drawn - 1), draws, and signals drawn on the timeline. Leaves the image to
     * be sampled.
     */
    void draw(int frame, long drawn) {
        try (MemoryStack stack = stackPush()) {
            VkSemaphoreWaitInfo wait = VkSemaphoreWaitInfo.calloc(stack)
                    .sType$Default()
                    .semaphoreCount(1)
                    .pSemaphores(stack.longs(timeline))
                    .pValues(stack.longs(drawn - 1));
            check(vkWaitSemaphores(device, wait, Long.MAX_VALUE));
            check(vkBeginCommandBuffer(
                    commands, VkCommandBufferBeginInfo.calloc(stack).sType$Default()));
            barrier(stack, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
            render(stack, frame);
            barrier(stack, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL);
            check(vkEndCommandBuffer(commands));
            VkCommandBufferSubmitInfo.Buffer buffers =
                    VkCommandBufferSubmitInfo.calloc(1, stack).sType$Default().commandBuffer(commands);
            VkSemaphoreSubmitInfo.Buffer signals = VkSemaphoreSubmitInfo.calloc(1, stack)
                    .sType$Default()
                    .semaphore(timeline)
                    .value(drawn)
                    .stageMask(VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT);
            VkSubmitInfo2.Buffer submit = VkSubmitInfo2.calloc(1, stack)
                    .sType$Default()
                    .pCommandBufferInfos(buffers)
                    .pSignalSemaphoreInfos(signals);
            queueLock.lock();
            try {
                check(vkQueueSubmit2(queue, submit, VK_NULL_HANDLE));
            } finally {
                queueLock.unlock();
            }
        }
    }

    private void render(MemoryStack stack, int frame) {
        VkClearValue background = VkClearValue.calloc(stack);
        background
                .color()
                .float32(0, 0.1f)
                .float32(1, 0.2f)
                .float32(2, 0.3f + 0.4f * (frame % 60) / 60)
                .float32(3, 1);
        VkRenderingAttachmentInfo.Buffer color = VkRenderingAttachmentInfo.calloc(1, stack)
                .sType$Default()
                .imageView(view)
                .imageLayout(VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL)
                .loadOp(VK_ATTACHMENT_LOAD_OP_CLEAR)
                .storeOp(VK_ATTACHMENT_STORE_OP_STORE)
                .clearValue(background);
        VkRenderingInfo rendering =
                VkRenderingInfo.calloc(stack).sType$Default().layerCount(1).pColorAttachments(color);
        rendering.renderArea().extent().set(width, height);
        VkClearAttachment.Buffer orange = VkClearAttachment.calloc(1, stack).aspectMask(VK_IMAGE_ASPECT_COLOR_BIT);
        orange.clearValue()
                .color()
                .float32(0, 1)
                .float32(1, 0.55f)
                .float32(2, 0)
                .float32(3, 1);
        VkClearRect.Buffer square = VkClearRect.calloc(1, stack).layerCount(1);
        square.rect().offset().set(8 * frame % (width - 100), height / 2 - 50);
        square.rect().extent().set(100, 100);
        vkCmdBeginRendering(commands, rendering);
        vkCmdClearAttachments(commands, orange, square);
        vkCmdEndRendering(commands);
    }

    private void barrier(MemoryStack stack, int from, int to) {
        long drawing = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT;
        VkImageMemoryBarrier2.Buffer barrier = VkImageMemoryBarrier2.calloc(1, stack)
                .sType$Default()
                .srcStageMask(drawing)
                .srcAccessMask(VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT)
                .dstStageMask(drawing)
                .dstAccessMask(VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT)
                .oldLayout(from)
                .newLayout(to)
                .srcQueueFamilyIndex(VK_QUEUE_FAMILY_IGNORED)
                .dstQueueFamilyIndex(VK_QUEUE_FAMILY_IGNORED)
                .image(image);
        barrier.subresourceRange().set(VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1);
        vkCmdPipelineBarrier2(
                commands, VkDependencyInfo.calloc(stack).sType$Default().pImageMemoryBarriers(barrier));
    }

    private static void check(int result) {
        if (result != VK_SUCCESS) {
            throw new IllegalStateException("Vulkan returned " + result);
        }
    }

    VkInstance instance() {
        return instance;
    }

    VkPhysicalDevice physicalDevice() {
        return physicalDevice;
    }

    VkDevice device() {
        return device;
    }

    int graphicsFamily() {
        return graphicsFamily;
    }

    int encodeFamily() {
        return encodeFamily;
    }

    Lock queueLock() {
        return queueLock;
    }

    long image() {
        return image;
    }

    long timeline() {
        return timeline;
    }

    /** After the recording was closed. */
    @Override
    public void close() {
        vkDeviceWaitIdle(device);
        vkDestroyCommandPool(device, pool, null);
        vkDestroyImageView(device, view, null);
        vkDestroyImage(device, image, null);
        vkFreeMemory(device, memory, null);
        vkDestroySemaphore(device, timeline, null);
        vkDestroyDevice(device, null);
        vkDestroyInstance(instance, null);
    }
}
