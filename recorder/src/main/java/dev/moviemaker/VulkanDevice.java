// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A Vulkan device of the program, for recording its images where they are
 * ({@link dev.moviemaker.recorder.MovieMaker#create(VulkanDevice)},
 * {@link dev.moviemaker.recorder.Av1Encoder#open(EncoderSettings, VulkanDevice)}). All handles are those that Vulkan
 * returned.
 *
 * <p>Ownership: all handles belong to the program and must stay valid until the recording is closed. The library
 * destroys the objects that it created on the device, but neither the device nor the instance. It cannot replace a lost
 * device: the recording then ends with a {@link DeviceLostException}.
 *
 * <p>The device needs Vulkan 1.3, or 1.1 with {@code VK_KHR_synchronization2} and {@code VK_KHR_timeline_semaphore},
 * where the lower of the versions of instance and physical device counts. It needs the extensions
 * {@code VK_KHR_video_queue}, {@code VK_KHR_video_encode_queue} and {@code VK_KHR_video_encode_av1}, and the features
 * {@code synchronization2}, {@code timelineSemaphore} and {@code videoEncodeAV1}. An application cannot ask Vulkan
 * which features are enabled, so the device states it: {@link #storageImageExtendedFormats()},
 * {@link #videoMaintenance1()} and {@link #videoEncodeRgbConversion()} only make recording faster,
 * {@link #videoEncodeQuantizationMap()} is needed for {@link QualityMap}s, {@link #videoEncodeIntraRefresh()} for intra
 * refresh, {@link #videoEncodeFeedback2()} for {@link PictureFeedback}. If something else is missing and can be
 * detected, an {@link UnsupportedException} names it.
 *
 * <p>Threading: Vulkan allows only one thread at a time to use a queue. The library holds {@link #queueLock()} while it
 * submits, both on the thread that hands over frames and on threads of its own. A program that uses one of the two
 * queues while it records must hold the lock as well, around {@code vkQueueSubmit} and every other command that uses
 * the queue, including {@code vkQueuePresentKHR} and {@code vkDeviceWaitIdle}. Ending a recording waits until both
 * queues are idle. Simultaneous recordings on one device must share the same {@code VulkanDevice}, or devices with the
 * same lock.
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

    /** Returns a new, empty builder. Everything except the features and the lock must be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the address of the {@code vkGetInstanceProcAddr} that the program itself uses. */
    public long getInstanceProcAddr() {
        return values.getInstanceProcAddr;
    }

    /** Returns the {@code VkInstance}. */
    public long instance() {
        return values.instance;
    }

    /**
     * Returns the version that the instance was created for ({@code VkApplicationInfo::apiVersion}), packed as in
     * Vulkan.
     */
    public int apiVersion() {
        return values.apiVersion;
    }

    /** Returns the {@code VkPhysicalDevice}. */
    public long physicalDevice() {
        return values.physicalDevice;
    }

    /** Returns the {@code VkDevice}. */
    public long device() {
        return values.device;
    }

    /** Returns the queue that encodes, of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}. */
    public Queue encodeQueue() {
        return encodeQueue;
    }

    /**
     * Returns the queue on which frames are converted, of a family with {@code VK_QUEUE_COMPUTE_BIT}. It is not used if
     * it belongs to the family of the encode queue, which then does both.
     */
    public Queue computeQueue() {
        return computeQueue;
    }

    /** Returns whether the feature {@code shaderStorageImageExtendedFormats} is enabled. */
    public boolean storageImageExtendedFormats() {
        return values.storageImageExtendedFormats;
    }

    /** Returns whether {@code VK_KHR_video_maintenance1} and its feature are enabled. */
    public boolean videoMaintenance1() {
        return values.videoMaintenance1;
    }

    /** Returns whether {@code VK_VALVE_video_encode_rgb_conversion} and its feature are enabled. */
    public boolean videoEncodeRgbConversion() {
        return values.videoEncodeRgbConversion;
    }

    /**
     * Returns whether {@code VK_KHR_video_encode_quantization_map} and its feature are enabled, so that frames may have
     * a {@link QualityMap} ({@link EncoderSettings#qualityMaps()}). Below Vulkan 1.3 the extension needs
     * {@code VK_KHR_format_feature_flags2}.
     */
    public boolean videoEncodeQuantizationMap() {
        return values.videoEncodeQuantizationMap;
    }

    /**
     * Returns whether {@code VK_KHR_video_encode_intra_refresh} and its feature are enabled, which
     * {@link EncoderSettings#intraRefreshPeriod()} needs.
     */
    public boolean videoEncodeIntraRefresh() {
        return values.videoEncodeIntraRefresh;
    }

    /**
     * Returns whether {@code VK_KHR_video_encode_feedback2} and its feature are enabled, so that packets tell how their
     * pictures were coded ({@link EncodedFrame#feedback()}).
     */
    public boolean videoEncodeFeedback2() {
        return values.videoEncodeFeedback2;
    }

    /** Returns the lock that is held around every use of the two queues. */
    public Lock queueLock() {
        return values.queueLock;
    }

    /**
     * A queue that the device was created with.
     *
     * @param family the index of its queue family
     * @param index the index of the queue in that family
     */
    public record Queue(int family, int index) {

        /**
         * Checks that both indices are at least 0.
         *
         * @throws IllegalArgumentException if one is below 0
         */
        public Queue {
            if (family < 0 || index < 0) {
                throw new IllegalArgumentException(
                        "queue: family %d, index %d given, at least 0 allowed".formatted(family, index));
            }
        }
    }

    /** Builds a {@link VulkanDevice}. Not thread-safe. */
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
        private boolean videoEncodeQuantizationMap;
        private boolean videoEncodeIntraRefresh;
        private boolean videoEncodeFeedback2;
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
            videoEncodeQuantizationMap = from.videoEncodeQuantizationMap;
            videoEncodeIntraRefresh = from.videoEncodeIntraRefresh;
            videoEncodeFeedback2 = from.videoEncodeFeedback2;
            queueLock = from.queueLock;
        }

        /**
         * Sets the address of {@code vkGetInstanceProcAddr}.
         *
         * @param address the address of the command that the program itself uses, not 0
         * @return this builder
         */
        public Builder getInstanceProcAddr(long address) {
            getInstanceProcAddr = address;
            return this;
        }

        /**
         * Sets the instance.
         *
         * @param handle the {@code VkInstance}, not 0
         * @param version the version it was created for ({@code VkApplicationInfo::apiVersion}), packed as in Vulkan;
         *     at least 1.1
         * @return this builder
         */
        public Builder instance(long handle, int version) {
            instance = handle;
            apiVersion = version;
            return this;
        }

        /**
         * Sets the device.
         *
         * @param physical the {@code VkPhysicalDevice}, not 0
         * @param logical the {@code VkDevice}, not 0
         * @return this builder
         */
        public Builder device(long physical, long logical) {
            physicalDevice = physical;
            device = logical;
            return this;
        }

        /**
         * Sets the queue that encodes.
         *
         * @param queue a queue of a family with {@code VK_QUEUE_VIDEO_ENCODE_BIT_KHR}
         * @return this builder
         */
        public Builder encodeQueue(Queue queue) {
            encodeQueue = queue;
            return this;
        }

        /**
         * Sets the queue on which frames are converted.
         *
         * @param queue a queue of a family with {@code VK_QUEUE_COMPUTE_BIT}
         * @return this builder
         */
        public Builder computeQueue(Queue queue) {
            computeQueue = queue;
            return this;
        }

        /**
         * States whether the feature {@code shaderStorageImageExtendedFormats} is enabled. The default is false.
         *
         * @param enabled whether it is
         * @return this builder
         */
        public Builder storageImageExtendedFormats(boolean enabled) {
            storageImageExtendedFormats = enabled;
            return this;
        }

        /**
         * States whether {@code VK_KHR_video_maintenance1} and its feature are enabled. The default is false.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder videoMaintenance1(boolean enabled) {
            videoMaintenance1 = enabled;
            return this;
        }

        /**
         * States whether {@code VK_VALVE_video_encode_rgb_conversion} and its feature are enabled. The default is
         * false.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder videoEncodeRgbConversion(boolean enabled) {
            videoEncodeRgbConversion = enabled;
            return this;
        }

        /**
         * States whether {@code VK_KHR_video_encode_quantization_map} and its feature are enabled. The default is
         * false.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder videoEncodeQuantizationMap(boolean enabled) {
            videoEncodeQuantizationMap = enabled;
            return this;
        }

        /**
         * States whether {@code VK_KHR_video_encode_intra_refresh} and its feature are enabled. The default is false.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder videoEncodeIntraRefresh(boolean enabled) {
            videoEncodeIntraRefresh = enabled;
            return this;
        }

        /**
         * States whether {@code VK_KHR_video_encode_feedback2} and its feature are enabled. The default is false.
         *
         * @param enabled whether they are
         * @return this builder
         */
        public Builder videoEncodeFeedback2(boolean enabled) {
            videoEncodeFeedback2 = enabled;
            return this;
        }

        /**
         * Sets the lock that the library holds around every use of the two queues. The default is a new lock.
         *
         * @param lock the lock
         * @return this builder
         */
        public Builder queueLock(Lock lock) {
            queueLock = lock;
            return this;
        }

        /**
         * Returns the device. Later changes to this builder do not affect it.
         *
         * @return the device
         * @throws IllegalArgumentException if a handle or a queue is missing or the version is too low
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
