// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.VulkanException;
import dev.moviemaker.vulkan.call.ResultCode;

/** The exception for each {@code VkResult}. */
public final class VulkanResult {
    private VulkanResult() {}

    /**
     * Throws if a command failed.
     *
     * @param result what it returned; not negative is success
     */
    public static void check(String command, int result) {
        if (result < 0) {
            throw failure(command, result);
        }
    }

    /**
     * Returns the exception for a result.
     *
     * @param result a negative result
     */
    public static Av1EncoderException failure(String command, int result) {
        return switch (result) {
            case ResultCode.DEVICE_LOST -> new DeviceLostException(command + " failed: VK_ERROR_DEVICE_LOST");
            case ResultCode.OUT_OF_DEVICE_MEMORY, ResultCode.OUT_OF_HOST_MEMORY ->
                new OutOfDeviceMemoryException(command + " failed: " + ResultCode.name(result));
            default -> new VulkanException(command, result, ResultCode.name(result));
        };
    }
}
