// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_GENERAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.VulkanSemaphore;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.encoder.convert.ReferenceConverter;
import dev.moviemaker.encoder.convert.TestFrames;
import dev.moviemaker.encoder.vk.TimelineSemaphore;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings whose RGB frames the driver converts itself (VK_VALVE_video_encode_rgb_conversion). */
class RgbConversionEmulatorTest {
    private static final int WIDTH = 337;
    private static final int HEIGHT = 145;
    static final int FRAMES = 7;
    private static final int MOST_OF_TEN_BITS = 4;
    private static final Duration PATIENT = Duration.ofSeconds(60);

    /** A profile that converts, a format and colours that it offers. */
    record Case(String profile, PixelFormat format, Matrix matrix, Range range) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String profile : List.of("radv-rdna3", "radv-rdna4", "maximal")) {
            cases.add(new Case(profile, PixelFormat.RGBA8, Matrix.BT709, Range.LIMITED));
            cases.add(new Case(profile, PixelFormat.RGB10A2, Matrix.BT709, Range.LIMITED));
            // RADV offers these on RDNA3 only.
            if (!profile.equals("radv-rdna4")) {
                cases.add(new Case(profile, PixelFormat.BGRA8, Matrix.BT2020_NCL, Range.FULL));
                cases.add(new Case(profile, PixelFormat.BGR10A2, Matrix.BT2020_NCL, Range.LIMITED));
            }
        }
        cases.add(new Case("maximal", PixelFormat.RGBA8, Matrix.BT601, Range.LIMITED));
        return cases;
    }

    private static EncoderSettingsBuilder settings(PixelFormat format) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(RateControlMode.CQP)
                .quality(100)
                .inputFormat(format)
                .bitDepth(format.bitDepth())
                .enableRestoration(false)
                .keyframeInterval(4);
    }

    private static void assertConverted(VideoEncoder encoder, PixelFormat format) {
        assertThat(encoder.notes()).contains(format + " is converted by the driver");
    }

    /** Fewer slots than frames: every image is used again. The self-test runs too, with RGB frames. */
    @ParameterizedTest
    @MethodSource("cases")
    void decodedFramesAreTheReference(Case test) {
        ColorDescription color = new ColorDescription(
                ColorDescription.Primaries.BT709, ColorDescription.Transfer.BT709, test.matrix(), test.range());
        EncoderSettings settings = settings(test.format())
                .color(color)
                .maxQueuedFrames(3)
                .keyframeInterval(1)
                .build();
        EmulatedGpu gpu = EmulatedGpu.ofRgb(test.profile(), Faults.none());
        Movie movie = new Movie();
        int codedWidth;
        int codedHeight;
        try (VideoEncoder encoder = gpu.provider(true).open(settings, movie)) {
            assertConverted(encoder, test.format());
            codedWidth = encoder.stream().codedWidth();
            codedHeight = encoder.stream().codedHeight();
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(SmoothFrame.of(test.format(), WIDTH, HEIGHT, i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(movie.problems()).isEmpty();
        int depth = test.format().bitDepth();
        List<int[]> decoded = DecodedFrames.samples(movie.stream(), codedWidth, codedHeight, depth);
        assertThat(decoded).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            CpuFrame frame = SmoothFrame.of(test.format(), WIDTH, HEIGHT, i);
            assertThat(farthest(decoded.get(i), frame, color, codedWidth, codedHeight))
                    .as("code values from the reference, frame %d", i)
                    .isLessThanOrEqualTo(depth == 8 ? 2 : MOST_OF_TEN_BITS);
        }
    }

    /**
     * Of the samples of the frame; those of padding are not shown. Key frames of the finest quality: quantisation
     * leaves no more than the two code values. The decoder's chroma is planar, the reference's interleaved.
     */
    private static double farthest(int[] decoded, CpuFrame frame, ColorDescription color, int width, int height) {
        int even = (width + 1) / 2 * 2;
        int chroma = width * height;
        int chromaWidth = (width + 1) / 2;
        int chromaSamples = chromaWidth * ((height + 1) / 2);
        int evenHeight = (height + 1) / 2 * 2;
        ReferenceConverter.Planes expected = ReferenceConverter.convert(
                new ReferenceConverter(color, frame.format().bitDepth(), even, evenHeight), frame);
        double farthest = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double luma = expected.sample(y * even + x);
                farthest = Math.max(farthest, Math.abs(decoded[y * width + x] - luma));
            }
        }
        for (int y = 0; y < (HEIGHT + 1) / 2; y++) {
            for (int x = 0; x < (WIDTH + 1) / 2; x++) {
                int i = chroma + y * chromaWidth + x;
                int reference = even * evenHeight + 2 * (y * (even / 2) + x);
                double cb = expected.sample(reference) - decoded[i];
                double cr = expected.sample(reference + 1) - decoded[i + chromaSamples];
                farthest = Math.max(farthest, Math.max(Math.abs(cb), Math.abs(cr)));
            }
        }
        return farthest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"radv-rdna3", "radv-rdna4", "maximal"})
    void theEncoderReadsTheFrameAndItsRepeatedEdges(String profile) {
        EmulatedGpu gpu = EmulatedGpu.ofRgb(profile, Faults.none());
        List<byte[]> sources = Collections.synchronizedList(new ArrayList<>());
        gpu.driver().onSource(sources::add);
        List<CpuFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder =
                gpu.provider().open(settings(PixelFormat.RGBA8).quality(30).build(), packet -> {})) {
            for (int i = 0; i < 2; i++) {
                frames.add(TestFrames.noise(PixelFormat.RGBA8, WIDTH, HEIGHT, 12 * i, i));
                encoder.submit(frames.get(i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(sources).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertPadded(sources.get(i), frames.get(i), profile, true);
        }
    }

    /** @param corner whether what lies beyond both edges is known */
    private static void assertPadded(byte[] source, CpuFrame frame, String profile, boolean corner) {
        int width = profile.equals("radv-rdna3") ? 384 : source.length / 4 / paddedHeight(profile);
        int height = paddedHeight(profile);
        assertThat(source).hasSize(4 * width * height);
        CpuFrame.Plane plane = frame.planes().getFirst();
        int wrong = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (x >= WIDTH && y >= HEIGHT && !corner) {
                    continue;
                }
                long at = (long) Math.min(y, HEIGHT - 1) * plane.strideBytes() + 4L * Math.min(x, WIDTH - 1);
                for (int c = 0; c < 4; c++) {
                    wrong += source[4 * (y * width + x) + c] == plane.data().get(ValueLayout.JAVA_BYTE, at + c) ? 0 : 1;
                }
            }
        }
        assertThat(wrong).as("bytes that differ").isZero();
    }

    private static int paddedHeight(String profile) {
        return profile.equals("radv-rdna3") ? 160 : HEIGHT + 1;
    }

    private static VideoEncoder open(Program program, EncoderSettings settings, Movie movie) {
        return new AdoptedEncoderProvider(program.lent(), PATIENT, Optional.empty()).open(settings, movie);
    }

    /**
     * Images of a program's, in every kind of layout, some owned by another family, give the stream that frames in
     * memory give.
     */
    @ParameterizedTest
    @CsvSource({
        "radv-rdna3, 337, 145, false",
        "radv-rdna4, 337, 145, true",
        "maximal, 337, 145, false",
        "maximal, 320, 128, true"
    })
    void imagesAreRecordedLikeFramesInMemory(String profile, int width, int height, boolean lent) {
        EncoderSettings settings =
                settings(PixelFormat.RGBA8).width(width).height(height).build();
        EmulatedGpu gpu = EmulatedGpu.ofRgb(profile, Faults.none());
        List<byte[]> sources = Collections.synchronizedList(new ArrayList<>());
        List<String> extensions = new ArrayList<>(Program.EXTENSIONS);
        extensions.add(Program.RGB_CONVERSION);
        try (Program program = new Program(gpu.request(), extensions)) {
            Movie inMemory = new Movie();
            try (VideoEncoder encoder = open(program, settings, inMemory)) {
                for (int i = 0; i < FRAMES; i++) {
                    encoder.submit(SmoothFrame.of(PixelFormat.RGBA8, width, height, i), i, 1);
                }
                encoder.finish();
            }
            Movie images = new Movie();
            try (VideoEncoder encoder = open(program, settings, images)) {
                assertConverted(encoder, PixelFormat.RGBA8);
                gpu.driver().onSource(sources::add);
                int family = lent ? program.encodeFamily() : program.computeFamily();
                recordImages(program, family, encoder, width, height);
            }
            assertThat(images.stream()).isEqualTo(inMemory.stream());
        }
        gpu.assertClean();
        if (width == WIDTH) {
            assertThat(sources).hasSize(FRAMES);
            // Maximal reorders; the first is the key frame anyway.
            assertPadded(sources.getFirst(), SmoothFrame.of(PixelFormat.RGBA8, width, height, 0), profile, false);
        }
    }

    private static void recordImages(Program program, int family, VideoEncoder encoder, int width, int height) {
        int[] layouts = {
            VK_IMAGE_LAYOUT_GENERAL(),
            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(),
            VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL()
        };
        try (TimelineSemaphore ready = new TimelineSemaphore(program.device());
                TimelineSemaphore read = new TimelineSemaphore(program.device());
                ProgramImage image = new ProgramImage(program, family, width, height)) {
            for (int i = 0; i < FRAMES; i++) {
                image.draw(
                        SmoothFrame.of(PixelFormat.RGBA8, width, height, i)
                                .planes()
                                .getFirst()
                                .data(),
                        layouts[i % layouts.length],
                        i > 0 ? List.of(VulkanSemaphore.timeline(read.handle(), i)) : List.of(),
                        List.of(VulkanSemaphore.timeline(ready.handle(), i + 1)));
                VulkanFrame frame = image.frame(
                        List.of(VulkanSemaphore.timeline(ready.handle(), i + 1)),
                        List.of(VulkanSemaphore.timeline(read.handle(), i + 1)));
                encoder.submit(frame, i, 1);
            }
            encoder.finish();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void aLostDeviceIsReplacedAndTheFramesAreStillRgb(int lost) {
        EmulatedGpu gpu = EmulatedGpu.ofRgb("radv-rdna3", Faults.none().deviceLostAtFrame(lost));
        EncoderSettings settings =
                settings(PixelFormat.RGBA8).keyframeInterval(1).build();
        Movie movie = new Movie();
        int codedWidth;
        int codedHeight;
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            assertConverted(encoder, PixelFormat.RGBA8);
            codedWidth = encoder.stream().codedWidth();
            codedHeight = encoder.stream().codedHeight();
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(SmoothFrame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(movie.times())
                .containsExactlyElementsOf(LongStream.range(0, FRAMES).boxed().toList());
        List<int[]> decoded = DecodedFrames.samples(movie.stream(), codedWidth, codedHeight, 8);
        for (int i = 0; i < FRAMES; i++) {
            CpuFrame frame = SmoothFrame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, i);
            assertThat(farthest(decoded.get(i), frame, ColorDescription.BT709, codedWidth, codedHeight))
                    .as("code values from the reference, frame %d", i)
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void withoutThePromiseOrTheExtensionTheShaderConverts() {
        EmulatedGpu gpu = new EmulatedGpu("maximal");
        EncoderSettings promised = settings(PixelFormat.RGB24).build();
        try (VideoEncoder encoder = gpu.provider().open(promised, packet -> {})) {
            assertThat(encoder.notes())
                    .containsExactly(
                            "RGB24 is converted by the library's shader, not by the driver: the driver takes no RGB24");
            encoder.submit(TestFrames.noise(PixelFormat.RGB24, WIDTH, HEIGHT, 0, 1), 0, 1);
            encoder.finish();
        }
        gpu.assertClean();
    }

    /** RADV offers the conversion, but not the format feature that views of RGB images for encoding need. */
    @ParameterizedTest
    @ValueSource(strings = {"radv-rdna3", "radv-rdna4"})
    void withoutTheFormatFeatureTheShaderConverts(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        Movie movie = new Movie();
        try (VideoEncoder encoder =
                gpu.provider().open(settings(PixelFormat.RGBA8).build(), movie)) {
            assertThat(encoder.notes())
                    .containsExactly(
                            "RGBA8 is converted by the library's shader, not by the driver: the driver converts RGB,"
                                    + " but its formats RGBA8 and BGRA8 lack the feature VIDEO_ENCODE_INPUT, without "
                                    + "which images of"
                                    + " them may not be encoded");
            encoder.submit(SmoothFrame.of(PixelFormat.RGBA8, WIDTH, HEIGHT, 0), 0, 1);
            encoder.finish();
        }
        assertThat(movie.times()).containsExactly(0L);
        gpu.assertClean();
    }

    @ParameterizedTest
    @CsvSource({
        "radv-rdna3, RGB10A2, 10, 'the driver converts RGB, but its formats RGB10A2 and BGR10A2 lack the feature"
                + " VIDEO_ENCODE_INPUT, without which images of them may not be encoded'",
        "nvidia, BGR10A2, 10, the driver has no VK_VALVE_video_encode_rgb_conversion",
        "maximal, RGB10A2, 8, 'it keeps 10 bits, the recording has 8'",
        "maximal, RGBA8, 10, 'it keeps 8 bits, the recording has 10'"
    })
    void otherwiseTheShaderConvertsTenBits(String profile, PixelFormat format, int bitDepth, String why) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        Movie movie = new Movie();
        EncoderSettings settings =
                settings(format).bitDepth(bitDepth).keyframeInterval(1).build();
        int width;
        int height;
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            assertThat(encoder.notes())
                    .containsExactly(format + " is converted by the library's shader, not by the driver: " + why);
            width = encoder.stream().codedWidth();
            height = encoder.stream().codedHeight();
            encoder.submit(SmoothFrame.of(format, WIDTH, HEIGHT, 0), 0, 1);
            encoder.finish();
        }
        gpu.assertClean();
        if (bitDepth == format.bitDepth()) {
            int[] decoded = DecodedFrames.samples(movie.stream(), width, height, bitDepth)
                    .getFirst();
            assertThat(farthest(
                            decoded, SmoothFrame.of(format, WIDTH, HEIGHT, 0), ColorDescription.BT709, width, height))
                    .isLessThanOrEqualTo(MOST_OF_TEN_BITS);
        }
    }

    /**
     * A program that made its device without the feature gets the shader; with validation layers, whatever their age.
     */
    @Test
    void aProgramsDeviceWithoutTheFeatureLeavesItToTheShader() {
        EmulatedGpu gpu = new EmulatedGpu("maximal");
        try (Program program = new Program(gpu.request());
                VideoEncoder encoder = open(program, settings(PixelFormat.RGBA8).build(), new Movie())) {
            assertThat(encoder.notes())
                    .containsExactly("RGBA8 is converted by the library's shader, not by the driver:"
                            + " the device is not said to be made with videoEncodeRgbConversion");
            recordImages(program, program.computeFamily(), encoder, WIDTH, HEIGHT);
        }
        gpu.assertClean();
    }
}
