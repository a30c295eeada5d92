// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_TUNING_MODE_DEFAULT_KHR;
import static dev.moviemaker.vulkan.raw.Vulkan.VK_VIDEO_ENCODE_USAGE_RECORDING_BIT_KHR;

/**
 * The purpose of a stream as it is passed to a driver ({@code VkVideoEncodeUsageInfoKHR}); part of a profile's
 * identity.
 *
 * @param usage {@code VkVideoEncodeUsageFlagsKHR}; 0 for nothing
 * @param tuning {@code VkVideoEncodeTuningModeKHR}; 0 for the driver's default
 */
public record UsageHints(int usage, int tuning) {

    /** Nothing: the profile goes without the structure. */
    public static final UsageHints NONE = new UsageHints(0, 0);

    /** For recording, with the driver's default tuning. */
    public static final UsageHints RECORDING =
            new UsageHints(VK_VIDEO_ENCODE_USAGE_RECORDING_BIT_KHR(), VK_VIDEO_ENCODE_TUNING_MODE_DEFAULT_KHR());
}
