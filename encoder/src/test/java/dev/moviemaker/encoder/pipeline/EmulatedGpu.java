// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.encoder.vk.DebugMessage;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.encoder.vk.VulkanResult;
import dev.moviemaker.vulkan.raw.PFN_vkEnumerateInstanceLayerProperties;
import dev.moviemaker.vulkan.raw.PFN_vkGetInstanceProcAddr;
import dev.moviemaker.vulkan.raw.VkLayerProperties;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The emulated driver behind the real loader, with validation layers. Any message and any violation fails the test. */
final class EmulatedGpu {
    static final List<String> PROFILES = List.of("nvidia", "radv-rdna3", "radv-rdna4", "anv", "minimal", "maximal");

    private static final String VALIDATION = "VK_LAYER_KHRONOS_validation";
    private static final List<String> SWITCHES = List.of("validate_sync", "validate_best_practices");
    /** Advice that does not fit here, not misuse. */
    private static final Set<String> NOISE = Set.of(
            // The loader says when a driver fails to make a device.
            "Loader Message",
            // VK_EXT_debug_utils is for debugging: that is what these tests use it for.
            "BestPractices-specialuse-extension",
            // The frames of tests are small. A recording makes a few dozen allocations, once.
            "BestPractices-vkAllocateMemory-small-allocation",
            "BestPractices-vkBindBufferMemory-small-dedicated-allocation",
            "BestPractices-vkBindImageMemory-small-dedicated-allocation",
            // Each picture in flight records its own command buffer again, in an order of its own.
            "BestPractices-vkCreateCommandPool-command-buffer-reset",
            // Only where VK_KHR_maintenance9 is enabled.
            "BestPractices-PipelineBarrier-unneeded-QFOT",
            // The shaders are for Vulkan 1.1 and later.
            "BestPractices-SpirvDeprecated_WorkgroupSize",
            // An error is how a driver answers that it has no such format or profile, and what injected faults return.
            "BestPractices-Error-Result");

    /**
     * What layers say of capabilities that are older than VK_VALVE_video_encode_rgb_conversion,
     * VK_KHR_video_encode_intra_refresh and VK_KHR_video_encode_feedback2 (those of Debian 13). Layers that know them
     * never say this.
     */
    private static final Pattern OLDER_THAN_EXTENSIONS =
            Pattern.compile("unknown VkStructureType \\((100039000[0-3]|100055200[0-4]|100059800[0-2])\\)"
                    + "|encodeFeedbackFlags.*contains flag bits.*not.*VkVideoEncodeFeedbackFlagBitsKHR"
                    + "|(VK_KHR_video_encode_feedback2|VK_KHR_video_encode_intra_refresh"
                    + "|VK_VALVE_video_encode_rgb_conversion) is not a known extension string");

    private static final int KNOWS_EXTENSIONS = 1 << 22 | 4 << 12 | 327;

    private static final String DIRECT_LOADING = "VK_LUNARG_direct_driver_loading";

    private final EmulatedDriver driver;
    private final List<DebugMessage> messages = Collections.synchronizedList(new ArrayList<>());
    private final Duration watchdog;
    private List<String> layers = List.of(VALIDATION);

    EmulatedGpu(String profile) {
        this(profile, Faults.none(), Duration.ofSeconds(60));
    }

    EmulatedGpu(DriverProfile profile) {
        this(profile, Faults.none(), Duration.ofSeconds(60));
    }

    EmulatedGpu(String profile, Faults faults, Duration watchdog) {
        this(Profiles.named(profile), faults, watchdog);
    }

    private EmulatedGpu(DriverProfile profile, Faults faults, Duration watchdog) {
        this.watchdog = watchdog;
        assumeVulkan();
        driver = EmulatedDriver.over(EmulatedDriver.lavapipe().orElseThrow(), profile, faults);
    }

    /**
     * For sessions that have the driver convert RGB, with the format feature that this needs and RADV lacks: without
     * validation layers where these are older than the extension, since they leave out what they do not know, the
     * feature that the device is made with among it.
     */
    static EmulatedGpu ofRgb(String profile, Faults faults) {
        EmulatedGpu gpu =
                new EmulatedGpu(Profiles.named(profile).withKnownFaults(Set.of()), faults, Duration.ofSeconds(60));
        gpu.layers = layerVersion() >= KNOWS_EXTENSIONS ? gpu.layers : List.of();
        return gpu;
    }

    /** For intra refresh, likewise. */
    static EmulatedGpu ofIntraRefresh(DriverProfile profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        gpu.layers = layerVersion() >= KNOWS_EXTENSIONS ? gpu.layers : List.of();
        return gpu;
    }

