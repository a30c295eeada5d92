package dev.moviemaker.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.caps.DeviceCapabilities;
import dev.moviemaker.caps.DeviceReader;
import dev.moviemaker.caps.PlanResult;
import dev.moviemaker.caps.SessionPlan;
import dev.moviemaker.caps.SessionPlanner;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.vk.Device;
import dev.moviemaker.vk.DeviceRequest;
import dev.moviemaker.vk.Instance;
import dev.moviemaker.vk.InstanceRequest;
import dev.moviemaker.vk.VulkanEntry;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the library itself does for a frame once it is warm, on the submitting and on the completion thread: no byte of Java's heap. Driver and
 * layers are left out ({@link IdleCommands}): the emulated driver allocates on the threads that call it.
 */
class SteadyStateEmulatorTest {
    private static final int FRAMES = 10_000;
    /** As many as it takes until everything is compiled; usually four. */
    private static final int MAX_ROUNDS = 40;

    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    @BeforeAll
    static void assumeDriver() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.management").isPresent(),
                "this Java has no module jdk.management to count allocations with");
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna4", "anv"})
    void aVulkanFrameCostsNoHeap(String profile) {
        run(
                profile,
                new VulkanFrame(
                        1,
                        37,
                        5,
                        VulkanFrame.ANY_FAMILY,
                        WIDTH,
                        HEIGHT,
                        List.of(VulkanSemaphore.timeline(1, 1)),
                        List.of(VulkanSemaphore.binary(2))),
                WIDTH,
                HEIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna4", "anv"})
    void aFrameInMemoryCostsNoHeap(String profile) {
        MemorySegment pixels = Arena.ofAuto().allocate(PixelFormat.NV12.frameBytes(320, 128));
        run(profile, Frame.of(PixelFormat.NV12, 320, 128, pixels), 320, 128);
    }

    private static void run(String profile, Frame frame, int width, int height) {
        EmulatedDriver driver =
                EmulatedDriver.over(EmulatedDriver.lavapipe().orElseThrow(), Profiles.named(profile), Faults.none());
        EncoderSettings settings = EncoderSettings.builder()
                .width(width)
                .height(height)
                .enableRestoration(false)
                .build();
        try (Arena arena = Arena.ofShared();
                Instance instance =
                        Instance.create(new VulkanEntry(driver.getInstanceProcAddr()), InstanceRequest.PLAIN)) {
            MemorySegment physical = instance.physicalDevices().getFirst();
            DeviceCapabilities capabilities = DeviceReader.read(instance, physical, 0);
            SessionPlan plan = ((PlanResult.Planned) SessionPlanner.plan(settings, capabilities)).plan();
            DeviceRequest request = new DeviceRequest(
                    Set.of(plan.encodeFamily(), plan.computeFamily()),
                    Program.EXTENSIONS,
                    plan.inlineQueries(),
                    capabilities.features().storageImageExtendedFormats());
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
                encode(new HardwareSetup(DeviceSource.Adopted.of(lent), plan, settings), frame, profile);
            }
        }
        assertThat(driver.liveObjects()).isEmpty();
    }

    private record HardwareSetup(DeviceSource source, SessionPlan plan, EncoderSettings settings) {}

    private static void encode(HardwareSetup setup, Frame frame, String profile) {
        CountingSink sink = new CountingSink();
        try (HardwareEncoder encoder =
                new HardwareEncoder(setup.source(), setup.plan(), setup.settings(), sink, Duration.ofSeconds(60))) {
            long perFrame = -1;
            long cpuNanos = 0;
            int round = 0;
            while (round < MAX_ROUNDS && (perFrame != 0 || sink.perFrame != 0)) {
                long bytes = ThreadFigures.allocatedBytes();
                cpuNanos = -ThreadFigures.cpuNanos();
                for (int i = 0; i < FRAMES; i++) {
                    encoder.submit(frame, (long) round * FRAMES + i, 1);
                }
                cpuNanos += ThreadFigures.cpuNanos();
                perFrame = (ThreadFigures.allocatedBytes() - bytes) / FRAMES;
                round++;
            }
            encoder.flush();
            System.Logger logger = System.getLogger(SteadyStateEmulatorTest.class.getName());
            logger.log(
                    System.Logger.Level.INFO,
                    "{0}, {1}: {2} ns of CPU time and {3} bytes a frame on the submitting thread, {4} bytes on the completion thread, after {5} rounds",
                    profile,
                    frame.getClass().getSimpleName(),
                    cpuNanos / FRAMES,
                    perFrame,
                    sink.perFrame,
                    round);
            assertThat(perFrame).as("bytes per frame on the submitting thread").isZero();
            assertThat(sink.perFrame)
                    .as("bytes per frame on the completion thread")
                    .isZero();
        }
    }
}
