package dev.moviemaker.emulator.base;

/** The values of {@code VkResult} that the driver returns or looks at. */
public final class Result {
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

    private Result() {}
}