    private static int layerVersion() {
        VulkanEntry entry = VulkanLoader.load();
        MemorySegment command = PFN_vkGetInstanceProcAddr.invoke(
                entry.getInstanceProcAddr(),
                MemorySegment.NULL,
                Arena.global().allocateFrom("vkEnumerateInstanceLayerProperties"));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocateFrom(ValueLayout.JAVA_INT, 64);
            MemorySegment list = VkLayerProperties.allocateArray(64, arena);
            VulkanResult.check(
                    "vkEnumerateInstanceLayerProperties",
                    PFN_vkEnumerateInstanceLayerProperties.invoke(command, count, list));
            return list.elements(VkLayerProperties.layout())
                    .limit(count.get(ValueLayout.JAVA_INT, 0))
                    .filter(layer ->
                            VkLayerProperties.layerName(layer).getString(0).equals(VALIDATION))
                    .mapToInt(VkLayerProperties::specVersion)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Skips, with the reason, where the machine lacks what the emulated driver stands on. */
    static void assumeVulkan() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        String missing = missing();
        assumeTrue(missing.isEmpty(), missing);
    }

    private static String missing() {
        try {
            VulkanEntry entry = VulkanLoader.load();
            if (!entry.instanceExtensions().contains(DIRECT_LOADING)) {
                return "the Vulkan loader has no " + DIRECT_LOADING + ": run in testbed/enter";
            }
            return entry.layers().contains(VALIDATION)
                    ? ""
                    : VALIDATION + " (Debian: vulkan-validationlayers) is not installed: run in testbed/enter";
        } catch (Av1EncoderException e) {
            return String.valueOf(e.getMessage());
        }
    }

    HardwareEncoderProvider provider() {
        return provider(false);
    }

    HardwareEncoderProvider provider(boolean selfTest) {
        return new HardwareEncoderProvider(new VulkanSource(VulkanLoader::load, request()), watchdog, selfTest);
    }

    /** What instances on the driver are made with. */
    InstanceRequest request() {
        return layers.isEmpty()
                ? InstanceRequest.PLAIN.withDriver(driver.getInstanceProcAddr())
                : new InstanceRequest(
                        Optional.of(driver.getInstanceProcAddr()), layers, SWITCHES, Optional.of(this::keep));
    }

    /** Without validation layers, for faults that these do not survive. */
    HardwareEncoderProvider unvalidatedProvider() {
        InstanceRequest request = InstanceRequest.PLAIN.withDriver(driver.getInstanceProcAddr());
        return new HardwareEncoderProvider(new VulkanSource(VulkanLoader::load, request), watchdog, false);
    }

    private void keep(DebugMessage message) {
        boolean older = OLDER_THAN_EXTENSIONS.matcher(message.text()).find();
        if (!NOISE.contains(message.id()) && !older) {
            messages.add(message);
        }
    }

    EmulatedDriver driver() {
        return driver;
    }

    /** No message, no violation, nothing left alive. */
    void assertClean() {
        assertNoMessages();
        assertThat(driver.liveObjects()).as("objects left alive").isEmpty();
    }

    /**
     * Pictures that were under way behind a failed one name a reference that was never made; they are thrown away. The
     * driver reports them; nothing else may be wrong.
     */
    void assertCleanButForPicturesBehindAFailedOne() {
        synchronized (messages) {
            assertThat(messages).as("validation messages").isEmpty();
        }
        Set<Rule> expected = EnumSet.of(
                Rule.SLOT_INACTIVE, Rule.REFERENCE_ORDER_HINT, Rule.REFERENCE_MAP_MISMATCH, Rule.FRAME_HEADER);
        assertThat(driver.violations())
                .as("violations seen by the driver")
                .allSatisfy(v -> assertThat(expected).contains(v.rule()));
        assertThat(driver.liveObjects()).as("objects left alive").isEmpty();
    }

    /**
     * A call that fails in the driver has passed the validation layers, which note it as made: a command buffer counts
     * as recording, a submission as pending. Nothing else may be wrong.
     */
    void assertCleanButForCallsNotCarriedOut() {
        synchronized (messages) {
            assertThat(messages)
                    .as("validation messages")
                    .allSatisfy(m -> assertThat(m.id())
                            .isIn(
                                    "VUID-vkBeginCommandBuffer-commandBuffer-00049",
                                    "VUID-VkSubmitInfo2-semaphore-03882",
                                    "VUID-vkQueueSubmit2-commandBuffer-03875",
                                    "SYNC-HAZARD-WRITE-AFTER-WRITE"));
            messages.clear();
        }
        assertCleanButForPicturesBehindAFailedOne();
    }

    void assertNoMessages() {
        synchronized (messages) {
            assertThat(messages).as("validation messages").isEmpty();
        }
        assertThat(driver.violations()).as("violations seen by the driver").isEmpty();
    }
}
