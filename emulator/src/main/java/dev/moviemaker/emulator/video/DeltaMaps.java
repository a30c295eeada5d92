// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.frame.DeltaParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import dev.moviemaker.coder.QIndexMap;
import dev.moviemaker.emulator.check.Rule;
import dev.moviemaker.emulator.objects.Copies;
import dev.moviemaker.emulator.objects.Driver;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Quantization delta maps: whether one may be used for a picture, and what it says to the coder. */
final class DeltaMaps {
    /** Changes of the QIndex in steps of 1, none of the loop filter. */
    private static final DeltaParams BY_SUPERBLOCK = new DeltaParams(true, 0, false, 0, false);

    private DeltaMaps() {}

    /** The map of a request, if it counts: an instant picture has none, and one that is not allowed is left out. */
    static @Nullable Resource of(EncodeRequest request, EmulatedSession session, EmulatedParameters parameters) {
        Driver driver = session.device().driver();
        Resource map = request.map();
        return map != null && !driver.instant() && check(session, parameters, map, driver.profile()) ? map : null;
    }

    /** The header of a picture with this map, or without one. */
    static FrameHeader with(@Nullable Resource map, FrameHeader header) {
        return map == null
                ? header
                : header.toBuilder().deltaParams(BY_SUPERBLOCK).build();
    }

    /**
     * Whether the map of a request is one that its session, parameters and picture allow; what is wrong becomes a
     * violation.
     */
    private static boolean check(
            EmulatedSession session, EmulatedParameters parameters, Resource map, DriverProfile profile) {
        Extent needed = profile.quantizationMap()
                .cover(parameters.asked().maxFrameWidth(), parameters.asked().maxFrameHeight());
        PictureFormat format = PictureFormat.of(map.image().shape().format());
        int usage = Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
        String wrong = "";
        if (!session.allowsDeltaMaps() || parameters.mapTexel() == null) {
            wrong = "its session or its session parameters are not for delta maps";
        } else if (format == null || !format.isMap() || (map.usage() & usage) == 0) {
            wrong = map.image().name() + " is not made for delta maps";
        } else if (map.image().destroyed() || map.image().memory() == null) {
            wrong = map.image().name() + " is destroyed or has no memory";
        } else if (map.width() != needed.width() || map.height() != needed.height()) {
            wrong = "quantizationMapExtent " + map.width() + "x" + map.height() + ", the picture needs "
                    + needed.width() + "x" + needed.height();
        } else if (map.width() > map.image().shape().width()
                || map.height() > map.image().shape().height()) {
            wrong = "quantizationMapExtent " + map.width() + "x" + map.height() + " is larger than "
                    + map.image().name();
        }
        if (!wrong.isEmpty()) {
            session.violation(Rule.QUANTIZATION_MAP, wrong);
        }
        return wrong.isEmpty();
    }

    /** The map's values for the coder's blocks: the mean of a block's texels. */
    static QIndexMap read(EmulatedSession session, Copies copies, Resource map, SequenceHeader sequence) {
        int width = sequence.maxFrameWidth();
        int height = sequence.maxFrameHeight();
        DriverProfile.QuantizationMap limits =
                session.device().driver().profile().quantizationMap();
        MemorySegment texels = copies.readImage(map.image(), map.layer());
        PictureFormat format =
                Objects.requireNonNull(PictureFormat.of(map.image().shape().format()));
        int stride = map.image().shape().width();
        int cols = (width + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        int rows = (height + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        long[] sums = new long[cols * rows];
        int[] counts = new int[cols * rows];
        int beyond = 0;
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int value = value(texels, format, (long) y * stride + x);
                int clamped = Math.clamp(value, limits.minQIndexDelta(), limits.maxQIndexDelta());
                beyond += value == clamped ? 0 : 1;
                add(sums, counts, cols, rows, clamped, x, y, limits.texelSize());
            }
        }
        if (beyond > 0) {
            session.violation(
                    Rule.QUANTIZATION_MAP,
                    beyond + " values beyond " + limits.minQIndexDelta() + " to " + limits.maxQIndexDelta());
        }
        int[] deltas = new int[sums.length];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = (int) Math.round((double) sums[i] / Math.max(1, counts[i]));
        }
        return new QIndexMap(cols, rows, Ints.of(deltas));
    }

    /** Every block that a texel covers some of gets its value. */
    private static void add(long[] sums, int[] counts, int cols, int rows, int value, int x, int y, Extent texel) {
        int lastCol = Math.min(cols - 1, ((x + 1) * texel.width() - 1) / QIndexMap.BLOCK);
        int lastRow = Math.min(rows - 1, ((y + 1) * texel.height() - 1) / QIndexMap.BLOCK);
        for (int row = y * texel.height() / QIndexMap.BLOCK; row <= lastRow; row++) {
            for (int col = x * texel.width() / QIndexMap.BLOCK; col <= lastCol; col++) {
                sums[row * cols + col] += value;
                counts[row * cols + col]++;
            }
        }
    }

    private static int value(MemorySegment texels, PictureFormat format, long index) {
        return switch (format.bitDepth()) {
            case 8 -> texels.get(ValueLayout.JAVA_BYTE, index);
            case 16 -> texels.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * index);
            default -> texels.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * index);
        };
    }
}
