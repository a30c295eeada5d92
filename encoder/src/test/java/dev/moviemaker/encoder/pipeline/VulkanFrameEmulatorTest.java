// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8G8B8A8_SRGB;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images of a program's as frames. One and the same encoder gets the same pixels as frames in memory: the streams must
 * be the same.
 */
class VulkanFrameEmulatorTest {
    static final int WIDTH = 320;
    static final int HEIGHT = 128;
    static final int FRAMES = 7;
    static final Duration PATIENT = Duration.ofSeconds(60);
    static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(WIDTH)
            .height(HEIGHT)
            .rateControl(RateControlMode.CQP)
            .enableRestoration(false)
            .keyframeInterval(4)
            .build();

    static Stream<String> profiles() {
        return EmulatedGpu.PROFILES.stream();
    }

    private static VideoEncoder open(Program program, Movie movie) {
        return new AdoptedEncoderProvider(program.lent(), PATIENT, Optional.empty()).open(SETTINGS, movie);
    }

    static MemorySegment pixels(int frame) {
        return Movie.frame(PixelFormat.RGBA8, WIDTH, HEIGHT, frame)
                .planes()
                .getFirst()
                .data();
    }

    static byte[] streamOfFramesInMemory(Program program) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = open(program, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(Movie.frame(PixelFormat.RGBA8, WIDTH, HEIGHT, i), i, 1);
            }
            encoder.finish();
        }
        return movie.stream();
    }

    static int layout(int frame) {
        int[] all = {
            VK_IMAGE_LAYOUT_GENERAL(),
            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(),
            VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL()
        };
        return all[frame % all.length];
    }

    /** Two images take turns; the GPU alone keeps drawing and recording in order, with a timeline each way. */
    private static Movie recordTwoImages(Program program, int family, boolean mixed) {
        Movie movie = new Movie();
        try (TimelineSemaphore ready = new TimelineSemaphore(program.device());
                TimelineSemaphore read = new TimelineSemaphore(program.device());
                ProgramImage even = new ProgramImage(program, family, WIDTH, HEIGHT);
                ProgramImage odd = new ProgramImage(program, family, WIDTH, HEIGHT);
                VideoEncoder encoder = open(program, movie)) {
            int drawn = 0;
            for (int i = 0; i < FRAMES; i++) {
                if (mixed && i % 3 == 1) {
                    encoder.submit(Movie.frame(PixelFormat.RGBA8, WIDTH, HEIGHT, i), i, 1);
                    continue;
                }
                drawn++;
                ProgramImage image = drawn % 2 == 0 ? even : odd;
                image.draw(
                        pixels(i),
                        layout(i),
                        drawn > 2 ? List.of(VulkanSemaphore.timeline(read.handle(), drawn - 2)) : List.of(),
                        List.of(VulkanSemaphore.timeline(ready.handle(), drawn)));
                VulkanFrame frame = image.frame(
                        List.of(VulkanSemaphore.timeline(ready.handle(), drawn)),
                        List.of(VulkanSemaphore.timeline(read.handle(), drawn)));
                encoder.submit(frame, i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).hasSize(FRAMES);
        return movie;
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileRecordsImagesLikeFramesInMemory(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        try (Program program = new Program(gpu.request())) {
            Movie movie = recordTwoImages(program, program.computeFamily(), false);
            assertThat(movie.stream()).isEqualTo(streamOfFramesInMemory(program));
            Decoders.assertShows(movie.stream(), SETTINGS, FRAMES);
        }
        gpu.assertClean();
    }

    @Test
    void imagesOfAnotherQueueFamilyAreTakenOverAndGivenBack() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        try (Program program = new Program(gpu.request())) {
            Movie movie = recordTwoImages(program, program.encodeFamily(), false);
            assertThat(movie.stream()).isEqualTo(streamOfFramesInMemory(program));
        }
        gpu.assertClean();
    }

    @Test
    void imagesAndFramesInMemoryTakeTurns() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        try (Program program = new Program(gpu.request())) {
            Movie movie = recordTwoImages(program, program.computeFamily(), true);
            assertThat(movie.stream()).isEqualTo(streamOfFramesInMemory(program));
        }
        gpu.assertClean();
    }

    /** The drawing that waits for a binary semaphore is submitted right behind the frame that signals it. */
    @Test
    void binarySemaphoresMayBeWaitedForAtOnce() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna3");
        try (Program program = new Program(gpu.request())) {
            VulkanSemaphore ready = program.binarySemaphore();
            VulkanSemaphore alsoReady = program.binarySemaphore();
            VulkanSemaphore read = program.binarySemaphore();
            Movie movie = new Movie();
            try (ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
                    VideoEncoder encoder = open(program, movie)) {
                for (int i = 0; i < FRAMES; i++) {
                    image.draw(
                            pixels(i),
                            VK_IMAGE_LAYOUT_GENERAL(),
                            i == 0 ? List.of() : List.of(read),
                            List.of(ready, alsoReady));
                    List<VulkanSemaphore> signal = i == FRAMES - 1 ? List.of() : List.of(read);
                    encoder.submit(image.frame(List.of(ready, alsoReady), signal), i, 1);
                }
                encoder.finish();
            }
            assertThat(movie.stream()).isEqualTo(streamOfFramesInMemory(program));
        }
        gpu.assertClean();
    }

    private static final int[][] COLORS = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}, {40, 90, 200}};

    private static MemorySegment solid(Arena arena, int... rgb) {
        MemorySegment pixels = arena.allocate(4L * WIDTH * HEIGHT);
        for (long i = 0; i < (long) WIDTH * HEIGHT; i++) {
            pixels.setAtIndex(ValueLayout.JAVA_INT, i, rgb[0] | rgb[1] << 8 | rgb[2] << 16 | 0xFF << 24);
        }
        return pixels;
    }

    /**
     * The image is painted over as soon as it was read, and then a picture fails: it must be coded again from what was
     * read. Expected values are Recommendation ITU-R BT.709's, limited range.
     */
    @Test
    void aFailedPictureIsCodedAgainFromTheConvertedImageInTheRightColors() {
        // The self-test codes three pictures before.
        Faults faults = Faults.none().statusAtFrame(3 + 2, Faults.STATUS_ERROR);
        EmulatedGpu gpu = new EmulatedGpu("nvidia", faults, PATIENT);
        Movie movie = new Movie();
        try (Program program = new Program(gpu.request());
                Arena arena = Arena.ofConfined()) {
            try (VideoEncoder encoder = open(program, movie);
                    TimelineSemaphore read = new TimelineSemaphore(program.device());
                    ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT)) {
                for (int i = 0; i < COLORS.length; i++) {
                    VulkanSemaphore free = VulkanSemaphore.timeline(read.handle(), Math.max(1, i));
                    image.draw(
                            solid(arena, COLORS[i]),
                            VK_IMAGE_LAYOUT_GENERAL(),
                            i == 0 ? List.of() : List.of(free),
                            List.of());
                    encoder.submit(
                            image.frame(List.of(), List.of(VulkanSemaphore.timeline(read.handle(), i + 1))), i, 1);
                }
                image.draw(
                        solid(arena, 0, 0, 0),
                        VK_IMAGE_LAYOUT_GENERAL(),
                        List.of(VulkanSemaphore.timeline(read.handle(), COLORS.length)),
                        List.of());
                encoder.finish();
            }
        }
        assertThat(movie.problems()).isEmpty();
        List<int[]> means = DecodedFrames.means(movie.stream(), WIDTH, HEIGHT);
        assertThat(means).hasSize(COLORS.length);
        for (int i = 0; i < COLORS.length; i++) {
            assertThat(means.get(i)).as("frame %d", i).satisfies(isNear(bt709(COLORS[i])));
        }
    }

    private static java.util.function.Consumer<int[]> isNear(int[] expected) {
        return actual -> {
            for (int plane = 0; plane < 3; plane++) {
                assertThat(Math.abs(actual[plane] - expected[plane]))
                        .as("plane %d: %d decoded, %d expected", plane, actual[plane], expected[plane])
                        .isLessThanOrEqualTo(2);
            }
        };
    }

    private static int[] bt709(int[] rgb) {
        double r = rgb[0] / 255.0;
        double g = rgb[1] / 255.0;
        double b = rgb[2] / 255.0;
        double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        return new int[] {
            (int) Math.round(16 + 219 * y),
            (int) Math.round(128 + 224 * (b - y) / 1.8556),
            (int) Math.round(128 + 224 * (r - y) / 1.5748)
        };
    }

    @Test
    void aProgramMayTakeItsTimeWithASemaphore() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        Movie movie = new Movie();
        try (Program program = new Program(gpu.request());
                TimelineSemaphore late = new TimelineSemaphore(program.device());
                ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
                VideoEncoder encoder = new AdoptedEncoderProvider(
                                program.lent(), Duration.ofSeconds(2), Optional.empty())
                        .open(SETTINGS, movie)) {
            image.draw(pixels(0), VK_IMAGE_LAYOUT_GENERAL(), List.of(), List.of());
            encoder.submit(image.frame(List.of(VulkanSemaphore.timeline(late.handle(), 1)), List.of()), 0, 1);
            Thread.sleep(3000);
            assertThat(movie.times()).isEmpty();
            program.signal(late, 1);
            encoder.finish();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(movie.times()).containsExactly(0L);
        gpu.assertClean();
    }

    @Test
    void whatCannotBeRecordedIsRefusedAndTheRecordingGoesOn() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        Movie movie = new Movie();
        try (Program program = new Program(gpu.request());
                ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
                VideoEncoder encoder = open(program, movie)) {
            image.draw(pixels(0), VK_IMAGE_LAYOUT_GENERAL(), List.of(), List.of());
            VulkanFrame good = image.frame(List.of(), List.of());
            VulkanFrame srgb = new VulkanFrame(
                    good.image(), VK_FORMAT_R8G8B8A8_SRGB(), 1, -1, WIDTH, HEIGHT, List.of(), List.of());
            assertThatThrownBy(() -> encoder.submit(srgb, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("format: VkFormat 43 given; R8G8B8A8_UNORM (37)");
            encoder.submit(good, 0, 1);
            encoder.finish();
            VideoEncoder other = gpu.provider().open(SETTINGS, packet -> {});
            try (other) {
                assertThatThrownBy(() -> other.submit(good, 0, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("frame: a VulkanFrame given, but the encoder has a device of its own");
            }
        }
        assertThat(movie.times()).containsExactly(0L);
        gpu.assertClean();
    }

    @Test
    void closingIsPossibleAtAnyTime() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        try (Program program = new Program(gpu.request());
                ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT)) {
            image.draw(pixels(0), VK_IMAGE_LAYOUT_GENERAL(), List.of(), List.of());
            VulkanFrame frame = image.frame(List.of(), List.of());
            for (int frames = 0; frames < 4; frames++) {
                VideoEncoder encoder = open(program, new Movie());
                for (int i = 0; i < frames; i++) {
                    encoder.submit(frame, i, 1);
                }
                encoder.close();
                encoder.close();
                assertThatThrownBy(() -> encoder.submit(frame, 9, 1)).isInstanceOf(IllegalStateException.class);
            }
            VideoEncoder flushed = open(program, new Movie());
            flushed.submit(frame, 0, 1);
            flushed.finish();
            assertThatThrownBy(() -> flushed.submit(frame, 1, 1)).isInstanceOf(IllegalStateException.class);
            flushed.close();
        }
        gpu.assertClean();
    }

    /** What waits is left behind then, and so is the program's device here, which it is on. */
    @Test
    void closingDoesNotWaitForASemaphoreThatIsNeverSignalled() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        Program program = new Program(gpu.request());
        TimelineSemaphore never = new TimelineSemaphore(program.device());
        ProgramImage image = new ProgramImage(program, program.computeFamily(), WIDTH, HEIGHT);
        image.draw(pixels(0), VK_IMAGE_LAYOUT_GENERAL(), List.of(), List.of());
        Movie movie = new Movie();
        VideoEncoder encoder = new AdoptedEncoderProvider(program.lent(), Duration.ofSeconds(1), Optional.empty())
                .open(SETTINGS, movie);
        encoder.submit(image.frame(List.of(VulkanSemaphore.timeline(never.handle(), 1)), List.of()), 0, 1);
        assertTimeoutPreemptively(Duration.ofSeconds(30), encoder::close);
        assertThat(movie.times()).isEmpty();
        program.signal(never, 1);
        gpu.assertNoMessages();
    }

    /** Recordings on one device share its queues, under its lock. */
    @Test
    void severalRecordAtOnceOnOneDeviceAndOnTwo() throws InterruptedException {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        EmulatedGpu otherGpu = new EmulatedGpu("nvidia");
        try (Program program = new Program(gpu.request());
                Program other = new Program(otherGpu.request())) {
            byte[] expected = streamOfFramesInMemory(program);
            byte[] otherExpected = streamOfFramesInMemory(other);
            List<byte[]> streams = new ArrayList<>();
            List<byte[]> otherStreams = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(recording(program, streams));
                threads.add(recording(other, otherStreams));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(streams).hasSize(3).allSatisfy(s -> assertThat(s).isEqualTo(expected));
            assertThat(otherStreams).hasSize(3).allSatisfy(s -> assertThat(s).isEqualTo(otherExpected));
        }
        gpu.assertClean();
        otherGpu.assertClean();
    }

    private static Thread recording(Program program, List<byte[]> streams) {
        return Thread.ofVirtual().start(() -> {
            byte[] stream = recordTwoImages(program, program.computeFamily(), false).stream();
            synchronized (streams) {
                streams.add(stream);
            }
        });
    }
}
