// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.emulator.EmulatedDriver;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.encoder.caps.DeltaMapPlan;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.RecordedDevices;
import dev.moviemaker.encoder.caps.SessionPlanner;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No byte of Java's heap per frame once the library is warm, on the submitting and on the completion thread. */
class SteadyStateEmulatorTest {
    private static final int WIDTH = 1920;
    private static final int HEIGHT = 1080;

    @BeforeAll
    static void assumeDriver() {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.management").isPresent(),
                "this Java has no module jdk.management to count allocations with");
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
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

    /** Copied, with the edges repeated in 8 lines more. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFrameThatTheDriverConvertsCostsNoHeap(boolean image) {
        Frame frame = image
                ? new VulkanFrame(
                        1, 37, 5, VulkanFrame.ANY_FAMILY, WIDTH, HEIGHT, List.of(), List.of(VulkanSemaphore.binary(2)))
                : Frame.of(
                        PixelFormat.RGBA8,
                        WIDTH,
                        HEIGHT,
                        Arena.ofAuto().allocate(PixelFormat.RGBA8.frameBytes(WIDTH, HEIGHT)));
        run("radv-rdna3", frame, WIDTH, HEIGHT, Optional.of(PixelFormat.RGBA8));
    }

    /** Three in turn, so that every slot gets another one each time. */
    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3"})
    void aFrameWithAQualityMapCostsNoHeap(String profile) {
        Frame plain =
                Frame.of(PixelFormat.NV12, 320, 128, Arena.ofAuto().allocate(PixelFormat.NV12.frameBytes(320, 128)));
        run(
                profile,
                EncoderSettings.builder().width(320).height(128).qualityMaps(true),
                plain.withQualityMap(QualityMap.of(
                        new QualityMap.Region(0, 0, 64, 64, -60), new QualityMap.Region(32, 0, 64, 64, 20))),
                plain.withQualityMap(QualityMap.ofImage(5, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})),
                plain.withQualityMap(QualityMap.of(new QualityMap.Region(0, 0, 320, 128, 7))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3"})
    void aVulkanFrameWithAQualityMapOnTheGpuCostsNoHeap(String profile) {
        EncoderSettingsBuilder settings =
                EncoderSettings.builder().width(WIDTH).height(HEIGHT).qualityMaps(true);
        DeltaMapPlan plan = ((PlanResult.Planned) SessionPlanner.plan(settings.build(), RecordedDevices.named(profile)))
                .plan()
                .deltaMaps()
                .orElseThrow();
        QualityMap map = QualityMap.of(new QualityMap.VulkanImage(
                3, 1, plan.format(), plan.size().width(), plan.size().height()));
        run(
                profile,
                settings,
                new VulkanFrame(1, 37, 5, VulkanFrame.ANY_FAMILY, WIDTH, HEIGHT, List.of(), List.of())
                        .withQualityMap(map));
    }

    private static void run(String profile, Frame frame, int width, int height) {
        run(profile, frame, width, height, Optional.empty());
    }

    private static void run(String profile, Frame frame, int width, int height, Optional<PixelFormat> promised) {
        EncoderSettingsBuilder builder =
                EncoderSettings.builder().width(width).height(height).enableRestoration(false);
        promised.ifPresent(builder::inputFormat);
        run(profile, builder, frame);
    }

    private static void run(String profile, EncoderSettingsBuilder settings, Frame... frames) {
        EmulatedDriver driver = EmulatedDriver.over(
                EmulatedDriver.lavapipe().orElseThrow(),
                Profiles.named(profile).withKnownFaults(Set.of()),
                Faults.none());
        IdleRun.Figures figures = IdleRun.of(driver, settings.build(), frames);
        System.getLogger(SteadyStateEmulatorTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        "{0}, {1}: {2}",
                        profile,
                        frames[0].getClass().getSimpleName(),
                        figures);
        assertThat(figures.submitBytes())
                .as("bytes per frame on the submitting thread")
                .isZero();
        assertThat(figures.completionBytes())
                .as("bytes per frame on the completion thread")
                .isZero();
        assertThat(driver.liveObjects()).isEmpty();
    }
}
