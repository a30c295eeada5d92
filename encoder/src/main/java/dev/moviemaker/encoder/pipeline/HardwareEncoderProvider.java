// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceChoice;
import dev.moviemaker.encoder.caps.DeviceIdentity;
import dev.moviemaker.encoder.caps.DeviceReader;
import dev.moviemaker.encoder.caps.HintPlan;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.PublicCapabilities;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.encoder.share.SharedDevice;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.ImageSharing;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The GPUs of this machine, through Vulkan Video. */
public final class HardwareEncoderProvider implements EncoderProvider {
    static final Duration WATCHDOG = Duration.ofSeconds(5);

    /** Asking every driver takes a tenth of a second and more, and a recording asks several times. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private record Known(List<DeviceCapabilities> devices, List<EncodingCapabilities> capabilities, long nanos) {}

    private final VulkanSource source;
    private final Duration watchdog;
    private final @Nullable DriverCheck selfTest;
    /** Held while drivers are read, by a lock, since a monitor would keep a virtual thread's carrier. */
    private final ReentrantLock reading = new ReentrantLock();

    private @Nullable Known known;

    /** With this machine's Vulkan loader. */
    public HardwareEncoderProvider() {
        this(VulkanSource.MACHINE, WATCHDOG, true);
    }

    /**
     * With another source of instances.
     *
     * @param watchdog how long one picture may take before its device counts as lost
     * @param selfTest whether a driver is tested before it is first used for a class of settings
     */
    public HardwareEncoderProvider(VulkanSource source, Duration watchdog, boolean selfTest) {
        this.source = source;
        this.watchdog = watchdog;
        Optional<ChildCheck> child =
                source.equals(VulkanSource.MACHINE) ? Optional.of(new ChildCheck()) : Optional.empty();
        this.selfTest = selfTest ? new DriverCheck(child, false) : null;
    }

    @Override
    public String name() {
        return "Vulkan Video";
    }

    @Override
    public boolean hardware() {
        return true;
    }

    /** Remembered for some seconds; two that ask at once ask the drivers once. */
    @Override
    public List<EncodingCapabilities> capabilities() {
        reading.lock();
        try {
            Known last = known;
            if (last == null || isOld(last)) {
                last = read();
                known = last;
            }
            return last.capabilities();
        } finally {
            reading.unlock();
        }
    }

    private static boolean isOld(Known known) {
        return System.nanoTime() - known.nanos() > REMEMBERED.toNanos();
    }

    private void forget() {
        reading.lock();
        try {
            known = null;
        } finally {
            reading.unlock();
        }
    }

