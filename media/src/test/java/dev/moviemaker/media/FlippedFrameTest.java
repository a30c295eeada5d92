// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames whose rows lie from bottom to top give the movie of the same frames from top to bottom, bit by bit. */
class FlippedFrameTest {
    private static final int WIDTH = 71;
    private static final int HEIGHT = 67;
    private static final int FRAMES = 4;

    @TempDir
    Path folder;

    private static CpuFrame frame(PixelFormat format, int number) {
        MemorySegment data = Arena.ofAuto().allocate(format.frameBytes(WIDTH, HEIGHT));
        for (long i = 0; i < data.byteSize(); i++) {
            // Ten bits in sixteen: the upper ones of P010, the lower ones of I010.
            boolean upper = i % 2 == 1 && format == PixelFormat.I010;
            data.set(ValueLayout.JAVA_BYTE, i, (byte) (upper ? i / 300 % 4 : i / 7 + 11L * number + i / 900));
        }
        return Frame.of(format, WIDTH, HEIGHT, data);
    }

    /** The same picture in memory of its own in which the last row comes first, with a gap between rows. */
    private static CpuFrame bottomUp(CpuFrame frame) {
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int plane = 0; plane < frame.planes().size(); plane++) {
            int rows = frame.format().rows(plane, HEIGHT);
            int rowBytes = frame.format().rowBytes(plane, WIDTH);
            int stride = rowBytes + 6;
            // Not a byte more than it takes: the last row in memory has no gap behind it.
            MemorySegment data = Arena.ofAuto().allocate((long) stride * (rows - 1) + rowBytes);
            for (int row = 0; row < rows; row++) {
                MemorySegment from = frame.planes().get(plane).data().asSlice((long) row * rowBytes, rowBytes);
                data.asSlice((long) (rows - 1 - row) * stride, rowBytes).copyFrom(from);
            }
            planes.add(new CpuFrame.Plane(data, -stride));
        }
        return new CpuFrame(frame.format(), WIDTH, HEIGHT, planes);
    }

    private byte[] movie(PixelFormat format, String name, IntFunction<CpuFrame> frames) throws Exception {
        Path file = folder.resolve(name);
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(EncoderSettings.builder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .bitDepth(format.bitDepth())
                    .rateControl(RateControlMode.CRF)
                    .quality(90)
                    .build());
            maker.start(file);
            for (int i = 0; i < FRAMES; i++) {
                maker.record(frames.apply(i));
            }
            maker.finish();
        }
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameMovie(PixelFormat format) throws Exception {
        byte[] upright = movie(format, "upright.obu", i -> frame(format, i));
        assertThat(movie(format, "bottom-up.obu", i -> bottomUp(frame(format, i))))
                .isEqualTo(upright);
        assertThat(movie(format, "twice.obu", i -> frame(format, i).flipped().flipped()))
                .isEqualTo(upright);
        assertThat(movie(format, "flipped.obu", i -> frame(format, i).flipped()))
                .isNotEqualTo(upright)
                .isEqualTo(movie(
                        format,
                        "back.obu",
                        i -> bottomUp(frame(format, i)).flipped().flipped().flipped()));
    }

    @Test
    void aStrideBelowARowIsRefusedInEitherDirection() {
        MemorySegment data = Arena.ofAuto().allocate(64 * 64 * 4);
        assertThatThrownBy(() -> Frame.of(PixelFormat.RGBA8, 64, 64, data, -255))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("planes[0].strideBytes: -255 given, a row of RGBA8 at width 64 has 256");
        assertThatThrownBy(() -> Frame.of(PixelFormat.RGBA8, 64, 64, data, -260))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("with stride -260 needs 16636");
        CpuFrame frame = Frame.of(PixelFormat.RGBA8, 64, 64, data, -256);
        assertThat(frame.rowOffset(0, 0)).isEqualTo(63 * 256);
        assertThat(frame.rowOffset(0, 63)).isZero();
        assertThat(frame.flipped().rowOffset(0, 63)).isEqualTo(63 * 256);
        assertThat(frame.withPts(3).withForcedKeyFrame().flipped())
                .extracting(CpuFrame::pts, CpuFrame::forceKeyFrame)
                .containsExactly(3L, true);
    }
}
