// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * Where a frame is to be coded better, and where worse: changes of the QIndex from place to place. A change below 0
 * makes a place better and takes more bits; at a bitrate of the settings the rest of the picture pays for that.
 *
 * <p>An encoder has a value for each of its blocks, of 64x64 pixels with most GPUs ({@code quantizationMapTexelSize} in
 * the device's capabilities). A block that a region touches gets the change of that region, of the last one where
 * several touch it. An image is stretched over the frame; a block gets the mean of what it covers. What a device cannot
 * do is changed to the nearest that it can.
 *
 * <p>Immutable, but for an image on a GPU, which is the program's.
 */
public final class QualityMap {
    /** Lowest change of the QIndex. */
    public static final int MIN_DELTA = -255;

    /** Highest change of the QIndex. */
    public static final int MAX_DELTA = 255;

    private final List<Region> regions;
    private final int columns;
    private final int rows;
    private final byte[] deltas;
    private final Optional<VulkanImage> image;

    private QualityMap(List<Region> regions, int columns, int rows, byte[] deltas, Optional<VulkanImage> image) {
        this.regions = regions;
        this.columns = columns;
        this.rows = rows;
        this.deltas = deltas;
        this.image = image;
    }

    /**
     * A rectangle of a frame.
     *
     * @param x pixels from the left edge, at least 0
     * @param y pixels from the upper edge, at least 0
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param qIndexDelta change of the QIndex, {@value #MIN_DELTA} to {@value #MAX_DELTA}
     */
    public record Region(int x, int y, int width, int height, int qIndexDelta) {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException naming the number that is out of range and what is allowed
         */
        public Region {
            if (x < 0 || y < 0 || width < 1 || height < 1) {
                throw new IllegalArgumentException(
                        "region: %dx%d at %d,%d given, at least 1x1 at 0,0 allowed".formatted(width, height, x, y));
            }
            if (qIndexDelta < MIN_DELTA || qIndexDelta > MAX_DELTA) {
                throw new IllegalArgumentException(
                        "qIndexDelta: %d given, %d to %d allowed".formatted(qIndexDelta, MIN_DELTA, MAX_DELTA));
            }
        }
    }

    /**
     * An image on the device that encodes, of exactly the format and size that the device's maps have, as
     * {@code quantizationDeltaMaps} in {@link EncodingCapabilities#details()} says: a texel for each
     * {@code quantizationMapTexelSize} of a frame, from the upper left on, and as many in a row and a column as it
     * takes to cover the frame, so frame width divided by texel width, rounded up. A texel is a change of the QIndex
     * within the device's range, which is not checked.
     *
     * <p>It is copied on the queue that converts frames, after what the frame's own {@link VulkanFrame#waitFor()} waits
     * for and before its {@link VulkanFrame#signal()}; with a frame in memory it must be ready, and must not change
     * before the frame's packet came. Its layout stays as it is.
     *
     * <p>Queue families: the image must have been made with {@code VK_SHARING_MODE_CONCURRENT} for the family that
     * converts ({@link VulkanDevice#computeQueue()}, or that of the encode queue where it does both), or belong to that
     * family; the library does not acquire it from another.
     *
     * @param image {@code VkImage}, 2D with one sample, made with {@code VK_IMAGE_USAGE_TRANSFER_SRC_BIT}; level 0 of
     *     layer 0 is read
     * @param layout {@code VkImageLayout} that it is in: {@code GENERAL} (1) or {@code TRANSFER_SRC_OPTIMAL} (6)
     * @param format {@code VkFormat}: {@code R8_SINT} (14), {@code R16_SINT} (75) or {@code R32_SINT} (99)
     * @param width texels in a row of the image, all of which are copied
     * @param height rows of texels of the image
     */
    public record VulkanImage(long image, int layout, int format, int width, int height) {
        private static final int GENERAL = 1;
        private static final int TRANSFER_SRC_OPTIMAL = 6;

        /**
         * Checks what can be checked without Vulkan.
         *
         * @throws IllegalArgumentException if the image is 0 or its layout another
         */
        public VulkanImage {
            if (image == 0) {
                throw new IllegalArgumentException("image: VK_NULL_HANDLE given, a VkImage needed");
            }
            if (layout != GENERAL && layout != TRANSFER_SRC_OPTIMAL) {
                throw new IllegalArgumentException(
                        "layout: VkImageLayout %d given, GENERAL (1) or TRANSFER_SRC_OPTIMAL (6) allowed"
                                .formatted(layout));
            }
        }
    }

    /**
     * A map of rectangles; what is in none of them is not changed.
     *
     * @param regions in any order; later ones lie over earlier ones
     * @return a map for frames that hold all of the rectangles
     */
    public static QualityMap of(List<Region> regions) {
        return new QualityMap(List.copyOf(regions), 0, 0, new byte[0], Optional.empty());
    }

    /**
     * A map of rectangles.
     *
     * @param regions later ones lie over earlier ones
     * @return a map for frames that hold all of the rectangles
     */
    public static QualityMap of(Region... regions) {
        return of(List.of(regions));
    }

    /**
     * A map that is an image of signed bytes, changes of the QIndex, row by row from the upper left; it is stretched
     * over the frame.
     *
     * @param width bytes of a row, at least 1
     * @param height rows, at least 1
     * @param data native or heap memory, copied
     * @param strideBytes bytes from one row's start to the next's, at least {@code width}
     * @return a map for frames of any size
     * @throws IllegalArgumentException if a number is out of range or {@code data} is too small
     */
    public static QualityMap ofImage(int width, int height, MemorySegment data, int strideBytes) {
        if (width < 1 || height < 1 || strideBytes < width) {
            throw new IllegalArgumentException(
                    "quality map: %dx%d with stride %d given, at least 1x1 and its width allowed"
                            .formatted(width, height, strideBytes));
        }
        long needed = (long) strideBytes * (height - 1) + width;
        if (data.byteSize() < needed || (long) width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("data: %d bytes given, %dx%d with stride %d needs %d"
                    .formatted(data.byteSize(), width, height, strideBytes, needed));
        }
        byte[] copy = new byte[width * height];
        for (int row = 0; row < height; row++) {
            MemorySegment.copy(data, ValueLayout.JAVA_BYTE, (long) row * strideBytes, copy, row * width, width);
        }
        return new QualityMap(List.of(), width, height, copy, Optional.empty());
    }

    /**
     * A map that is an image of signed bytes without gaps between its rows.
     *
     * @param width bytes of a row, at least 1
     * @param height rows, at least 1
     * @param data {@code width * height} bytes, copied
     * @return a map for frames of any size
     * @throws IllegalArgumentException if a number is below 1 or {@code data} is too small
     */
    public static QualityMap ofImage(int width, int height, byte[] data) {
        return ofImage(width, height, MemorySegment.ofArray(data), width);
    }

    /**
     * A map on the GPU, for recordings on the program's own device.
     *
     * @param image stays the program's
     * @return a map for frames of the size that the image is for
     */
    public static QualityMap of(VulkanImage image) {
        return new QualityMap(List.of(), 0, 0, new byte[0], Optional.of(image));
    }

    /**
     * The image of a map on the GPU.
     *
     * @return empty if the map is in memory
     */
    public Optional<VulkanImage> vulkanImage() {
        return image;
    }

    /**
     * Refuses a map with a rectangle that is not within the frame.
     *
     * @param frameWidth pixels
     * @param frameHeight pixels
     * @throws IllegalArgumentException naming the rectangle
     */
    public void requireFits(int frameWidth, int frameHeight) {
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            if (region.width() > frameWidth - region.x() || region.height() > frameHeight - region.y()) {
                throw new IllegalArgumentException(
                        "qualityMap: region %d is %dx%d at %d,%d, which is not within a frame of %dx%d"
                                .formatted(
                                        i,
                                        region.width(),
                                        region.height(),
                                        region.x(),
                                        region.y(),
                                        frameWidth,
                                        frameHeight));
            }
        }
    }

    /**
     * The change of the QIndex for a block of a frame, of a map in memory: for encoders.
     *
     * @param x left edge of the block, pixels
     * @param y upper edge of the block, pixels
     * @param blockWidth pixels; what is beyond the frame does not count
     * @param blockHeight pixels
     * @param frameWidth pixels
     * @param frameHeight pixels
     * @return {@value #MIN_DELTA} to {@value #MAX_DELTA}
     */
    public int qIndexDelta(int x, int y, int blockWidth, int blockHeight, int frameWidth, int frameHeight) {
        int right = Math.min(frameWidth, x + blockWidth);
        int bottom = Math.min(frameHeight, y + blockHeight);
        if (columns > 0) {
            return mean(x, y, right, bottom, frameWidth, frameHeight);
        }
        for (int i = regions.size() - 1; i >= 0; i--) {
            Region region = regions.get(i);
            if (region.x() < right
                    && region.x() + region.width() > x
                    && region.y() < bottom
                    && region.y() + region.height() > y) {
                return region.qIndexDelta();
            }
        }
        return 0;
    }

    /** Of the image's bytes that a part of the frame covers, each counted whole. */
    private int mean(int left, int top, int right, int bottom, int frameWidth, int frameHeight) {
        int firstColumn = (int) ((long) left * columns / frameWidth);
        int endColumn = (int) Math.ceilDiv((long) right * columns, frameWidth);
        int firstRow = (int) ((long) top * rows / frameHeight);
        int endRow = (int) Math.ceilDiv((long) bottom * rows, frameHeight);
        long sum = 0;
        for (int row = firstRow; row < endRow; row++) {
            for (int column = firstColumn; column < endColumn; column++) {
                sum += deltas[row * columns + column];
            }
        }
        long count = (long) (endRow - firstRow) * (endColumn - firstColumn);
        return (int) Math.round((double) sum / count);
    }
}
