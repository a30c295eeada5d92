// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Every way of the API to give a frame in memory. */
final class FrameWays {
    /** Bytes that belong to nobody, between rows, before and behind the picture: colours that would be seen. */
    private static final byte GAP = (byte) 0xD5;

    private static final int PADDING = 26;

    /**
     * One way.
     *
     * @param name for reports
     * @param grey whether it holds no colour
     * @param tolerance how far the mean of a flat patch may be off, of 255
     * @param frame makes a frame of a picture
     */
    record Way(String name, boolean grey, double tolerance, Function<Raster, CpuFrame> frame) {
        @Override
        public String toString() {
            return name;
        }
    }

    private FrameWays() {}

    static List<Way> all() {
        List<Way> ways = new ArrayList<>();
        for (PixelFormat format : PixelFormat.values()) {
            ways.add(way(
                    format + " heap segment",
                    picture -> Frame.of(
                            format, picture.width(), picture.height(), MemorySegment.ofArray(tight(format, picture)))));
            ways.add(way(format + " native segment", picture -> {
                byte[] bytes = tight(format, picture);
                MemorySegment memory =
                        Arena.ofAuto().allocate(bytes.length + 7L).asSlice(7);
                memory.copyFrom(MemorySegment.ofArray(bytes));
                return Frame.of(format, picture.width(), picture.height(), memory);
            }));
            ways.add(way(format + " buffer from its position", picture -> {
                byte[] bytes = tight(format, picture);
                ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length + 5)
                        .position(5)
                        .put(bytes)
                        .position(5);
                return Frame.of(format, picture.width(), picture.height(), buffer);
            }));
            ways.add(way(format + " with gaps between rows", picture -> padded(format, picture)));
        }
        image(ways, "INT_RGB", BufferedImage.TYPE_INT_RGB, 4);
        image(ways, "INT_ARGB", BufferedImage.TYPE_INT_ARGB, 4);
        image(ways, "INT_ARGB_PRE", BufferedImage.TYPE_INT_ARGB_PRE, 4);
        image(ways, "INT_BGR", BufferedImage.TYPE_INT_BGR, 4);
        image(ways, "3BYTE_BGR", BufferedImage.TYPE_3BYTE_BGR, 4);
        image(ways, "4BYTE_ABGR", BufferedImage.TYPE_4BYTE_ABGR, 4);
        image(ways, "4BYTE_ABGR_PRE", BufferedImage.TYPE_4BYTE_ABGR_PRE, 4);
        image(ways, "USHORT_565_RGB", BufferedImage.TYPE_USHORT_565_RGB, 9);
        image(ways, "USHORT_555_RGB", BufferedImage.TYPE_USHORT_555_RGB, 9);
        ways.add(new Way("image BYTE_GRAY", true, 4, picture -> {
            BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    image.getRaster().setSample(x, y, 0, Math.round(picture.at(x, y, 0)));
                }
            }
            return Frame.of(image);
        }));
        ways.add(new Way("image USHORT_GRAY", true, 4, picture -> {
            BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_USHORT_GRAY);
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    image.getRaster().setSample(x, y, 0, Math.round(picture.at(x, y, 0) * 257));
                }
            }
            return Frame.of(image);
        }));
        for (int type : List.of(BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_3BYTE_BGR)) {
            ways.add(way("part of a larger image of type " + type, picture -> {
                BufferedImage large = new BufferedImage(picture.width() + 40, picture.height() + 30, type);
                large.getSubimage(13, 11, picture.width(), picture.height())
                        .setData(drawn(picture, type).getData());
                return Frame.of(large.getSubimage(13, 11, picture.width(), picture.height()));
            }));
        }
        return ways;
    }

    private static Way way(String name, Function<Raster, CpuFrame> frame) {
        return new Way(name, false, 4, frame);
    }

    private static void image(List<Way> ways, String name, int type, double tolerance) {
        ways.add(new Way("image " + name, false, tolerance, picture -> Frame.of(drawn(picture, type))));
    }

    private static BufferedImage drawn(Raster picture, int type) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int red = Math.round(picture.at(x, y, 0));
                int green = Math.round(picture.at(x, y, 1));
                int blue = Math.round(picture.at(x, y, 2));
                image.setRGB(x, y, 0xFF000000 | red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static byte[] tight(PixelFormat format, Raster picture) {
        MemorySegment data =
                MemorySegment.ofArray(new byte[Math.toIntExact(format.frameBytes(picture.width(), picture.height()))]);
        fill(Frame.of(format, picture.width(), picture.height(), data), picture);
        return data.toArray(ValueLayout.JAVA_BYTE);
    }

    private static CpuFrame padded(PixelFormat format, Raster picture) {
        List<CpuFrame.Plane> planes = new ArrayList<>();
        for (int i = 0; i < format.planeCount(); i++) {
            int stride = format.rowBytes(i, picture.width()) + PADDING + 2 * i;
            MemorySegment data = Arena.ofAuto().allocate((long) stride * format.rows(i, picture.height()) + 64);
            planes.add(new CpuFrame.Plane(data.fill(GAP), stride));
        }
        CpuFrame frame = new CpuFrame(format, picture.width(), picture.height(), planes);
        fill(frame, picture);
        return frame;
    }

    private static void fill(CpuFrame frame, Raster picture) {
        if (frame.format().isRgb()) {
            fillRgb(frame, picture);
            return;
        }
        for (int plane = 0; plane < 3; plane++) {
            int step = plane == 0 ? 1 : 2;
            int columns = (picture.width() + step - 1) / step;
            int rows = (picture.height() + step - 1) / step;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    store(frame, plane, x, y, sample(picture, plane, step * x, step * y));
                }
            }
        }
    }

    private static void fillRgb(CpuFrame frame, Raster picture) {
        CpuFrame.Plane plane = frame.planes().getFirst();
        int bytes = frame.format().rowBytes(0, 1);
        if (frame.format().bitDepth() == 10) {
            fillDeepRgb(plane, picture, frame.format() == PixelFormat.BGR10A2);
            return;
        }
        boolean blueFirst = frame.format() == PixelFormat.BGRA8;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int c = 0; c < 3; c++) {
                    long at = (long) y * plane.strideBytes() + (long) x * bytes + (blueFirst ? 2 - c : c);
                    plane.data().set(ValueLayout.JAVA_BYTE, at, (byte) Math.round(picture.at(x, y, c)));
                }
            }
        }
    }

    private static void fillDeepRgb(CpuFrame.Plane plane, Raster picture, boolean blueFirst) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int word = 0;
                for (int c = 0; c < 3; c++) {
                    word |= Math.round(picture.at(x, y, c) * 1023 / 255) << (10 * (blueFirst ? 2 - c : c));
                }
                plane.data().set(ValueLayout.JAVA_INT_UNALIGNED, (long) y * plane.strideBytes() + 4L * x, word);
            }
        }
    }

    /** BT.709, limited range, 8 bit, between code values; chroma in line with the even columns and between two rows. */
    private static double sample(Raster picture, int plane, int x, int y) {
        double sum = 0;
        int rows = plane == 0 ? 1 : 2;
        for (int row = 0; row < rows; row++) {
            int at = Math.min(y + row, picture.height() - 1);
            double red = picture.at(x, at, 0) / 255;
            double green = picture.at(x, at, 1) / 255;
            double blue = picture.at(x, at, 2) / 255;
            double luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
            sum += switch (plane) {
                case 0 -> 16 + 219 * luma;
                case 1 -> 128 + 224 * (blue - luma) / 1.8556;
                default -> 128 + 224 * (red - luma) / 1.5748;
            };
        }
        return sum / rows;
    }

    private static void store(CpuFrame frame, int plane, int x, int y, double value) {
        boolean pairs = frame.format().planeCount() == 2 && plane > 0;
        CpuFrame.Plane target = frame.planes().get(pairs ? 1 : plane);
        int column = pairs ? 2 * x + plane - 1 : x;
        if (frame.format().bitDepth() == 8) {
            long at = (long) y * target.strideBytes() + column;
            target.data().set(ValueLayout.JAVA_BYTE, at, (byte) Math.round(value));
        } else {
            long at = (long) y * target.strideBytes() + 2L * column;
            int sample = (int) Math.round(4 * value) << (frame.format() == PixelFormat.P010 ? 6 : 0);
            target.data().set(ValueLayout.JAVA_SHORT_UNALIGNED, at, (short) sample);
        }
    }
}
