package dev.moviemaker;

/**
 * A program's own Vulkan device, for recording its images where they are. All handles stay the program's; they must live until the
 * recording is closed, and everything is as Vulkan returned it.
 *
 * <p>The device needs Vulkan 1.3, or 1.1 with {@code VK_KHR_synchronization2} and {@code VK_KHR_timeline_semaphore}; the extensions
 * {@code VK_KHR_video_queue}, {@code VK_KHR_video_encode_queue} and {@code VK_KHR_video_encode_av1}; and the features
 * {@code synchronization2}, {@code timelineSemaphore} and {@code videoEncodeAV1}. What is enabled cannot be asked of Vulkan, so
 * {@link #storageImageExtendedFormats()} and {@link #videoMaintenance1()} say it; both only make recording faster.
 *
 * <p>Threading: the two queues are the library's alone while it records, because Vulkan lets only one thread at a time use a queue.
 *
 * @param getInstanceProcAddr address of the command of that name that the program itself uses, not 0
 * @param instance {@code VkInstance}, not 0
 * @param apiVersion version that the instance was made for, packed as Vulkan packs it
 * @param physicalDevice {@code VkPhysicalDevice}, not 0
 * @param device {@code VkDevice}, not 0
 * @param encodeQueue of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}
 * @param computeQueue of a family with {@code VK_QUEUE_COMPUTE_BIT}: frames are converted on it
 * @param storageImageExtendedFormats whether the feature for extended formats of storage images in shaders is enabled
 * @param videoMaintenance1 whether {@code VK_KHR_video_maintenance1} and its feature are enabled
 */
public record VulkanDevice(
        long getInstanceProcAddr,
        long instance,
        int apiVersion,
        long physicalDevice,
        long device,
        Queue encodeQueue,
        Queue computeQueue,
        boolean storageImageExtendedFormats,
        boolean videoMaintenance1) {

    /** Checks the addresses. */
    public VulkanDevice {
        requireSet("getInstanceProcAddr", getInstanceProcAddr);
        requireSet("instance", instance);
        requireSet("physicalDevice", physicalDevice);
        requireSet("device", device);
    }

    /**
     * A queue that the device was made with.
     *
     * @param family index of its family
     * @param index in the family
     */
    public record Queue(int family, int index) {

        /** Checks the numbers. */
        public Queue {
            if (family < 0 || index < 0) {
                throw new IllegalArgumentException(
                        "queue: family %d, index %d given, at least 0 allowed".formatted(family, index));
            }
        }
    }

    private static void requireSet(String field, long value) {
        if (value == 0) {
            throw new IllegalArgumentException(field + ": 0 given, an address needed");
        }
    }
}
