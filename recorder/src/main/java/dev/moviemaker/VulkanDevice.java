// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program's own Vulkan device, for recording its images where they are ({@link dev.moviemaker.recorder.MovieMaker#create(VulkanDevice)},
 * {@link dev.moviemaker.recorder.Av1Encoder#open(EncoderSettings, VulkanDevice)}). Everything is as Vulkan returned it.
 *
 * <p>Ownership: all handles stay the program's and must live until the recording is closed. The library destroys what it made on the
 * device, and neither device nor instance. A lost device cannot be replaced by the library: the recording ends with a
 * {@link DeviceLostException}.
 *
 * <p>The device needs Vulkan 1.3, or 1.1 with {@code VK_KHR_synchronization2} and {@code VK_KHR_timeline_semaphore}; what counts is
 * the lower of the versions of instance and physical device. It needs the extensions
 * {@code VK_KHR_video_queue}, {@code VK_KHR_video_encode_queue} and {@code VK_KHR_video_encode_av1}; and the features
 * {@code synchronization2}, {@code timelineSemaphore} and {@code videoEncodeAV1}. What is enabled cannot be asked of Vulkan, so
 * {@link #storageImageExtendedFormats()}, {@link #videoMaintenance1()} and {@link #videoEncodeRgbConversion()} say it; all three only make
 * recording faster. What can be noticed
 * and is missing is told by an {@link UnsupportedException}.
 *
 * <p>Threading: Vulkan lets only one thread at a time use a queue. The library holds {@link #queueLock()} while it submits, from the
 * thread that hands over frames and from threads of its own; a program that uses one of the two queues while it records holds it too,
 * around {@code vkQueueSubmit} and all else that takes the queue, {@code vkQueuePresentKHR} and {@code vkDeviceWaitIdle} included.
 * Ending a recording waits until both queues are idle.
 * Recordings that run at once on one device are made with the same {@code VulkanDevice}, or with values that have the lock in common.
 *
 * @param getInstanceProcAddr address of the command of that name that the program itself uses, not 0
 * @param instance {@code VkInstance}, not 0
 * @param apiVersion version that the instance was made for ({@code VkApplicationInfo::apiVersion}), packed as Vulkan packs it; at least 1.1
 * @param physicalDevice {@code VkPhysicalDevice}, not 0
 * @param device {@code VkDevice}, not 0
 * @param encodeQueue of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}
 * @param computeQueue of a family with {@code VK_QUEUE_COMPUTE_BIT}: frames are converted on it; not used if it is of the family of the
 *     encode queue, which then does both
 * @param storageImageExtendedFormats whether the feature for extended formats of storage images in shaders is enabled
 * @param videoMaintenance1 whether {@code VK_KHR_video_maintenance1} and its feature are enabled
 * @param videoEncodeRgbConversion whether {@code VK_VALVE_video_encode_rgb_conversion} and its feature are enabled
 * @param queueLock held around every use of the two queues
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
        boolean videoMaintenance1,
        boolean videoEncodeRgbConversion,
        Lock queueLock) {

    private static final int VERSION_1_1 = 1 << 22 | 1 << 12;

    /** Checks addresses and version. */
    public VulkanDevice {
        requireSet("getInstanceProcAddr", getInstanceProcAddr);
        requireSet("instance", instance);
        requireSet("physicalDevice", physicalDevice);
        requireSet("device", device);
        if (Integer.compareUnsigned(apiVersion, VERSION_1_1) < 0) {
            throw new IllegalArgumentException("apiVersion: %d.%d given, at least 1.1 allowed"
                    .formatted(apiVersion >>> 22 & 0x7F, apiVersion >>> 12 & 0x3FF));
        }
    }

    /**
     * A device without {@code videoEncodeRgbConversion}.
     *
     * @param getInstanceProcAddr address of the command
     * @param instance {@code VkInstance}
     * @param apiVersion that the instance was made for
     * @param physicalDevice {@code VkPhysicalDevice}
     * @param device {@code VkDevice}
     * @param encodeQueue encodes
     * @param computeQueue converts
     * @param storageImageExtendedFormats whether that feature is enabled
     * @param videoMaintenance1 whether that extension and feature are enabled
     * @param queueLock held around every use of the two queues
     */
    public VulkanDevice(
            long getInstanceProcAddr,
            long instance,
            int apiVersion,
            long physicalDevice,
            long device,
            Queue encodeQueue,
            Queue computeQueue,
            boolean storageImageExtendedFormats,
            boolean videoMaintenance1,
            Lock queueLock) {
        this(
                getInstanceProcAddr,
                instance,
                apiVersion,
                physicalDevice,
                device,
                encodeQueue,
                computeQueue,
                storageImageExtendedFormats,
                videoMaintenance1,
                false,
                queueLock);
    }

    /**
     * A device with a new lock for its queues.
     *
     * @param getInstanceProcAddr address of the command
     * @param instance {@code VkInstance}
     * @param apiVersion that the instance was made for
     * @param physicalDevice {@code VkPhysicalDevice}
     * @param device {@code VkDevice}
     * @param encodeQueue encodes
     * @param computeQueue converts
     * @param storageImageExtendedFormats whether that feature is enabled
     * @param videoMaintenance1 whether that extension and feature are enabled
     */
    public VulkanDevice(
            long getInstanceProcAddr,
            long instance,
            int apiVersion,
            long physicalDevice,
            long device,
            Queue encodeQueue,
            Queue computeQueue,
            boolean storageImageExtendedFormats,
            boolean videoMaintenance1) {
        this(
                getInstanceProcAddr,
                instance,
                apiVersion,
                physicalDevice,
                device,
                encodeQueue,
                computeQueue,
                storageImageExtendedFormats,
                videoMaintenance1,
                new ReentrantLock());
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
