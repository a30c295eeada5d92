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
import dev.moviemaker.emulator.objects.EmulatedImageView;
import dev.moviemaker.emulator.objects.PictureFormat;
import dev.moviemaker.emulator.profile.DriverProfile.Extent;
import dev.moviemaker.emulator.profile.QuantizationMap;
import dev.moviemaker.vulkan.call.Structs;
import dev.moviemaker.vulkan.raw.VkExtent2D;
import dev.moviemaker.vulkan.raw.VkVideoEncodeInfoKHR;
import dev.moviemaker.vulkan.raw.VkVideoEncodeQuantizationMapInfoKHR;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Quantization delta maps and emphasis maps: whether one may be used for a picture, and what it says to the coder. */
final class QuantizationMaps {
    /** Changes of the QIndex in steps of 1, none of the loop filter. */
    private static final DeltaParams BY_SUPERBLOCK = new DeltaParams(true, 0, false, 0, false);

    /** How far apart the QIndexes of blocks without and with full emphasis are: the specification leaves it open. */
    private static final double EMPHASIS_SPAN = 96;

    private QuantizationMaps() {}

    /**
     * The map of an encode command.
     *
     * @param texels its image, as far as the picture takes it
     * @param emphasis whether it says how much blocks matter, and not by how much their QIndex changes
     */
    record Asked(Resource texels, boolean emphasis) {}

    /** The map of VkVideoEncodeQuantizationMapInfoKHR, where the command's flags say that there is one. */
    static @Nullable Asked asked(EmulatedSession session, MemorySegment info) {
        int flags = VkVideoEncodeInfoKHR.flags(info);
        boolean deltas = (flags & Vulkan.VK_VIDEO_ENCODE_WITH_QUANTIZATION_DELTA_MAP_BIT_KHR()) != 0;
        boolean emphasis = (flags & Vulkan.VK_VIDEO_ENCODE_WITH_EMPHASIS_MAP_BIT_KHR()) != 0;
        if (!deltas && !emphasis) {
            return null;
        }
        MemorySegment map = Structs.find(info, Vulkan.VK_STRUCTURE_TYPE_VIDEO_ENCODE_QUANTIZATION_MAP_INFO_KHR());
        if (map == null || VkVideoEncodeQuantizationMapInfoKHR.quantizationMap(map) == 0) {
            session.violation(
                    Rule.QUANTIZATION_MAP,
                    (emphasis ? "WITH_EMPHASIS_MAP" : "WITH_QUANTIZATION_DELTA_MAP") + " without a map");
            return null;
        }
        EmulatedImageView view =
                session.device().get(EmulatedImageView.class, VkVideoEncodeQuantizationMapInfoKHR.quantizationMap(map));
        MemorySegment extent = VkVideoEncodeQuantizationMapInfoKHR.quantizationMapExtent(map);
        Resource texels = new Resource(
                view.image(),
                view.firstLayer(),
                view.usage(),
                0,
                0,
                VkExtent2D.width(extent),
                VkExtent2D.height(extent));
        return new Asked(texels, emphasis);
    }

    /** The map of a request, if it counts: an instant picture has none, and one that is not allowed is left out. */
    static @Nullable Asked of(EncodeRequest request, EmulatedSession session, EmulatedParameters parameters) {
        Driver driver = session.device().driver();
        Asked map = request.map();
        if (map == null || driver.instant()) {
            return null;
        }
        String wrong = wrong(session, parameters, map, driver.profile().quantizationMap());
        if (!wrong.isEmpty()) {
            session.violation(Rule.QUANTIZATION_MAP, wrong);
        }
        return wrong.isEmpty() ? map : null;
    }

    /** The header of a picture with this map, or without one. */
    static FrameHeader with(@Nullable Asked map, FrameHeader header) {
        return map == null
                ? header
                : header.toBuilder().deltaParams(BY_SUPERBLOCK).build();
    }

