// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

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
 */
public final class VulkanDevice {
    private static final int VERSION_1_1 = 1 << 22 | 1 << 12;

    private final Builder values;
    private final Queue encodeQueue;
    private final Queue computeQueue;

    private VulkanDevice(Builder values, Queue encodeQueue, Queue computeQueue) {
        this.values = values;
        this.encodeQueue = encodeQueue;
        this.computeQueue = computeQueue;
    }

    /**
     * A builder. Everything but the features and the lock has to be given.
     *
     * @return new and empty
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Address of the command of that name that the program itself uses. */
    public long getInstanceProcAddr() {
        return values.getInstanceProcAddr;
    }

    /** {@code VkInstance}. */
    public long instance() {
        return values.instance;
    }

    /** Version that the instance was made for ({@code VkApplicationInfo::apiVersion}), packed as Vulkan packs it. */
    public int apiVersion() {
        return values.apiVersion;
    }

    /** {@code VkPhysicalDevice}. */
    public long physicalDevice() {
        return values.physicalDevice;
    }

    /** {@code VkDevice}. */
    public long device() {
        return values.device;
    }

    /** The queue that encodes: of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}. */
    public Queue encodeQueue() {
        return encodeQueue;
    }

    /**
     * The queue that frames are converted on: of a family with {@code VK_QUEUE_COMPUTE_BIT}. It is not used if it is of the family of the
     * encode queue, which then does both.
     */
    public Queue computeQueue() {
        return computeQueue;
    }

    /** Whether the feature for extended formats of storage images in shaders is enabled. */
    public boolean storageImageExtendedFormats() {
        return values.storageImageExtendedFormats;
    }

    /** Whether {@code VK_KHR_video_maintenance1} and its feature are enabled. */
    public boolean videoMaintenance1() {
        return values.videoMaintenance1;
    }

    /** Whether {@code VK_VALVE_video_encode_rgb_conversion} and its feature are enabled. */
    public boolean videoEncodeRgbConversion() {
        return values.videoEncodeRgbConversion;
    }

    /** Held around every use of the two queues. */
    public Lock queueLock() {
        return values.queueLock;
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

    /** Collects what a program tells of its device. Not thread-safe. */
    public static final class Builder {
        private long getInstanceProcAddr;
        private long instance;
        private int apiVersion;
        private long physicalDevice;
        private long device;
        private @Nullable Queue encodeQueue;
        private @Nullable Queue computeQueue;
        private boolean storageImageExtendedFormats;
        private boolean videoMaintenance1;
        private boolean videoEncodeRgbConversion;
        private Lock queueLock = new ReentrantLock();

        private Builder() {}

        private Builder(Builder from) {
            getInstanceProcAddr = from.getInstanceProcAddr;
            instance = from.instance;
            apiVersion = from.apiVersion;
            physicalDevice = from.physicalDevice;
            device = from.device;
            storageImageExtendedFormats = from.storageImageExtendedFormats;
            videoMaintenance1 = from.videoMaintenance1;
            videoEncodeRgbConversion = from.videoEncodeRgbConversion;
            queueLock = from.queueLock;
        }

        /**
         * Sets the address of {@code vkGetInstanceProcAddr}.
         *
         * @param address of the command that the program itself uses, not 0
         * @return this
         */
        public Builder getInstanceProcAddr(long address) {
            getInstanceProcAddr = address;
            return this;
        }

        /**
         * Sets the instance.
         *
         * @param handle {@code VkInstance}, not 0
         * @param version that it was made for ({@code VkApplicationInfo::apiVersion}), packed as Vulkan packs it; at least 1.1
         * @return this
         */
        public Builder instance(long handle, int version) {
            instance = handle;
            apiVersion = version;
            return this;
        }

        /**
         * Sets the device.
         *
         * @param physical {@code VkPhysicalDevice}, not 0
         * @param logical {@code VkDevice}, not 0
         * @return this
         */
        public Builder device(long physical, long logical) {
            physicalDevice = physical;
            device = logical;
            return this;
        }

        /**
         * Sets the queue that encodes.
         *
         * @param queue of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}
         * @return this
         */
        public Builder encodeQueue(Queue queue) {
            encodeQueue = queue;
            return this;
        }

        /**
         * Sets the queue that frames are converted on.
         *
         * @param queue of a family with {@code VK_QUEUE_COMPUTE_BIT}
         * @return this
         */
        public Builder computeQueue(Queue queue) {
            computeQueue = queue;
            return this;
        }

        /**
         * Says whether the feature for extended formats of storage images in shaders is enabled.
         *
         * @param enabled false unless said
         * @return this
         */
        public Builder storageImageExtendedFormats(boolean enabled) {
            storageImageExtendedFormats = enabled;
            return this;
        }

        /**
         * Says whether {@code VK_KHR_video_maintenance1} and its feature are enabled.
         *
         * @param enabled false unless said
         * @return this
         */
        public Builder videoMaintenance1(boolean enabled) {
            videoMaintenance1 = enabled;
            return this;
        }

        /**
         * Says whether {@code VK_VALVE_video_encode_rgb_conversion} and its feature are enabled.
         *
         * @param enabled false unless said
         * @return this
         */
        public Builder videoEncodeRgbConversion(boolean enabled) {
            videoEncodeRgbConversion = enabled;
            return this;
        }

        /**
         * Sets the lock that the library holds around every use of the two queues.
         *
         * @param lock a new one unless given
         * @return this
         */
        public Builder queueLock(Lock lock) {
            queueLock = lock;
            return this;
        }

        /**
         * The device.
         *
         * @return independent of what becomes of this builder
         * @throws IllegalArgumentException if an address or a queue is missing or the version is too low
         */
        public VulkanDevice build() {
            requireSet("getInstanceProcAddr", getInstanceProcAddr);
            requireSet("instance", instance);
            requireSet("physicalDevice", physicalDevice);
            requireSet("device", device);
            if (Integer.compareUnsigned(apiVersion, VERSION_1_1) < 0) {
                throw new IllegalArgumentException("apiVersion: %d.%d given, at least 1.1 allowed"
                        .formatted(apiVersion >>> 22 & 0x7F, apiVersion >>> 12 & 0x3FF));
            }
            return new VulkanDevice(
                    new Builder(this), required("encodeQueue", encodeQueue), required("computeQueue", computeQueue));
        }

        private static void requireSet(String field, long value) {
            if (value == 0) {
                throw new IllegalArgumentException(field + ": 0 given, an address needed");
            }
        }

        private static Queue required(String field, @Nullable Queue queue) {
            return Optional.ofNullable(queue)
                    .orElseThrow(() -> new IllegalArgumentException(field + ": not given, but needed"));
        }
    }
}
