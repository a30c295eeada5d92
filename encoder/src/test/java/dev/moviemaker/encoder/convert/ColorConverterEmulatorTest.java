// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.convert;

import static dev.moviemaker.vulkan.raw.Vulkan.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanException;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.vk.MappedBuffer;
import dev.moviemaker.encoder.vk.MemoryTypes;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanLoader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conversion on whatever Vulkan driver is installed (lavapipe in the testbed), with the validation layer on,
 * against the reference.
 */
@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
class ColorConverterEmulatorTest {
    private static final ColorDescription BT709 = ColorDescription.BT709;

    private @Nullable TestDevice opened;

    @BeforeAll
    void open() {
        VulkanEntry loader = loader();
        TestDevice device = device(loader);
        opened = device;
        System.Logger logger = System.getLogger(ColorConverterEmulatorTest.class.getName());
        logger.log(
                System.Logger.Level.INFO,
                "{0}, validation layer: {1}",
                device.name(),
                device.checks().validated());
    }

    private static VulkanEntry loader() {
        try {
            return VulkanLoader.load();
        } catch (Av1EncoderException e) {
            return abort("no Vulkan here: " + e.getMessage());
        }
    }

    private static TestDevice device(VulkanEntry loader) {
        assumeTrue(
                loader.layers().contains(TestInstance.LAYER) || Boolean.getBoolean("moviemaker.test.unvalidated"),
                "the Vulkan validation layer is not installed (testbed/enter has it)");
        try {
            return new TestDevice(loader);
        } catch (VulkanException e) {
            return abort("no Vulkan device here: " + e.getMessage());
        }
    }

    private TestDevice test() {
        return java.util.Objects.requireNonNull(opened);
    }

