// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the device, and how the recording goes on. */
class HardwareFaultsEmulatorTest {
    private static final int FRAMES = 12;
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.VBR)
            .bitrate(1_000_000)
            .maxBitrate(2_000_000)
            .keyframeInterval(100)
            .build();

    private static Movie encode(EmulatedGpu gpu) {
        return encode(gpu, PixelFormat.NV12);
    }

    private static Movie encode(EmulatedGpu gpu, PixelFormat format) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(SETTINGS, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(format, SETTINGS.width(), SETTINGS.height(), i), i, 1);
            }
            encoder.finish();
        }
        return movie;
    }

    private static void assertComplete(Movie movie) {
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        Decoders.assertShows(movie.stream(), SETTINGS, FRAMES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9})
    void aFailedPictureIsCodedAgainAsKeyFrame(int frame) {
        Faults faults = Faults.none().statusAtFrame(frame, Faults.STATUS_ERROR);
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, PATIENT);
        Movie movie = encode(gpu);
        assertComplete(movie);
        gpu.assertCleanButForPicturesBehindAFailedOne();
    }

    @Test
    void anOverflowGetsMoreRoom() {
        Faults faults = Faults.none().statusAtFrame(3, Faults.STATUS_INSUFFICIENT_BITSTREAM_BUFFER_RANGE);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, PATIENT);
        assertComplete(encode(gpu));
        gpu.assertCleanButForPicturesBehindAFailedOne();
    }

    @Test
    void threeFailuresInARowEndTheRecording() {
        Faults faults = Faults.none();
        for (int i = 2; i < 60; i++) {
            faults.statusAtFrame(i, Faults.STATUS_ERROR);
        }
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, PATIENT);
        assertThatThrownBy(() -> encode(gpu))
                .isInstanceOf(EncodeFailedException.class)
                .hasMessageContaining("3 times");
        gpu.assertCleanButForPicturesBehindAFailedOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6})
    void aLostDeviceIsReplaced(int frame) {
        Faults faults = Faults.none().deviceLostAtFrame(frame);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, PATIENT);
        assertComplete(encode(gpu));
        gpu.assertClean();
    }

    /** The frames survive although the first new device does not come up, and come back in their own format. */
    @Test
    void aLostDeviceIsReplacedAtTheSecondTry() {
        Faults faults = Faults.none().deviceLostAtFrame(4).fail("vkCreateDevice", 2, -2);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, PATIENT);
        assertComplete(encode(gpu, PixelFormat.RGB24));
        gpu.assertClean();
    }

    @Test
    void aDeviceThatCannotBeReplacedEndsTheRecording() {
        Faults faults = Faults.none().deviceLostAtFrame(4);
        faults.fail("vkCreateDevice", 2, -2).fail("vkCreateVideoSessionKHR", 2, -4);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, PATIENT);
        assertThatThrownBy(() -> encode(gpu)).isInstanceOf(DeviceLostException.class);
        gpu.assertClean();
    }

    @Test
    void aStuckEncodeIsLeftBehind() {
        Faults faults = Faults.none().stuckAtFrame(2);
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, Duration.ofSeconds(3));
        assertComplete(encode(gpu));
        gpu.assertNoMessages();
    }

    /** Each command that opening uses fails once: the error is told, and nothing stays alive. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vkCreateDevice",
                "vkCreateVideoSessionKHR",
                "vkGetVideoSessionMemoryRequirementsKHR",
                "vkBindVideoSessionMemoryKHR",
                "vkCreateVideoSessionParametersKHR",
                "vkGetEncodedVideoSessionParametersKHR",
                "vkCreateImage",
                "vkCreateImageView",
                "vkBindImageMemory",
                "vkCreateQueryPool",
                "vkCreateSemaphore",
                "vkCreateCommandPool",
                "vkAllocateCommandBuffers",
                "vkCreateBuffer",
                "vkBindBufferMemory",
                "vkMapMemory",
                "vkBeginCommandBuffer",
                "vkEndCommandBuffer",
                "vkQueueSubmit2"
            })
    void openingFailsCleanlyAtEveryCall(String call) {
        // The validation layers ask for memory requirements themselves first.
        int count = call.equals("vkGetVideoSessionMemoryRequirementsKHR") ? 0 : 1;
        EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none().fail(call, count, -3), PATIENT);
        assertThatThrownBy(() -> gpu.provider().open(SETTINGS, packet -> {}).close())
                .isInstanceOf(Av1EncoderException.class)
                .hasMessageContaining(call)
                .hasMessageContaining("VK_ERROR_INITIALIZATION_FAILED");
        gpu.assertClean();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 9, 14})
    void openingWithoutMemoryFailsCleanly(int allocation) {
        Faults faults = Faults.none().outOfDeviceMemoryAtAllocation(allocation);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, PATIENT);
        assertThatThrownBy(() -> gpu.provider().open(SETTINGS, packet -> {}).close())
                .isInstanceOf(OutOfDeviceMemoryException.class);
        gpu.assertClean();
    }

    @Test
    void aDeviceThatIsLostAgainAndAgainEndsTheRecording() {
        Faults faults = Faults.none().fail("vkQueueSubmit2", 0, -4);
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, PATIENT);
        assertThatThrownBy(() -> encode(gpu)).isInstanceOf(DeviceLostException.class);
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    /** Conversions and pictures alternate. The first picture's failure leaves the session as it was made. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 9})
    void submissionsThatFailAreTriedAgain(int count) {
        Faults faults = Faults.none().fail("vkEndCommandBuffer", count, -3);
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, PATIENT);
        assertComplete(encode(gpu));
        gpu.assertClean();
    }

    @Test
    void aSinkThatFailsStopsTheEncoder() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none(), PATIENT);
        VideoEncoder encoder = gpu.provider().open(SETTINGS, packet -> {
            throw new java.io.IOException("disk full");
        });
        try (encoder) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 30; i++) {
                            encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i), i, 1);
                        }
                        encoder.finish();
                    })
                    .isInstanceOf(dev.moviemaker.OutputException.class)
                    .hasMessageContaining("disk full");
        }
        gpu.assertClean();
    }

    @Test
    void aDriverThatFailsItsSelfTestIsNotUsed() {
        Faults faults = Faults.none();
        for (int i = 0; i < 20; i++) {
            faults.statusAtFrame(i, Faults.STATUS_ERROR);
        }
        EmulatedGpu broken = new EmulatedGpu("anv", faults, PATIENT);
        EncoderSettings other = SETTINGS.toBuilder().height(144).build();
        assertThatThrownBy(() -> broken.provider(true).open(other, packet -> {}).close())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("self-test failed");
        EmulatedGpu sound = new EmulatedGpu("nvidia", Faults.none(), PATIENT);
        sound.provider(true).open(other, packet -> {}).close();
        sound.assertClean();
    }
}
