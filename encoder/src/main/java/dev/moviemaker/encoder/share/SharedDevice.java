// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.share;

import dev.moviemaker.DeviceLostException;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceFeatures;
import dev.moviemaker.encoder.caps.QueueFamily;
import dev.moviemaker.encoder.caps.VideoExtensions;
import dev.moviemaker.encoder.vk.CloseStack;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.DeviceRequest;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.spi.ImageSharing;
import dev.moviemaker.vulkan.call.ResultCode;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A device of the library's own that encodes AV1, with images that another graphics API draws into. */
public final class SharedDevice implements ImageSharing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CloseStack closer = new CloseStack();
    private final List<ExportableImage> images = new ArrayList<>();
    private final List<ExportableSemaphore> drawn = new ArrayList<>();
    private final List<ExportableSemaphore> free = new ArrayList<>();
    private final HandleKind kind;
    private final DeviceIds ids;
    private final VulkanDevice lent;
    private final QueueSignals queue;
    private final long[] given;

    /**
     * Makes the device and its images.
     *
     * @param instance owned by this object if that succeeds
     * @param capabilities of one of its devices, which encodes AV1
     * @throws UnsupportedException if the device cannot share such images
     */
    public SharedDevice(Instance instance, VulkanEntry entry, DeviceCapabilities capabilities, Request request) {
        kind = HandleKind.of(System.getProperty("os.name", ""));
        MemorySegment physical =
                instance.physicalDevices().get(capabilities.identity().index());
        requireMemory(instance, physical, capabilities, request);
        boolean semaphores = request.semaphores()
                && capabilities.extensions().contains(kind.semaphoreExtension)
                && ExportableSemaphore.offered(instance, physical, kind);
        int encode = family(capabilities.encodeFamily().orElseThrow());
        int compute = family(capabilities.computeFamily().orElseThrow());
        given = new long[request.count()];
        try {
            Device device = Device.create(
                    instance, physical, deviceRequest(instance, capabilities, semaphores, Set.of(encode, compute)));
            closer.add(device, device::close);
            ids = DeviceIds.read(instance, physical);
            lent = lend(instance, entry, capabilities.features(), device, encode, compute);
            TimelineSemaphore timeline = new TimelineSemaphore(device);
            closer.add(timeline, timeline::close);
            queue = new QueueSignals(device, device.queue(compute), timeline);
            for (int i = 0; i < request.count(); i++) {
                ExportableImage image = new ExportableImage(device, kind, request);
                images.add(closer.add(image, image::close));
                if (semaphores) {
                    drawn.add(semaphore(device));
                    free.add(semaphore(device));
                }
            }
            FirstLayout.set(device, compute, queue, images);
            closer.addLast(instance, instance::close);
        } catch (RuntimeException | Error e) {
            closer.close();
            throw e;
        }
    }

    private static int family(QueueFamily family) {
        return family.index();
    }

    private ExportableSemaphore semaphore(Device device) {
        ExportableSemaphore semaphore = new ExportableSemaphore(device, kind);
        return closer.add(semaphore, semaphore::close);
    }

    private void requireMemory(
            Instance instance, MemorySegment physical, DeviceCapabilities capabilities, Request request) {
        String name = capabilities.identity().name();
        if (!capabilities.extensions().contains(kind.memoryExtension)) {
            throw new UnsupportedException(name + ": it has no " + kind.memoryExtension
                    + ", so that no other graphics API can draw into its images");
        }
        try {
            ExportableImage.require(instance, physical, kind, request);
        } catch (UnsupportedException e) {
            throw new UnsupportedException(name + ": " + e.getMessage(), e);
        }
    }

    /** With all that recordings may want. */
    private DeviceRequest deviceRequest(
            Instance instance, DeviceCapabilities capabilities, boolean semaphores, Set<Integer> families) {
        DeviceFeatures features = capabilities.features();
        int version = Math.min(capabilities.identity().apiVersion(), instance.apiVersion());
        List<String> extensions = new ArrayList<>(VideoExtensions.names(
                features.videoMaintenance1(),
                features.videoEncodeRgbConversion(),
                features.videoEncodeQuantizationMap(),
                features.videoEncodeIntraRefresh(),
                features.videoEncodeFeedback2(),
                version));
        extensions.add(kind.memoryExtension);
        if (semaphores) {
            extensions.add(kind.semaphoreExtension);
        }
        return new DeviceRequest(
                families,
                extensions,
                features.videoMaintenance1(),
                features.storageImageExtendedFormats(),
                features.videoEncodeRgbConversion(),
                features.videoEncodeQuantizationMap(),
                features.videoEncodeIntraRefresh(),
                features.videoEncodeFeedback2());
    }

    private static VulkanDevice lend(
            Instance instance, VulkanEntry entry, DeviceFeatures features, Device device, int encode, int compute) {
        return VulkanDevice.builder()
                .getInstanceProcAddr(entry.getInstanceProcAddr().address())
                .instance(instance.handle().address(), instance.apiVersion())
                .device(device.physical().address(), device.handle().address())
                .encodeQueue(new VulkanDevice.Queue(encode, 0))
                .computeQueue(new VulkanDevice.Queue(compute, 0))
                .storageImageExtendedFormats(features.storageImageExtendedFormats())
                .videoMaintenance1(features.videoMaintenance1())
                .videoEncodeRgbConversion(features.videoEncodeRgbConversion())
                .videoEncodeQuantizationMap(features.videoEncodeQuantizationMap())
                .videoEncodeIntraRefresh(features.videoEncodeIntraRefresh())
                .videoEncodeFeedback2(features.videoEncodeFeedback2())
                .queueLock(device.queueLock())
                .build();
    }

    @Override
    public VulkanDevice device() {
        return lent;
    }

    @Override
    public byte[] deviceUuid() {
        return ids.device();
    }

    @Override
    public byte[] driverUuid() {
        return ids.driver();
    }

    @Override
    public boolean win32() {
        return kind == HandleKind.WIN32;
    }

    @Override
    public boolean semaphores() {
        return !drawn.isEmpty();
    }

    @Override
    public long image(int index) {
        return images.get(index).handle();
    }

    @Override
    public long memoryBytes(int index) {
        return images.get(index).bytes();
    }

    @Override
    public long exportMemory(int index) {
        return images.get(index).export();
    }

    @Override
    public long exportDrawn(int index) {
        return drawn.get(index).export();
    }

    @Override
    public long exportFree(int index) {
        return free.get(index).export();
    }

    @Override
    public void take(int index) {
        queue.await(drawn.get(index).handle());
    }

    @Override
    public void give(int index) {
        given[index] = queue.signal(semaphores() ? free.get(index).handle() : 0);
    }

    @Override
    public void awaitFree(int index) {
        int result = queue.awaitValue(given[index], PATIENCE.toNanos());
        VulkanResult.check("vkWaitSemaphores", result);
        if (result == ResultCode.TIMEOUT) {
            throw new DeviceLostException(
                    "A frame was not read within %d seconds: the device hangs, or nothing signalled that it was drawn"
                            .formatted(PATIENCE.toSeconds()));
        }
    }

    @Override
    public void close() {
        if (!images.isEmpty()) {
            queue.waitIdle();
        }
        images.clear();
        Arrays.fill(given, 0);
        closer.close();
    }
}
