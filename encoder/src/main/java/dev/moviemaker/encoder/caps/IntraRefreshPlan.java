// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_BASED_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_COLUMN_BASED_BIT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_ROW_BASED_BIT_KHR;

import java.util.List;
import java.util.Optional;

/**
 * How pictures are refreshed by intra blocks, part by part. The cycle begins with the first picture after a key frame.
 *
 * @param mode {@code VkVideoEncodeIntraRefreshModeFlagBitsKHR}
 * @param cycle pictures until everything is refreshed
 */
public record IntraRefreshPlan(int mode, int cycle) {
    /** Rows first: references of what is refreshed lie above it, where most of them are anyway. */
    private static final List<Integer> MODES = List.of(
            VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_ROW_BASED_BIT_KHR(),
            VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_COLUMN_BASED_BIT_KHR(),
            VK_VIDEO_ENCODE_INTRA_REFRESH_MODE_BLOCK_BASED_BIT_KHR());

    /**
     * Chooses the mode: the first of rows, columns and blocks that the device has. Nothing if it has none of them, or
     * the cycle is too long for it.
     */
    static Optional<IntraRefreshPlan> choose(IntraRefreshLimits limits, int period) {
        return MODES.stream()
                .filter(mode -> (limits.modes() & mode) != 0 && period <= limits.maxCycleDuration())
                .findFirst()
                .map(mode -> new IntraRefreshPlan(mode, period));
    }

    /**
     * Which region a picture refreshes.
     *
     * @param framesSinceKey at least 1
     * @return 0 to the cycle, not included
     */
    public int index(long framesSinceKey) {
        return (int) ((framesSinceKey - 1) % cycle);
    }

    /**
     * How many regions of its reference are not refreshed yet.
     *
     * @param index of the picture
     */
    public int dirtyRegions(int index) {
        return index == 0 ? 0 : cycle - index;
    }
}
