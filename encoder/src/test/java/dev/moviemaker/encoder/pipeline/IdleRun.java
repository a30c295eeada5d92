package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceReader;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.encoder.vk.Device;
import dev.moviemaker.encoder.vk.DeviceRequest;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.spi.PacketSink;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the library itself does for a frame once it is warm, on the submitting and on the completion thread. Driver and layers are left out
 * ({@link IdleCommands}): the emulated driver allocates on the threads that call it.
 */
public final class IdleRun {
    private static final int FRAMES = 10_000;

    /** As many as it takes until everything is compiled; usually four. */
    private static final int MAX_ROUNDS = 40;

    private IdleRun() {}

    /**
     * Per frame, in the last round.
     *
     * @param submitNanos processor time of the submitting thread, in nanoseconds
     * @param submitBytes Java heap that the submitting thread allocated
     * @param completionBytes Java heap that the completion thread allocated
     * @param rounds of 10,000 frames that it took until nothing was allocated, 40 at most
     */
    public record Figures(long submitNanos, long submitBytes, long completionBytes, int rounds) {}

    /** Copies packets as a container does, and notes what its thread has allocated in the last round. */
    private static final class CountingSink implements PacketSink {
        private final MemorySegment copy = Arena.ofAuto().allocate(1 << 16);
        private int packets;
        private long before;
        private volatile long perFrame = -1;

        @Override
        public void accept(EncodedFrame packet) {
            packets++;
            packet.copyTo(copy);
            if (packets % FRAMES == 0) {
                long now = ThreadFigures.allocatedBytes();
                perFrame = (now - before) / FRAMES;
                before = now;
            }
        }
    }

    /**
     * Encodes one frame over and over.
     *
     * @param driver asked for everything but the commands of a frame
     * @param settings of the stream
     * @param frame what is submitted; commands do not look at it
     * @return what a frame costs
     */
    public static Figures of(EmulatedDriver driver, EncoderSettings settings, Frame frame) {
        try (Arena arena = Arena.ofShared();
                Instance instance =
                        Instance.create(new VulkanEntry(driver.getInstanceProcAddr()), InstanceRequest.PLAIN)) {
            MemorySegment physical = instance.physicalDevices().getFirst();
            DeviceCapabilities capabilities = DeviceReader.read(instance, physical, 0, UsageHints.RECORDING);
            SessionPlan plan = ((PlanResult.Planned) SessionPlanner.plan(settings, capabilities)).plan();
            List<String> extensions = new ArrayList<>(Program.EXTENSIONS);
            if (plan.rgb().isPresent()) {
                extensions.add(Program.RGB_CONVERSION);
            }
            DeviceRequest request = new DeviceRequest(
                    Set.of(plan.encodeFamily(), plan.computeFamily()),
                    extensions,
                    plan.inlineQueries(),
                    capabilities.features().storageImageExtendedFormats(),
                    plan.rgb().isPresent());
            try (Device device = Device.create(instance, physical, request)) {
                VulkanDevice lent = new VulkanDevice(
                        new IdleCommands(new VulkanEntry(driver.getInstanceProcAddr()), arena).address(),
                        instance.handle().address(),
                        instance.apiVersion(),
                        physical.address(),
                        device.handle().address(),
                        new VulkanDevice.Queue(plan.encodeFamily(), 0),
                        new VulkanDevice.Queue(plan.computeFamily(), 0),
                        true,
                        plan.inlineQueries());
                return encode(DeviceSource.Adopted.of(lent), plan, settings, frame);
            }
        }
    }

    private static Figures encode(DeviceSource source, SessionPlan plan, EncoderSettings settings, Frame frame) {
        CountingSink sink = new CountingSink();
        try (HardwareEncoder encoder = new HardwareEncoder(source, plan, settings, sink, Duration.ofSeconds(60))) {
            long submitBytes = -1;
            long nanos = 0;
            int round = 0;
            while (round < MAX_ROUNDS && (submitBytes != 0 || sink.perFrame != 0)) {
                long bytes = ThreadFigures.allocatedBytes();
                nanos = -ThreadFigures.cpuNanos();
                for (int i = 0; i < FRAMES; i++) {
                    encoder.submit(frame, (long) round * FRAMES + i, 1);
                }
                nanos += ThreadFigures.cpuNanos();
                submitBytes = (ThreadFigures.allocatedBytes() - bytes) / FRAMES;
                round++;
            }
            encoder.flush();
            return new Figures(nanos / FRAMES, submitBytes, sink.perFrame, round);
        }
    }
}
