// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import dev.moviemaker.vulkan.std.VulkanExtensions;
import dev.moviemaker.vulkan.std.VulkanMacros;
import java.util.ArrayList;
import java.util.List;

/** The device extensions that encoding AV1 takes. */
public final class VideoExtensions {
    private VideoExtensions() {}

    /**
     * Returns their names.
     *
     * @param quantizationMap whether the QIndex changes from place to place
     * @param version the lower of the versions of instance and device, packed
     */
    public static List<String> names(
            boolean maintenance1,
            boolean rgbConversion,
            boolean quantizationMap,
            boolean intraRefresh,
            boolean feedback2,
            int version) {
        List<String> names = new ArrayList<>(List.of(
                VulkanExtensions.VK_KHR_VIDEO_QUEUE_EXTENSION_NAME,
                VulkanExtensions.VK_KHR_VIDEO_ENCODE_QUEUE_EXTENSION_NAME,
                VulkanExtensions.VK_KHR_VIDEO_ENCODE_AV1_EXTENSION_NAME));
        if (maintenance1) {
            names.add(VulkanExtensions.VK_KHR_VIDEO_MAINTENANCE_1_EXTENSION_NAME);
        }
        if (rgbConversion) {
            names.add(VulkanExtensions.VK_VALVE_VIDEO_ENCODE_RGB_CONVERSION_EXTENSION_NAME);
        }
        if (quantizationMap) {
            names.add(VulkanExtensions.VK_KHR_VIDEO_ENCODE_QUANTIZATION_MAP_EXTENSION_NAME);
        }
        if (intraRefresh) {
            names.add(VulkanExtensions.VK_KHR_VIDEO_ENCODE_INTRA_REFRESH_EXTENSION_NAME);
        }
        if (feedback2) {
            names.add(VulkanExtensions.VK_KHR_VIDEO_ENCODE_FEEDBACK_2_EXTENSION_NAME);
        }
        if (version < VulkanMacros.VK_API_VERSION_1_3) {
            if (quantizationMap) {
                names.add(VulkanExtensions.VK_KHR_FORMAT_FEATURE_FLAGS_2_EXTENSION_NAME);
            }
            names.add(VulkanExtensions.VK_KHR_SYNCHRONIZATION_2_EXTENSION_NAME);
        }
        if (version < VulkanMacros.VK_API_VERSION_1_2) {
            names.add(VulkanExtensions.VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME);
        }
        return names;
    }
}
