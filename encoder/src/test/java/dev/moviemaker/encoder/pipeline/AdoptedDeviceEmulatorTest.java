// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.bitstream.file.StreamFiles;
import dev.moviemaker.bitstream.file.StreamReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.recorder.Av1Encoder;
import dev.moviemaker.recorder.MovieMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recording on a device that the program made: what the library does to it, and what it says of one that will not do.
 */
class AdoptedDeviceEmulatorTest {
    private static final int FRAMES = 6;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(320)
            .height(128)
            .rateControl(RateControlMode.CQP)
            .enableRestoration(false)
            .keyframeInterval(4)
            .build();

    @TempDir
    Path folder;

    static Stream<String> profiles() {
        return EmulatedGpu.PROFILES.stream();
    }

    private static Movie encode(VulkanDevice device) {
        Movie movie = new Movie();
        try (Av1Encoder encoder = Av1Encoder.open(SETTINGS, device)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i));
            }
            encoder.finish();
            for (EncodedFrame packet = encoder.receive(); packet != null; packet = encoder.receive()) {
                movie.accept(packet);
            }
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).hasSize(FRAMES);
        return movie;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileRecordsOnTheProgramsDeviceAndLeavesItToTheProgram(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        try (Program program = new Program(gpu.request())) {
            Movie first = encode(program.lent());
            Movie second = encode(program.lent());
            assertThat(second.stream()).isEqualTo(first.stream());
            assertThat(gpu.driver().liveObjects()).containsOnlyKeys("Instance", "Device");
            Decoders.assertShows(first.stream(), SETTINGS, FRAMES);
        }
        gpu.assertClean();
    }

    @Test
    void queuesThatDoNotFitAreNamedAtOnce() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        try (Program program = new Program(gpu.request())) {
            int encode = program.encodeFamily();
            int compute = program.computeFamily();
            VulkanDevice swapped = program.lend(new VulkanDevice.Queue(compute, 0), new VulkanDevice.Queue(encode, 0));
            assertThatThrownBy(() -> encode(swapped))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining(
                            "encodeQueue: family %d given, which does not encode AV1; [%d] allowed", compute, encode)
                    .hasMessageContaining("computeQueue: family %d given, which has no compute", encode);
            VulkanDevice beyond = program.lend(new VulkanDevice.Queue(encode, 7), new VulkanDevice.Queue(99, 0));
            assertThatThrownBy(() -> encode(beyond))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("encodeQueue: index 7 given, 0 to 0 allowed in family %d", encode)
                    .hasMessageContaining("computeQueue: family 99 given");
        }
        gpu.assertClean();
    }

    @Test
    void aDeviceWithoutTheExtensionsIsRefused() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        try (Program program = new Program(gpu.request(), List.of())) {
            assertThatThrownBy(() -> encode(program.lent()))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("made without VK_KHR_video_queue: it has no vkCreateVideoSessionKHR")
                    .hasMessageContaining("made without VK_KHR_video_encode_queue");
        }
        gpu.assertClean();
    }

    @Test
    void anotherDeviceAskedForByNameIsNotThere() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        EncoderSettings named = SETTINGS.toBuilder().device("no such device").build();
        try (Program program = new Program(gpu.request())) {
            assertThatThrownBy(() -> Av1Encoder.open(named, program.lent()).close())
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("no such device");
        }
        gpu.assertClean();
    }

    @Test
    void aDriverThatFailsItsSelfTestIsNotUsed() {
        Faults faults = Faults.none();
        for (int i = 0; i < 20; i++) {
            faults.statusAtFrame(i, Faults.STATUS_ERROR);
        }
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, Duration.ofSeconds(60));
        try (Program program = new Program(gpu.request())) {
            assertThatThrownBy(() -> encode(program.lent()))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("self-test failed");
        }
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    /**
     * A submission that finds no memory (-2) has not happened: it is made again on the same device, which is the
     * program's. The self-test makes seven.
     */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 12, 15})
    void aSubmissionWithoutMemoryIsMadeAgain(int submission) {
        Faults faults = Faults.none().fail("vkQueueSubmit2", submission, -2);
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", faults, Duration.ofSeconds(60));
        try (Program program = new Program(gpu.request())) {
            Movie movie = encode(program.lent());
            Decoders.assertShows(movie.stream(), SETTINGS, FRAMES);
        }
        assertThat(gpu.driver().liveObjects()).isEmpty();
    }

    /** The self-test takes three pictures, so the tenth is one of the recording. */
    @Test
    void aLostDeviceEndsTheRecordingAndTheFilePlays() throws Exception {
        Path target = folder.resolve("movie.obu");
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4", Faults.none().deviceLostAtFrame(9), Duration.ofSeconds(60));
        long encoded;
        try (Program program = new Program(gpu.request());
                MovieMaker maker = MovieMaker.create(program.lent())) {
            maker.configure(SETTINGS);
            maker.start(target);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 40; i++) {
                            maker.record(Movie.frame(PixelFormat.NV12, 320, 128, i));
                        }
                        maker.finish();
                    })
                    .isInstanceOf(DeviceLostException.class)
                    .hasMessageContaining("only the program can replace its device")
                    .hasMessageContaining("movie.recording.obu");
            encoded = maker.statistics().framesEncoded();
        }
        assertThat(gpu.driver().liveObjects()).isEmpty();
        Path kept = folder.resolve("movie.recording.obu");
        int units = 0;
        try (StreamReader reader = StreamFiles.open(kept)) {
            while (reader.next() != null) {
                units++;
            }
        }
        assertThat(units).isEqualTo((int) encoded).isPositive();
        Decoders.assertShows(Files.readAllBytes(kept), SETTINGS, units);
    }

    @Test
    void pausesCloseUpAndTheFrameAskedForIsAKeyFrame() throws Exception {
        Path target = folder.resolve("movie.obu");
        EncoderSettings settings = SETTINGS.toBuilder().keyframeInterval(30).build();
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        try (Program program = new Program(gpu.request());
                MovieMaker maker = MovieMaker.create(program.lent())) {
            maker.configure(settings);
            maker.start(target);
            record(maker, 0, 3);
            maker.pause();
            record(maker, 9, 13);
            assertThat(maker.tryRecord(Movie.frame(PixelFormat.NV12, 320, 128, 14)))
                    .isFalse();
            maker.resume();
            record(maker, 3, 5);
            maker.forceKeyFrame();
            record(maker, 5, 8);
            maker.finish();
        }
        gpu.assertClean();
        Movie movie = new Movie();
        try (StreamReader reader = StreamFiles.open(target)) {
            List<Integer> keyFrames = new ArrayList<>();
            int units = 0;
            for (StreamUnit unit = reader.next(); unit != null; unit = reader.next()) {
                if (movie.parser().parse(unit.data()).isKeyFrame()) {
                    keyFrames.add(units);
                }
                units++;
            }
            assertThat(keyFrames).containsExactly(0, 5);
        }
        Decoders.assertShowsInOrder(Files.readAllBytes(target), settings, 8);
    }

    private static void record(MovieMaker maker, int from, int to) {
        for (int i = from; i < to; i++) {
            maker.record(Movie.frame(PixelFormat.NV12, 320, 128, i));
        }
    }
}
