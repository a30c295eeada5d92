// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames whose rows lie from bottom to top give the stream of the same frames from top to bottom, bit by bit. */
class FlippedFrameEmulatorTest {
    private static final int WIDTH = 321;
    private static final int HEIGHT = 131;
    private static final int FRAMES = 3;

    private static CpuFrame bottomUp(CpuFrame frame, int gap) {
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int plane = 0; plane < frame.planes().size(); plane++) {
            int rows = frame.format().rows(plane, HEIGHT);
            int rowBytes = frame.format().rowBytes(plane, WIDTH);
            int stride = rowBytes + gap;
            MemorySegment data = Arena.ofAuto().allocate((long) stride * (rows - 1) + rowBytes);
            for (int row = 0; row < rows; row++) {
                MemorySegment from = frame.planes().get(plane).data().asSlice((long) row * rowBytes, rowBytes);
                data.asSlice((long) (rows - 1 - row) * stride, rowBytes).copyFrom(from);
            }
            planes.add(new CpuFrame.Plane(data, -stride));
        }
        return new CpuFrame(frame.format(), WIDTH, HEIGHT, planes);
    }

    private static EncoderSettingsBuilder settings(PixelFormat format) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .bitDepth(format.bitDepth())
                .rateControl(RateControlMode.CQP)
                .enableRestoration(false);
    }

    private static byte[] stream(EmulatedGpu gpu, EncoderSettings settings, PixelFormat format, int gap) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider(true).open(settings, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame frame = Movie.frame(format, WIDTH, HEIGHT, i);
                encoder.submit(gap < 0 ? frame : bottomUp(frame, gap), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(movie.problems()).isEmpty();
        return movie.stream();
    }

    /** Converted by the shader. */
    @ParameterizedTest
    @EnumSource(names = {"RGBA8", "RGB24", "I420", "NV12", "P010"})
    void giveTheSameStream(PixelFormat format) {
        EncoderSettings settings = settings(format).build();
        byte[] upright = stream(new EmulatedGpu("nvidia"), settings, format, -1);
        assertThat(stream(new EmulatedGpu("nvidia"), settings, format, 0)).isEqualTo(upright);
        assertThat(stream(new EmulatedGpu("nvidia"), settings, format, 10)).isEqualTo(upright);
    }

    /** Converted by the driver, which gets them in another layout. */
    @ParameterizedTest
    @EnumSource(names = "RGBA8")
    void giveTheSameStreamWhereTheDriverConverts(PixelFormat format) {
        EncoderSettings settings = settings(format).inputFormat(format).build();
        byte[] upright = stream(EmulatedGpu.ofRgb("maximal", Faults.none()), settings, format, -1);
        assertThat(stream(EmulatedGpu.ofRgb("maximal", Faults.none()), settings, format, 4))
                .isEqualTo(upright);
    }
}
