package dev.moviemaker.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.caps.DeviceCapabilities;
import dev.moviemaker.caps.DeviceReader;
import dev.moviemaker.caps.PublicCapabilities;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.vk.Instance;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The GPUs of this machine, through Vulkan Video. */
public final class HardwareEncoderProvider implements EncoderProvider {
    private static final String UNFINISHED = "the GPU encodes AV1, but this version of the library does not use it";

    private final VulkanSource source;

    /** With this machine's Vulkan loader. */
    public HardwareEncoderProvider() {
        this(VulkanSource.MACHINE);
    }

    /**
     * With another source of instances.
     *
     * @param source where instances come from
     */
    public HardwareEncoderProvider(VulkanSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "Vulkan Video";
    }

    @Override
    public boolean hardware() {
        return true;
    }

    @Override
    public List<EncodingCapabilities> capabilities() {
        try (Instance instance = source.instance(Optional.empty())) {
            List<EncodingCapabilities> all = devices(instance).stream()
                    .map(HardwareEncoderProvider::describe)
                    .toList();
            return all.isEmpty() ? nothing("Vulkan lists no device; install the GPU's driver") : all;
        } catch (Av1EncoderException e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    private static EncodingCapabilities describe(DeviceCapabilities device) {
        EncodingCapabilities offered = PublicCapabilities.of(device);
        return offered.unusableReason().isPresent()
                ? offered
                : EncodingCapabilities.unusable(offered.device(), offered.driver(), UNFINISHED);
    }

    private static List<EncodingCapabilities> nothing(String reason) {
        return List.of(EncodingCapabilities.unusable("GPU", "Vulkan", reason));
    }

    /** Reads every device; one that fails to answer is left out of the choice but not of the list. */
    static List<DeviceCapabilities> devices(Instance instance) {
        List<DeviceCapabilities> devices = new ArrayList<>();
        List<MemorySegment> handles = instance.physicalDevices();
        for (int i = 0; i < handles.size(); i++) {
            devices.add(DeviceReader.read(instance, handles.get(i), i));
        }
        return devices;
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        throw new UnsupportedException(UNFINISHED);
    }
}
