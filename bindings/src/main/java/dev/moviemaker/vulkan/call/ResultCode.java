// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.call;

import java.util.Map;

/** The values of {@code VkResult} and their names. */
public final class ResultCode {
    /** VK_SUCCESS. */
    public static final int SUCCESS = 0;

    /** VK_NOT_READY. */
    public static final int NOT_READY = 1;

    /** VK_TIMEOUT. */
    public static final int TIMEOUT = 2;

    /** VK_INCOMPLETE. */
    public static final int INCOMPLETE = 5;

    /** VK_ERROR_OUT_OF_HOST_MEMORY. */
    public static final int OUT_OF_HOST_MEMORY = -1;

    /** VK_ERROR_OUT_OF_DEVICE_MEMORY. */
    public static final int OUT_OF_DEVICE_MEMORY = -2;

    /** VK_ERROR_INITIALIZATION_FAILED. */
    public static final int INITIALIZATION_FAILED = -3;

    /** VK_ERROR_DEVICE_LOST. */
    public static final int DEVICE_LOST = -4;

    /** VK_ERROR_EXTENSION_NOT_PRESENT. */
    public static final int EXTENSION_NOT_PRESENT = -7;

    /** VK_ERROR_FEATURE_NOT_PRESENT. */
    public static final int FEATURE_NOT_PRESENT = -8;

    /** VK_ERROR_FORMAT_NOT_SUPPORTED. */
    public static final int FORMAT_NOT_SUPPORTED = -11;

    /** VK_ERROR_UNKNOWN. */
    public static final int UNKNOWN = -13;

    /** VK_ERROR_IMAGE_USAGE_NOT_SUPPORTED_KHR. */
    public static final int IMAGE_USAGE_NOT_SUPPORTED = -1000023000;

    /** VK_ERROR_VIDEO_PICTURE_LAYOUT_NOT_SUPPORTED_KHR. */
    public static final int PICTURE_LAYOUT_NOT_SUPPORTED = -1000023001;

    /** VK_ERROR_VIDEO_PROFILE_OPERATION_NOT_SUPPORTED_KHR. */
    public static final int PROFILE_OPERATION_NOT_SUPPORTED = -1000023002;

    /** VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR. */
    public static final int PROFILE_FORMAT_NOT_SUPPORTED = -1000023003;

    /** VK_ERROR_VIDEO_PROFILE_CODEC_NOT_SUPPORTED_KHR. */
    public static final int PROFILE_CODEC_NOT_SUPPORTED = -1000023004;

    /** VK_ERROR_VIDEO_STD_VERSION_NOT_SUPPORTED_KHR. */
    public static final int STD_VERSION_NOT_SUPPORTED = -1000023005;

    /** VK_ERROR_INVALID_VIDEO_STD_PARAMETERS_KHR. */
    public static final int INVALID_VIDEO_STD_PARAMETERS = -1000299000;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(SUCCESS, "VK_SUCCESS"),
            Map.entry(NOT_READY, "VK_NOT_READY"),
            Map.entry(TIMEOUT, "VK_TIMEOUT"),
            Map.entry(3, "VK_EVENT_SET"),
            Map.entry(4, "VK_EVENT_RESET"),
            Map.entry(INCOMPLETE, "VK_INCOMPLETE"),
            Map.entry(OUT_OF_HOST_MEMORY, "VK_ERROR_OUT_OF_HOST_MEMORY"),
            Map.entry(OUT_OF_DEVICE_MEMORY, "VK_ERROR_OUT_OF_DEVICE_MEMORY"),
            Map.entry(INITIALIZATION_FAILED, "VK_ERROR_INITIALIZATION_FAILED"),
            Map.entry(DEVICE_LOST, "VK_ERROR_DEVICE_LOST"),
            Map.entry(-5, "VK_ERROR_MEMORY_MAP_FAILED"),
            Map.entry(-6, "VK_ERROR_LAYER_NOT_PRESENT"),
            Map.entry(EXTENSION_NOT_PRESENT, "VK_ERROR_EXTENSION_NOT_PRESENT"),
            Map.entry(FEATURE_NOT_PRESENT, "VK_ERROR_FEATURE_NOT_PRESENT"),
            Map.entry(-9, "VK_ERROR_INCOMPATIBLE_DRIVER"),
            Map.entry(-10, "VK_ERROR_TOO_MANY_OBJECTS"),
            Map.entry(FORMAT_NOT_SUPPORTED, "VK_ERROR_FORMAT_NOT_SUPPORTED"),
            Map.entry(-12, "VK_ERROR_FRAGMENTED_POOL"),
            Map.entry(UNKNOWN, "VK_ERROR_UNKNOWN"),
            Map.entry(-1000011001, "VK_ERROR_VALIDATION_FAILED"),
            Map.entry(-1000069000, "VK_ERROR_OUT_OF_POOL_MEMORY"),
            Map.entry(-1000072003, "VK_ERROR_INVALID_EXTERNAL_HANDLE"),
            Map.entry(-1000161000, "VK_ERROR_FRAGMENTATION"),
            Map.entry(-1000174001, "VK_ERROR_NOT_PERMITTED"),
            Map.entry(-1000257000, "VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS"),
            Map.entry(IMAGE_USAGE_NOT_SUPPORTED, "VK_ERROR_IMAGE_USAGE_NOT_SUPPORTED_KHR"),
            Map.entry(PICTURE_LAYOUT_NOT_SUPPORTED, "VK_ERROR_VIDEO_PICTURE_LAYOUT_NOT_SUPPORTED_KHR"),
            Map.entry(PROFILE_OPERATION_NOT_SUPPORTED, "VK_ERROR_VIDEO_PROFILE_OPERATION_NOT_SUPPORTED_KHR"),
            Map.entry(PROFILE_FORMAT_NOT_SUPPORTED, "VK_ERROR_VIDEO_PROFILE_FORMAT_NOT_SUPPORTED_KHR"),
            Map.entry(PROFILE_CODEC_NOT_SUPPORTED, "VK_ERROR_VIDEO_PROFILE_CODEC_NOT_SUPPORTED_KHR"),
            Map.entry(STD_VERSION_NOT_SUPPORTED, "VK_ERROR_VIDEO_STD_VERSION_NOT_SUPPORTED_KHR"),
            Map.entry(INVALID_VIDEO_STD_PARAMETERS, "VK_ERROR_INVALID_VIDEO_STD_PARAMETERS_KHR"));

    private ResultCode() {}

    /**
     * Returns the name of a result.
     *
     * @param result a {@code VkResult}
     * @return the name, for example {@code VK_ERROR_DEVICE_LOST}
     */
    public static String name(int result) {
        return NAMES.getOrDefault(result, "VkResult " + result);
    }
}
