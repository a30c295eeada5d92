// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.encoder.caps.DeviceCapabilities;
import dev.moviemaker.encoder.caps.DeviceReader;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.encoder.convert.ReferenceConverter;
import dev.moviemaker.encoder.convert.TargetPath;
import dev.moviemaker.encoder.convert.TestFrames;
import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.UsageHints;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.spi.VideoEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the encoder is given to read in a recording, padding included, against the reference in double precision. */
class SourceImageEmulatorTest {
    private static final int FRAMES = 2;

    /** A recording of odd size; the images are padded to the profile's granularity. */
    record Case(String profile, PixelFormat format, int bitDepth, Matrix matrix, Range range) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        // Shaders write to the images of the first, frames are copied to those of the second.
        for (String profile : List.of("radv-rdna3", "anv")) {
            for (PixelFormat format : PixelFormat.values()) {
                cases.add(new Case(profile, format, 8, Matrix.BT709, Range.LIMITED));
                cases.add(new Case(profile, format, 10, Matrix.BT2020_NCL, Range.LIMITED));
            }
            cases.add(new Case(profile, PixelFormat.RGBA8, 8, Matrix.BT601, Range.FULL));
        }
        return cases;
    }

    @ParameterizedTest
    @CsvSource({
        "nvidia, STORAGE_PLANES",
        "radv-rdna3, STORAGE_PLANES",
        "radv-rdna4, STORAGE_PLANES",
        "maximal, STORAGE_PLANES",
        "anv, COPY_IMAGES",
        "minimal, COPY_IMAGES"
    })
    void shadersWriteToTheImagesWhereTheDriverOffersThat(String profile, TargetPath path) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(RateControlMode.CQP)
                .build();
        try (Instance instance = Instance.create(VulkanLoader.load(), gpu.request())) {
            DeviceCapabilities device =
                    DeviceReader.read(instance, instance.physicalDevices().getFirst(), 0, UsageHints.RECORDING);
            assertThat(SessionPlanner.plan(settings, device))
                    .isInstanceOfSatisfying(
                            PlanResult.Planned.class,
                            p -> assertThat(p.plan().targetPath()).isEqualTo(path));
        }
        gpu.assertClean();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theEncoderReadsTheReference(Case test) {
        ColorDescription color = new ColorDescription(
                ColorDescription.Primaries.BT709, ColorDescription.Transfer.BT709, test.matrix(), test.range());
        EncoderSettings settings = EncoderSettings.builder()
                .width(337)
                .height(145)
                .rateControl(RateControlMode.CQP)
                .bitDepth(test.bitDepth())
                .color(color)
                .enableRestoration(false)
                .build();
        EmulatedGpu gpu = new EmulatedGpu(test.profile());
        List<byte[]> sources = Collections.synchronizedList(new ArrayList<>());
        gpu.driver().onSource(sources::add);
        List<CpuFrame> frames = new ArrayList<>();
        try (VideoEncoder encoder = gpu.provider().open(settings, packet -> {})) {
            for (int i = 0; i < FRAMES; i++) {
                frames.add(TestFrames.noise(test.format(), 337, 145, 3 * i, i));
                encoder.submit(frames.get(i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(sources).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            compare(sources.get(i), frames.get(i), color, test);
        }
    }

    private static void compare(byte[] source, CpuFrame frame, ColorDescription color, Case test) {
        int width = test.profile().equals("anv") ? 352 : 384;
        int height = 160;
        int bytes = test.bitDepth() == 10 ? 2 : 1;
        assertThat(source).hasSize(width * height * 3 / 2 * bytes);
        ReferenceConverter.Planes expected =
                ReferenceConverter.convert(new ReferenceConverter(color, test.bitDepth(), width, height), frame);
        double farthest = 0;
        for (int i = 0; i < width * height * 3 / 2; i++) {
            int value = bytes == 1 ? source[i] & 0xFF : ((source[2 * i] & 0xFF) | (source[2 * i + 1] & 0xFF) << 8) >> 6;
            farthest = Math.max(farthest, Math.abs(value - expected.sample(i)));
        }
        assertThat(farthest).as("code values from the reference").isLessThan(1);
    }
}
