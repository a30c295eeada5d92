// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.HdrMetadata.Chromaticity;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What streams of the hardware path say of their colours, as another program reads it. */
class ColorsEmulatorTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> colors() {
        return Stream.of(
                Arguments.of(ColorDescription.BT709, 8, "bt709", "bt709", "bt709", "tv"),
                Arguments.of(ColorDescription.BT601, 8, "smpte170m", "smpte170m", "smpte170m", "tv"),
                Arguments.of(ColorDescription.BT2100_PQ, 10, "bt2020", "smpte2084", "bt2020nc", "tv"),
                Arguments.of(ColorDescription.BT2100_HLG, 10, "bt2020", "arib-std-b67", "bt2020nc", "tv"),
                Arguments.of(
                        new ColorDescription(Primaries.P3_D65, Transfer.SRGB, Matrix.BT709, Range.FULL),
                        8,
                        "smpte432",
                        "iec61966-2-1",
                        "bt709",
                        "pc"));
    }

    private static EncoderSettingsBuilder settings(ColorDescription color, int bitDepth) {
        return EncoderSettings.builder()
                .width(320)
                .height(192)
                .rateControl(RateControlMode.CQP)
                .bitDepth(bitDepth)
                .color(color);
    }

    private String probed(EncoderSettings settings) throws IOException {
        assumeTrue(Decoders.installed("ffprobe"), "ffprobe (Debian: ffmpeg) is not installed");
        EmulatedGpu gpu = new EmulatedGpu("maximal");
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            PixelFormat format = settings.bitDepth() == 10 ? PixelFormat.P010 : PixelFormat.NV12;
            for (int i = 0; i < 2; i++) {
                encoder.submit(Movie.frame(format, settings.width(), settings.height(), i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(movie.problems()).isEmpty();
        Path stream = Files.write(folder.resolve("stream.obu"), movie.stream());
        Process ffprobe = new ProcessBuilder(
                        "ffprobe", "-v", "error", "-f", "obu", "-show_frames", "-of", "default", stream.toString())
                .redirectErrorStream(true)
                .start();
        return new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("colors")
    void theSequenceHeaderTellsTheColours(
            ColorDescription color, int bitDepth, String primaries, String transfer, String matrix, String range)
            throws IOException {
        assertThat(probed(settings(color, bitDepth).build()))
                .contains("color_primaries=" + primaries)
                .contains("color_transfer=" + transfer)
                .contains("color_space=" + matrix)
                .contains("color_range=" + range)
                .contains("pix_fmt=" + (bitDepth == 10 ? "yuv420p10le" : "yuv420p"));
    }

    @Test
    void hdrMetadataIsInTheStream() throws IOException {
        HdrMetadata hdr = new HdrMetadata(
                List.of(new Chromaticity(0.708, 0.292), new Chromaticity(0.170, 0.797), new Chromaticity(0.131, 0.046)),
                new Chromaticity(0.3127, 0.3290),
                1000,
                0.005,
                900,
                400);
        String frames =
                probed(settings(ColorDescription.BT2100_PQ, 10).hdrMetadata(hdr).build());
        assertThat(frames)
                .contains("side_data_type=Mastering display metadata", "side_data_type=Content light level metadata")
                .contains("max_content=900", "max_average=400")
                .contains("red_x=46399/65536", "red_y=19137/65536", "white_point_x=20493/65536")
                .contains("min_luminance=82/16384", "max_luminance=256000/256");
    }
}