    /** What is wrong with the map of a request for its session, parameters and picture; empty if nothing is. */
    private static String wrong(
            EmulatedSession session, EmulatedParameters parameters, Asked map, QuantizationMap limits) {
        String kind = map.emphasis() ? "emphasis maps" : "delta maps";
        Extent needed = limits.cover(
                parameters.asked().maxFrameWidth(), parameters.asked().maxFrameHeight());
        Resource texels = map.texels();
        PictureFormat format = PictureFormat.of(texels.image().shape().format());
        int usage = map.emphasis()
                ? Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_EMPHASIS_MAP_BIT_KHR()
                : Vulkan.VK_IMAGE_USAGE_VIDEO_ENCODE_QUANTIZATION_DELTA_MAP_BIT_KHR();
        if (!session.allowsMaps(map.emphasis()) || parameters.mapTexel() == null) {
            return "its session or its session parameters are not for " + kind;
        } else if (map.emphasis() && !session.rateControl().active()) {
            return "an emphasis map, and rate control is left to the driver or off";
        } else if (format == null || !format.isMap() || (texels.usage() & usage) == 0) {
            return texels.image().name() + " is not made for " + kind;
        } else if (texels.image().destroyed() || texels.image().memory() == null) {
            return texels.image().name() + " is destroyed or has no memory";
        }
        String size = "quantizationMapExtent " + texels.width() + "x" + texels.height();
        if (texels.width() != needed.width() || texels.height() != needed.height()) {
            return size + ", the picture needs " + needed.width() + "x" + needed.height();
        }
        return texels.width() > texels.image().shape().width()
                        || texels.height() > texels.image().shape().height()
                ? size + " is larger than " + texels.image().name()
                : "";
    }

    /** The map's values for the coder's blocks: the mean of a block's texels. */
    static QIndexMap read(EmulatedSession session, Copies copies, Asked map, SequenceHeader sequence) {
        int width = sequence.maxFrameWidth();
        int height = sequence.maxFrameHeight();
        QuantizationMap limits = session.device().driver().profile().quantizationMap();
        Resource given = map.texels();
        MemorySegment texels = copies.readImage(given.image(), given.layer());
        PictureFormat format =
                Objects.requireNonNull(PictureFormat.of(given.image().shape().format()));
        int stride = given.image().shape().width();
        int cols = (width + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        int rows = (height + QIndexMap.BLOCK - 1) / QIndexMap.BLOCK;
        long[] sums = new long[cols * rows];
        int[] counts = new int[cols * rows];
        int least = map.emphasis() ? 0 : limits.minQIndexDelta();
        int most = map.emphasis() ? 255 : limits.maxQIndexDelta();
        int beyond = 0;
        for (int y = 0; y < given.height(); y++) {
            for (int x = 0; x < given.width(); x++) {
                int value = value(texels, format, (long) y * stride + x);
                int clamped = Math.clamp(value, least, most);
                beyond += value == clamped ? 0 : 1;
                add(sums, counts, cols, rows, clamped, x, y, limits.texelSize());
            }
        }
        if (beyond > 0) {
            session.violation(Rule.QUANTIZATION_MAP, beyond + " values beyond " + least + " to " + most);
        }
        double[] means = new double[sums.length];
        Arrays.setAll(means, i -> (double) sums[i] / Math.max(1, counts[i]));
        int[] deltas = map.emphasis()
                ? deltas(means)
                : Arrays.stream(means).mapToInt(mean -> (int) Math.round(mean)).toArray();
        return new QIndexMap(cols, rows, Ints.of(deltas));
    }

    /**
     * What emphasis (0 to 255) means for the QIndex: blocks with more than the picture has on average get better, the
     * others worse, so that rate control finds about the same number of bits as without a map.
     */
    static int[] deltas(double[] emphasis) {
        double average = Arrays.stream(emphasis).average().orElse(0);
        return Arrays.stream(emphasis)
                .mapToInt(one -> (int) Math.round((average - one) / 255 * EMPHASIS_SPAN))
                .toArray();
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
        return switch (format) {
            case R8_UNORM -> texels.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
            case R8_SINT -> texels.get(ValueLayout.JAVA_BYTE, index);
            case R16_SINT -> texels.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * index);
            default -> texels.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * index);
        };
    }
}
