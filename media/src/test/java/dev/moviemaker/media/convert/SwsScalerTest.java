// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.spi.FrameScaler;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scaled pictures, pixel by pixel. */
class SwsScalerTest {
    private static final int MARGIN = 6;

    /** A sample of plane 0, or a component of RGB, in 8 bits. */
    private static int sample(CpuFrame frame, int plane, int x, int y, int component) {
        MemorySegment data = frame.planes().get(plane).data();
        long row = frame.rowOffset(plane, y);
        return switch (frame.format()) {
            case RGB24 -> data.get(ValueLayout.JAVA_BYTE, row + 3L * x + component) & 0xFF;
            case RGB10A2, BGR10A2 ->
                data.get(ValueLayout.JAVA_INT_UNALIGNED, row + 4L * x) >>> (10 * component + 2) & 0xFF;
            case RGBA8, BGRA8 -> data.get(ValueLayout.JAVA_BYTE, row + 4L * x + component) & 0xFF;
            case I420 -> data.get(ValueLayout.JAVA_BYTE, row + x) & 0xFF;
            case NV12 -> data.get(ValueLayout.JAVA_BYTE, row + (plane == 0 ? x : 2L * x + component)) & 0xFF;
            case I010 -> (data.get(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * x) & 0xFFFF) >> 2;
            case P010 ->
                (data.get(ValueLayout.JAVA_SHORT_UNALIGNED, row + (plane == 0 ? 2L * x : 4L * x + 2L * component))
                                & 0xFFFF)
                        >> 8;
        };
    }

    private static void set(CpuFrame frame, int plane, int x, int y, int component, int value) {
        MemorySegment data = frame.planes().get(plane).data();
        long row = frame.rowOffset(plane, y);
        switch (frame.format()) {
            case RGB24 -> data.set(ValueLayout.JAVA_BYTE, row + 3L * x + component, (byte) value);
            case RGB10A2, BGR10A2 -> {
                int others = data.get(ValueLayout.JAVA_INT_UNALIGNED, row + 4L * x) & ~(0x3FF << (10 * component));
                data.set(ValueLayout.JAVA_INT_UNALIGNED, row + 4L * x, others | (value << (10 * component + 2)));
            }
            case RGBA8, BGRA8 -> data.set(ValueLayout.JAVA_BYTE, row + 4L * x + component, (byte) value);
            case I420 -> data.set(ValueLayout.JAVA_BYTE, row + x, (byte) value);
            case NV12 -> data.set(ValueLayout.JAVA_BYTE, row + (plane == 0 ? x : 2L * x + component), (byte) value);
            case I010 -> data.set(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * x, (short) (value << 2));
            case P010 ->
                data.set(
                        ValueLayout.JAVA_SHORT_UNALIGNED, row + (plane == 0 ? 2L * x : 4L * x + 2L * component), (short)
                                (value << 8));
        }
    }

    private static int components(PixelFormat format, int plane) {
        return format.isRgb() ? 3 : (format == PixelFormat.NV12 || format == PixelFormat.P010) && plane == 1 ? 2 : 1;
    }

    /** What a picture has at a place from 0 to 1: smooth, and different in each component. */
    private static double value(int plane, int component, double x, double y) {
        return 40 + 50 * (plane + component) + 60 * x + 30 * y * (component == 1 ? -1 : 1);
    }