    @AfterEach
    void theLayerSaidNothing() {
        if (opened != null) {
            assertThat(opened.checks().takeMessages()).isEmpty();
        }
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
            assertThat(opened.checks().takeMessages()).isEmpty();
        }
    }

    /** What is converted; the target is larger than the frame by the padding. */
    record Case(
            PixelFormat format,
            Matrix matrix,
            Range range,
            int bitDepth,
            TargetPath path,
            int width,
            int height,
            int padding) {
        ConversionRequest request() {
            ColorDescription color = new ColorDescription(Primaries.BT709, Transfer.BT709, matrix, range);
            return new ConversionRequest(
                    color,
                    bitDepth,
                    width,
                    height,
                    (width + 1) / 2 * 2 + padding,
                    (height + 1) / 2 * 2 + padding,
                    path);
        }
    }

    static List<Case> allFormats() {
        List<Case> cases = new ArrayList<>();
        for (PixelFormat format : PixelFormat.values()) {
            for (Matrix matrix : format.isRgb() ? Matrix.values() : new Matrix[] {Matrix.BT709}) {
                for (Range range : Range.values()) {
                    for (TargetPath path : TargetPath.values()) {
                        cases.add(new Case(format, matrix, range, 8, path, 17, 17, 14));
                        cases.add(new Case(format, matrix, range, 10, path, 17, 17, 14));
                    }
                }
            }
        }
        return cases;
    }

    static List<Case> sizes() {
        List<Case> cases = new ArrayList<>();
        for (PixelFormat format : PixelFormat.values()) {
            TargetPath path = format.isRgb() ? TargetPath.STORAGE_PLANES : TargetPath.COPY_BUFFER;
            cases.add(new Case(format, Matrix.BT709, Range.LIMITED, 8, path, 1921, 1081, 6));
            cases.add(new Case(format, Matrix.BT2020_NCL, Range.FULL, 10, path, 130, 146, 62));
            for (int width = 16; width < 24; width++) {
                cases.add(new Case(format, Matrix.BT601, Range.LIMITED, 8, path, width, 39 - width, 2 * (width % 4)));
            }
        }
        cases.add(new Case(PixelFormat.RGBA8, Matrix.BT709, Range.LIMITED, 10, TargetPath.COPY_BUFFER, 3840, 2160, 0));
        return cases;
    }

    @ParameterizedTest
    @MethodSource({"allFormats", "sizes"})
    void framesOfTheHostMeetTheReference(Case c) {
        requirePath(c.path(), c.bitDepth());
        ConversionRequest request = c.request();
        CpuFrame frame = TestFrames.noise(c.format(), c.width(), c.height(), 5, 1L + c.hashCode());
        int[] words = Conversion.run(test(), request, frame);
        ReferenceConverter reference = reference(request);
        requireClose(words, ReferenceConverter.convert(reference, frame), c.bitDepth());
    }

    private void requirePath(TargetPath path, int bitDepth) {
        assumeTrue(
                TestImage.supported(test(), path, bitDepth),
                () -> test().name() + " has no images of " + bitDepth + " bit 4:2:0 in two planes for " + path);
    }

    private static ReferenceConverter reference(ConversionRequest request) {
        return new ReferenceConverter(
                request.color(), request.bitDepth(), request.targetWidth(), request.targetHeight());
    }

    /** Not only within one code value, but rounded to the nearest. */
    private static void requireClose(int[] words, ReferenceConverter.Planes expected, int bitDepth) {
        Conversion.Distance distance = Conversion.distance(words, expected, bitDepth);
        assertThat(distance.largest()).as("%s", distance).isLessThanOrEqualTo(0.55);
    }

    @Test
    void aSlotTakesFormatsInTurn() {
        ConversionRequest request = new ConversionRequest(BT709, 8, 33, 31, 64, 64, TargetPath.COPY_BUFFER);
        CpuFrame last = TestFrames.noise(PixelFormat.RGB24, 33, 31, 0, 3);
        int[] words = Conversion.run(
                test(),
                request,
                TestFrames.noise(PixelFormat.I420, 33, 31, 0, 1),
                TestFrames.noise(PixelFormat.BGRA8, 33, 31, 0, 2),
                last);
        requireClose(words, ReferenceConverter.convert(reference(request), last), 8);
    }

    /** An image of the caller's. */
    record ImageCase(int format, int layout, Range range, int bitDepth, TargetPath path, int width, int height) {}

    static List<ImageCase> images() {
        int[] formats = {
            VK_FORMAT_R8G8B8A8_UNORM(),
            VK_FORMAT_B8G8R8A8_UNORM(),
            VK_FORMAT_A2B10G10R10_UNORM_PACK32(),
            VK_FORMAT_A2R10G10B10_UNORM_PACK32(),
            VK_FORMAT_R16G16B16A16_SFLOAT()
        };
        int[] layouts = {
            VK_IMAGE_LAYOUT_GENERAL(),
            VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL(),
            VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL()
        };
        List<ImageCase> cases = new ArrayList<>();
        for (int format : formats) {
            for (TargetPath path : TargetPath.values()) {
                for (int layout : layouts) {
                    Range range = layout == layouts[0] ? Range.FULL : Range.LIMITED;
                    cases.add(new ImageCase(format, layout, range, 8, path, 17, 17));
                    cases.add(new ImageCase(format, layout, range, 10, path, 131, 65));
                }
            }
        }
        cases.add(new ImageCase(formats[0], layouts[2], Range.LIMITED, 8, TargetPath.STORAGE_PLANES, 1921, 1081));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("images")
    void imagesMeetTheReference(ImageCase c) {
        requirePath(c.path(), c.bitDepth());
        int width = c.width();
        int height = c.height();
        ConversionRequest request = new ConversionRequest(
                new ColorDescription(Primaries.BT709, Transfer.BT709, Matrix.BT709, c.range()),
                c.bitDepth(),
                width,
                height,
                width + 15,
                height + 7,
                c.path());
        PixelPacking packing = PixelPacking.of(c.format());
        long bytes = (long) width * height * packing.bytes();
        int sampled = VK_IMAGE_USAGE_SAMPLED_BIT();
        try (TestImage image = new TestImage(test(), c.format(), 0, sampled, width, height);
                MappedBuffer pixels = new MappedBuffer(
                        test().device(),
                        bytes,
                        VK_BUFFER_USAGE_TRANSFER_SRC_BIT(),
                        MemoryTypes.HOST_COHERENT,
                        MemorySegment.NULL)) {
            Random random = new Random(c.hashCode());
            for (int i = 0; i < width * height; i++) {
                packing.put(pixels.data(), i, random);
            }
            pixels.flush();
            test().run(commands -> image.upload(commands, pixels, c.layout()));
            VulkanFrame frame = new VulkanFrame(
                    image.handle(),
                    c.format(),
                    c.layout(),
                    VulkanFrame.ANY_FAMILY,
                    width,
                    height,
                    List.of(),
                    List.of());
            // Twice: the first must have left the image as it was.
            int[] words = Conversion.run(test(), request, frame, frame);
            ReferenceConverter.Planes expected =
                    reference(request).convert((x, y) -> packing.get(pixels.data(), y * width + x), width, height);
            requireClose(words, expected, c.bitDepth());
            int[] turned = Conversion.run(test(), request, frame, frame.flipped());
            ReferenceConverter.Planes upsideDown = reference(request)
                    .convert((x, y) -> packing.get(pixels.data(), (height - 1 - y) * width + x), width, height);
            requireClose(turned, upsideDown, c.bitDepth());
        }
    }

    @Test
    void refusesWhatItCannotConvert() {
        ConversionRequest request = new ConversionRequest(BT709, 8, 32, 32, 32, 32, TargetPath.COPY_BUFFER);
        VulkanFrame srgb =
                new VulkanFrame(1, VK_FORMAT_R8G8B8A8_SRGB(), 1, VulkanFrame.ANY_FAMILY, 32, 32, List.of(), List.of());
        assertThatThrownBy(() -> Conversion.run(test(), request, srgb))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("format: VkFormat 43 given");
    }
}
