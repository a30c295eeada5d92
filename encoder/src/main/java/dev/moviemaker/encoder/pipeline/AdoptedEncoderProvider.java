// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.encoder.caps.AdoptedCapabilities;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceChoice;
import dev.moviemaker.encoder.caps.DeviceReader;
import dev.moviemaker.encoder.caps.HintPlan;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.PublicCapabilities;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program's own device. The driver is tested once for each class of settings, in a session of its own on the queues
 * that are then recorded with: what the program left out when it made the device shows there.
 */
final class AdoptedEncoderProvider implements EncoderProvider {
    private final VulkanDevice device;
    private final DeviceSource.Adopted source;
    private final Duration watchdog;
    private final DriverCheck selfTest;

    /** The device is one and the same for ever, so that its driver is asked once. */
    private final Map<UsageHints, DeviceCapabilities> known = new ConcurrentHashMap<>();

    /** With the usual patience. */
    AdoptedEncoderProvider(VulkanDevice device) {
        this(device, HardwareEncoderProvider.WATCHDOG, Optional.of(new ChildCheck()));
    }

    /**
     * With another patience.
     *
     * @param watchdog how long one picture may take before the device counts as lost
     */
    AdoptedEncoderProvider(VulkanDevice device, Duration watchdog, Optional<ChildCheck> child) {
        selfTest = new DriverCheck(child, true);
        this.device = device;
        this.watchdog = watchdog;
        source = DeviceSource.Adopted.of(device);
    }

    @Override
    public String name() {
        return "Vulkan Video on the program's device";
    }

    @Override
    public boolean hardware() {
        return true;
    }

    @Override
    public List<EncodingCapabilities> capabilities() {
        return List.of(PublicCapabilities.of(capabilities(UsageHints.RECORDING)));
    }

    private DeviceCapabilities capabilities(UsageHints hints) {
        return known.computeIfAbsent(hints, this::read);
    }

    private DeviceCapabilities read(UsageHints hints) {
        Instance instance = source.instance();
        MemorySegment physical = MemorySegment.ofAddress(device.physicalDevice());
        int index = instance.physicalDevices().indexOf(physical);
        return AdoptedCapabilities.of(DeviceReader.read(instance, physical, index, hints), device, missing());
    }

    /** What shows in the commands that the device has. The other extensions and the features cannot be asked for. */
    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        need(missing, "vkQueueSubmit2", "vkQueueSubmit2KHR", "Vulkan 1.3 or VK_KHR_synchronization2");
        need(missing, "vkWaitSemaphores", "vkWaitSemaphoresKHR", "Vulkan 1.2 or VK_KHR_timeline_semaphore");
        need(missing, "vkCreateVideoSessionKHR", "vkCreateVideoSessionKHR", "VK_KHR_video_queue");
        String encode = "vkGetEncodedVideoSessionParametersKHR";
        need(missing, encode, encode, "VK_KHR_video_encode_queue");
        return missing;
    }

    private void need(List<String> missing, String command, String alias, String source) {
        if (!Device.hasCommand(this.source.instance(), device, command, alias)) {
            missing.add("the device was made without %s: it has no %s".formatted(source, command));
        }
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        // A driver's name says where the program's device came from.
        Optional<String> wish = settings.device().filter(d -> !VulkanSource.namesDriver(d));
        DeviceCapabilities capabilities = DeviceChoice.candidates(List.of(capabilities(HintPlan.of(settings))), wish)
                .getFirst();
        PlanResult result = selfTest.plan(settings, capabilities, (plan, test) -> encoder(plan, settings, test));
        return switch (result) {
            case PlanResult.Planned(SessionPlan plan) -> encoder(plan, settings, sink);
            case PlanResult.Refused(List<String> reasons) ->
                throw new UnsupportedException(capabilities.identity().name() + ": " + String.join("; ", reasons));
        };
    }

    private VideoEncoder encoder(SessionPlan plan, EncoderSettings settings, PacketSink sink) {
        Duration patience = settings.device()
                .flatMap(VulkanSource::provider)
                .map(VulkanDriverProvider::pictureTimeout)
                .orElse(watchdog);
        return new HardwareEncoder(source, plan, settings, sink, patience);
    }
}