    private static CpuFrame smooth(PixelFormat format, int width, int height) {
        CpuFrame frame = Frame.of(
                format, width, height, MemorySegment.ofArray(new byte[(int) format.frameBytes(width, height)]));
        for (int plane = 0; plane < format.planeCount(); plane++) {
            int columns = plane == 0 ? width : (width + 1) / 2;
            int rows = format.rows(plane, height);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    for (int c = 0; c < components(format, plane); c++) {
                        double v = value(plane, c, (x + 0.5) / columns, (y + 0.5) / rows);
                        set(frame, plane, x, y, c, (int) Math.round(v));
                    }
                }
            }
        }
        return frame;
    }

    private static void requireSmooth(CpuFrame frame) {
        for (int plane = 0; plane < frame.format().planeCount(); plane++) {
            int columns = plane == 0 ? frame.width() : (frame.width() + 1) / 2;
            int rows = frame.format().rows(plane, frame.height());
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    boolean edge = Math.min(Math.min(x, columns - 1 - x), Math.min(y, rows - 1 - y)) < MARGIN;
                    for (int c = 0; c < components(frame.format(), plane); c++) {
                        double wanted = value(plane, c, (x + 0.5) / columns, (y + 0.5) / rows);
                        assertThat((double) sample(frame, plane, x, y, c))
                                .as("plane %d, %d,%d, component %d", plane, x, y, c)
                                .isBetween(wanted - (edge ? 6 : 2), wanted + (edge ? 6 : 2));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void scalesUpAndDown(PixelFormat format) {
        try (FrameScaler scaler = new SwsScalers().open(160, 96, ColorDescription.Range.LIMITED)) {
            for (int percent : new int[] {50, 150, 300}) {
                CpuFrame source = smooth(format, 160 * percent / 100, 96 * percent / 100);
                CpuFrame scaled = scaler.scale(source.withPts(7).withForcedKeyFrame());
                assertThat(scaled.format()).isEqualTo(format);
                assertThat(scaled.width()).isEqualTo(160);
                assertThat(scaled.height()).isEqualTo(96);
                assertThat(scaled.pts()).isEqualTo(7);
                assertThat(scaled.forceKeyFrame()).isTrue();
                requireSmooth(scaled);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void readsRowsFromBottomToTop(PixelFormat format) {
        CpuFrame source = smooth(format, 80, 48);
        CpuFrame upsideDown = Frame.of(format, 80, 48, MemorySegment.ofArray(new byte[(int) format.frameBytes(80, 48)]))
                .flipped();
        for (int plane = 0; plane < format.planeCount(); plane++) {
            for (int y = 0; y < format.rows(plane, 48); y++) {
                MemorySegment.copy(
                        source.planes().get(plane).data(),
                        source.rowOffset(plane, y),
                        upsideDown.planes().get(plane).data(),
                        upsideDown.rowOffset(plane, y),
                        format.rowBytes(plane, 80));
            }
        }
        try (FrameScaler scaler = new SwsScalers().open(160, 96, ColorDescription.Range.LIMITED)) {
            requireSmooth(scaler.scale(upsideDown));
        }
    }

    @ParameterizedTest
    @CsvSource({"RGBA8,0", "BGRA8,0", "RGB24,0", "I420,16", "NV12,16", "I010,16", "P010,16"})
    void centresOtherProportionsOnBlack(PixelFormat format, int black) {
        try (FrameScaler scaler = new SwsScalers().open(160, 96, ColorDescription.Range.LIMITED)) {
            CpuFrame pillars = scaler.scale(flat(format, 48, 48));
            for (int y = 0; y < 96; y++) {
                for (int x = 0; x < 160; x++) {
                    boolean inside = x >= 32 && x < 128;
                    assertThat(sample(pillars, 0, x, y, 0))
                            .as("%d,%d", x, y)
                            .isBetween(inside ? 199 : black, inside ? 201 : black);
                }
            }
            CpuFrame letters = scaler.scale(flat(format, 160, 48));
            for (int y = 0; y < 96; y++) {
                boolean inside = y >= 24 && y < 72;
                assertThat(sample(letters, 0, 80, y, 0))
                        .as("row %d", y)
                        .isBetween(inside ? 199 : black, inside ? 201 : black);
            }
            if (format.planeCount() > 1) {
                assertThat(sample(letters, 1, 40, 2, 0)).isEqualTo(128);
            }
        }
    }

    private static CpuFrame flat(PixelFormat format, int width, int height) {
        CpuFrame frame = Frame.of(
                format, width, height, MemorySegment.ofArray(new byte[(int) format.frameBytes(width, height)]));
        for (int plane = 0; plane < format.planeCount(); plane++) {
            for (int y = 0; y < format.rows(plane, height); y++) {
                for (int x = 0; x < (plane == 0 ? width : (width + 1) / 2); x++) {
                    for (int c = 0; c < components(format, plane); c++) {
                        set(frame, plane, x, y, c, plane == 0 ? 200 : 90);
                    }
                }
            }
        }
        return frame;
    }

    @Test
    void takesOddSizes() {
        try (FrameScaler scaler = new SwsScalers().open(161, 97, ColorDescription.Range.FULL)) {
            for (PixelFormat format : PixelFormat.values()) {
                for (int[] size : new int[][] {{17, 233}, {333, 19}, {161, 96}, {16, 16}}) {
                    CpuFrame scaled = scaler.scale(flat(format, size[0], size[1]));
                    assertThat(sample(scaled, 0, 80, 48, 0))
                            .as("%s %dx%d", format, size[0], size[1])
                            .isBetween(199, 201);
                }
            }
        }
    }
}