    private Known read() {
        try (Instance instance = source.instance(Optional.empty())) {
            List<DeviceCapabilities> devices = devices(instance, UsageHints.RECORDING);
            List<EncodingCapabilities> all =
                    devices.stream().map(PublicCapabilities::of).toList();
            return all.isEmpty()
                    ? nothing("Vulkan lists no device; install the GPU's driver")
                    : new Known(devices, all, System.nanoTime());
        } catch (Av1EncoderException e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private static Known nothing(String reason) {
        return new Known(List.of(), List.of(EncodingCapabilities.unusable("GPU", "Vulkan", reason)), System.nanoTime());
    }

    /** As they were told before, if the question is the same and the answer not old. */
    private List<DeviceCapabilities> devices(Instance instance, EncoderSettings settings) {
        UsageHints hints = HintPlan.of(settings);
        boolean usual = hints.equals(UsageHints.RECORDING)
                && settings.device().filter(VulkanSource::namesDriver).isEmpty();
        Known last = known();
        if (usual
                && last != null
                && !isOld(last)
                && last.devices().size() == instance.physicalDevices().size()) {
            introduce(instance);
            return last.devices();
        }
        return devices(instance, hints);
    }

    private @Nullable Known known() {
        reading.lock();
        try {
            return known;
        } finally {
            reading.unlock();
        }
    }

    private static void introduce(Instance instance) {
        instance.physicalDevices().forEach(device -> DeviceReader.introduce(instance, device));
    }

    /** Reads every device; one that fails to answer is left out of the choice but not of the list. */
    static List<DeviceCapabilities> devices(Instance instance, UsageHints hints) {
        List<DeviceCapabilities> devices = new ArrayList<>();
        List<MemorySegment> handles = instance.physicalDevices();
        for (int i = 0; i < handles.size(); i++) {
            devices.add(DeviceReader.read(instance, handles.get(i), i, hints));
        }
        return devices;
    }

    @Override
    public Optional<EncoderProvider> on(VulkanDevice device) {
        return Optional.of(new AdoptedEncoderProvider(device));
    }

    @Override
    public ImageSharing share(EncoderSettings settings, ImageSharing.Request request) {
        Instance instance = source.instance(settings.device());
        try {
            Optional<String> wish = settings.device().filter(d -> !VulkanSource.namesDriver(d));
            DeviceCapabilities device =
                    DeviceChoice.candidates(devices(instance, settings), wish).getFirst();
            return new SharedDevice(instance, source.entry().get(), device, request);
        } catch (RuntimeException | Error e) {
            forget();
            instance.close();
            throw e;
        }
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        Instance instance = source.instance(settings.device());
        List<String> refusals = new ArrayList<>();
        try {
            Optional<String> wish = settings.device().filter(d -> !VulkanSource.namesDriver(d));
            for (DeviceCapabilities device : DeviceChoice.candidates(devices(instance, settings), wish)) {
                switch (plan(settings, device)) {
                    case PlanResult.Planned(SessionPlan plan) -> {
                        return encoder(instance, plan, settings, sink);
                    }
                    case PlanResult.Refused(List<String> reasons) ->
                        refusals.add(device.identity().name() + ": " + String.join("; ", reasons));
                }
            }
        } catch (RuntimeException | Error e) {
            // A driver that failed may tell something else now.
            forget();
            instance.close();
            throw e;
        }
        instance.close();
        throw new UnsupportedException(String.join(". ", refusals));
    }

    private PlanResult plan(EncoderSettings settings, DeviceCapabilities device) {
        return selfTest == null
                ? SessionPlanner.plan(settings, device)
                : selfTest.plan(settings, device, (plan, sink) -> testEncoder(plan, settings, sink));
    }

    /**
     * Tests a driver in this process.
     *
     * @param withoutRgb whether the driver's own conversion of RGB is left alone
     * @throws UnsupportedException if there is no such device or it does not meet the settings
     */
    Optional<String> test(EncoderSettings settings, DeviceIdentity wanted, boolean withoutRgb) {
        DeviceCapabilities device;
        try (Instance instance = source.instance(settings.device())) {
            device = devices(instance, HintPlan.of(settings)).stream()
                    .filter(d -> d.identity().uuid().equals(wanted.uuid())
                            && d.identity().name().equals(wanted.name()))
                    .findFirst()
                    .orElseThrow(() -> new UnsupportedException("there is no device " + wanted.name()));
        }
        PlanResult result = withoutRgb
                ? SessionPlanner.planWithoutRgb(settings, device, "it is not asked to")
                : SessionPlanner.plan(settings, device);
        return switch (result) {
            case PlanResult.Planned(SessionPlan plan) ->
                DriverCheck.run(settings, sink -> testEncoder(plan, settings, sink));
            case PlanResult.Refused(List<String> reasons) -> throw new UnsupportedException(String.join("; ", reasons));
        };
    }

    /** On an instance of its own. */
    private VideoEncoder testEncoder(SessionPlan plan, EncoderSettings settings, PacketSink sink) {
        Instance instance = source.instance(settings.device());
        try {
            introduce(instance);
            return encoder(instance, plan, settings, sink);
        } catch (RuntimeException | Error e) {
            instance.close();
            throw e;
        }
    }

    private VideoEncoder encoder(Instance instance, SessionPlan plan, EncoderSettings settings, PacketSink sink) {
        MemorySegment physical = instance.physicalDevices().get(plan.device().index());
        Duration patience = settings.device()
                .flatMap(VulkanSource::provider)
                .map(VulkanDriverProvider::pictureTimeout)
                .orElse(watchdog);
        return new HardwareEncoder(new DeviceSource.Own(instance, physical), plan, settings, sink, patience);
    }
}
