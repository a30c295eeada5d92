// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.encoder.pipeline.FaultCase.Kind;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One fault in each recording. While opening, it ends that with the right error; later, the recording goes on and has
 * every frame once. Either way nothing stays alive. A few seeds by default, 200 with {@code -Dfaults=full}.
 */
class FaultMatrixEmulatorTest {
    private static final boolean FULL = "full".equals(System.getProperty("faults"));
    private static final int SEEDS = FULL ? 200 : 25;
    private static final Duration WATCHDOG = Duration.ofSeconds(5);
    private static final int LAYERS_OWN_CALLS = 3;
    private static final int OUT_OF_MEMORY = -2;

    static Stream<FaultCase> faults() {
        return IntStream.range(0, SEEDS).mapToObj(FaultCase::of);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneFaultLosesNoFrame(FaultCase fault) {
        EmulatedGpu gpu = new EmulatedGpu(fault.profile(), fault.faults(), WATCHDOG);
        Movie movie = new Movie();
        VideoEncoder opened;
        try {
            opened = gpu.provider().open(fault.settings(), movie);
        } catch (Av1EncoderException e) {
            assertThat(fault.kind()).isIn(Kind.ALLOCATION, Kind.CALL);
            assertIsFor(e, fault);
            gpu.assertClean();
            return;
        }
        EncoderSettings settings = fault.settings();
        try (VideoEncoder encoder = opened) {
            for (int i = 0; i < FaultCase.FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, settings.width(), settings.height(), i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times())
                .containsExactlyElementsOf(
                        LongStream.range(0, FaultCase.FRAMES).boxed().toList());
        Decoders.assertShowsInOrder(movie.stream(), settings, FaultCase.FRAMES);
        if (fault.kind() == Kind.CALL) {
            // The layers take a call that the driver did not carry out for made, and what follows for wrong.
            gpu.assertCleanButForCallsNotCarriedOut();
        } else if (fault.kind() == Kind.STUCK) {
            gpu.assertNoMessages();
            assertThat(gpu.driver().liveObjects())
                    .as("the device that hangs, and no other")
                    .containsEntry("Device", 1L);
        } else {
            gpu.assertCleanButForPicturesBehindAFailedOne();
        }
    }

    private static void assertIsFor(Av1EncoderException e, FaultCase fault) {
        int result = fault.kind() == Kind.ALLOCATION ? OUT_OF_MEMORY : fault.result();
        String call = fault.kind() == Kind.ALLOCATION ? "vkAllocateMemory" : fault.call();
        assertThat(e).hasMessageContaining(call);
        switch (result) {
            case -1, OUT_OF_MEMORY -> assertThat(e).isInstanceOf(OutOfDeviceMemoryException.class);
            case -4 -> assertThat(e).isInstanceOf(DeviceLostException.class);
            default -> assertThat(e).hasMessageContaining("VK_ERROR_");
        }
    }

    /** The layers crash where they cannot list devices themselves, so this goes without them. */
    @ParameterizedTest
    @ValueSource(strings = {"vkCreateInstance", "vkEnumeratePhysicalDevices", "vkEnumerateDeviceExtensionProperties"})
    void aDriverThatCannotBeAskedIsRefused(String call) {
        EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none().fail(call, 0, -3), WATCHDOG);
        EncoderSettings settings =
                EncoderSettings.builder().rateControl(RateControlMode.CQP).build();
        assertThatThrownBy(() ->
                        gpu.unvalidatedProvider().open(settings, packet -> {}).close())
                .isInstanceOf(Av1EncoderException.class);
        assertThat(gpu.unvalidatedProvider().capabilities())
                .singleElement()
                .satisfies(c -> assertThat(c.unusableReason()).isPresent());
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    static Stream<String> making() {
        return FaultCase.MAKING.stream();
    }

    /** Every call that opening makes, the first one of a kind by default, fails once. */
    @ParameterizedTest
    @MethodSource("making")
    void everyCallOfOpeningMayFail(String call) {
        EncoderSettings settings = EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(RateControlMode.CQP)
                .build();
        int failures = 0;
        // Some calls are the validation layers' own, and those keep failures to themselves.
        for (int count = 1, opened = 0; opened < LAYERS_OWN_CALLS && (FULL || failures == 0); count++) {
            EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none().fail(call, count, -3), WATCHDOG);
            try {
                gpu.provider().open(settings, packet -> {}).close();
                opened++;
            } catch (Av1EncoderException e) {
                assertThat(e).hasMessageContaining(call).hasMessageContaining("VK_ERROR_INITIALIZATION_FAILED");
                failures++;
            }
            gpu.assertClean();
        }
        System.out.printf("%s: failed %d times while opening%n", call, failures);
        assertThat(failures).isPositive();
    }
}
