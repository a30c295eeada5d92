// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R16_SINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R32_SINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_FORMAT_R8_SINT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_USAGE_TRANSFER_DST_BIT;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_SUPERBLOCK_SIZE_128_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_AV1_SUPERBLOCK_SIZE_64_BIT_KHR;

import dev.moviemaker.QualityMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What quantization delta maps of a stream are.
 *
 * @param format {@code VkFormat} of whole numbers, of one component
 * @param imageTiling {@code VkImageTiling}
 * @param texelSize pixels that a texel is for
 * @param size texels that cover a frame
 * @param minQIndexDelta lowest value of a texel
 * @param maxQIndexDelta highest value of a texel
 */
public record DeltaMapPlan(
        int format, int imageTiling, Extent texelSize, Extent size, int minQIndexDelta, int maxQIndexDelta) {

    /** Chooses the format with the smallest texels, and of those the one with the fewest bytes. */
    static Optional<DeltaMapPlan> choose(DeltaMapLimits limits, Extent frame, int superblock) {
        int block = superblock == 128
                ? VK_VIDEO_ENCODE_AV1_SUPERBLOCK_SIZE_128_BIT_KHR()
                : VK_VIDEO_ENCODE_AV1_SUPERBLOCK_SIZE_64_BIT_KHR();
        Stream<DeltaMapPlan> plans = limits.formats().stream()
                .filter(format -> (format.superblockSizes() & block) != 0
                        && (format.image().imageUsageFlags() & VK_IMAGE_USAGE_TRANSFER_DST_BIT()) != 0
                        && KNOWN.contains(format.image().format()))
                .map(format -> of(limits, format, frame))
                .filter(plan -> plan.size.width() <= limits.largest().width()
                        && plan.size.height() <= limits.largest().height());
        return plans.min((a, b) -> a.cost() == b.cost()
                ? Integer.compare(a.texelBytes(), b.texelBytes())
                : Integer.compare(a.cost(), b.cost()));
    }

    private static final List<Integer> KNOWN = List.of(VK_FORMAT_R8_SINT(), VK_FORMAT_R16_SINT(), VK_FORMAT_R32_SINT());

    private static DeltaMapPlan of(DeltaMapLimits limits, DeltaMapLimits.Format format, Extent frame) {
        Extent texel = format.texelSize();
        return new DeltaMapPlan(
                format.image().format(),
                format.image().imageTiling(),
                texel,
                new Extent(
                        Math.ceilDiv(frame.width(), Math.max(1, texel.width())),
                        Math.ceilDiv(frame.height(), Math.max(1, texel.height()))),
                limits.minQIndexDelta(),
                limits.maxQIndexDelta());
    }

    private int cost() {
        return texelSize.width() * texelSize.height();
    }

    /** Bytes of a texel: 1, 2 or 4. */
    public int texelBytes() {
        return 1 << KNOWN.indexOf(format);
    }

    /**
     * Refuses a map that the device's images cannot hold.
     *
     * @throws IllegalArgumentException if it is an image of another format or size
     */
    public void require(QualityMap map) {
        if (map.vulkanImage().isEmpty()) {
            return;
        }
        QualityMap.VulkanImage given = map.vulkanImage().get();
        if (given.format() != format || given.width() != size.width() || given.height() != size.height()) {
            throw new IllegalArgumentException(
                    "qualityMap: an image of VkFormat %d and %dx%d texels given, VkFormat %d and %s needed"
                            .formatted(given.format(), given.width(), given.height(), format, size));
        }
    }

    /** What the device takes of a change of the QIndex. */
    public int clamp(int qIndexDelta) {
        int most = texelBytes() == 1 ? Byte.MAX_VALUE : Short.MAX_VALUE;
        return Math.clamp(qIndexDelta, Math.max(-most - 1, minQIndexDelta), Math.min(most, maxQIndexDelta));
    }
}
