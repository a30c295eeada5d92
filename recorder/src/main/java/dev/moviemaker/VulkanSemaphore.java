// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.OptionalLong;

/**
 * A semaphore of the caller, to be waited for or signalled once.
 *
 * @param handle the {@code VkSemaphore}, not 0; it belongs to the caller and must outlive its use
 * @param value the value of a timeline semaphore, at least 1; empty for a binary semaphore
 */
public record VulkanSemaphore(long handle, OptionalLong value) {

    /**
     * Checks the handle and the value.
     *
     * @throws IllegalArgumentException if the handle is 0 or the value below 1
     */
    public VulkanSemaphore {
        if (handle == 0) {
            throw new IllegalArgumentException("handle: VK_NULL_HANDLE given, a VkSemaphore needed");
        }
        if (value.isPresent() && value.getAsLong() < 1) {
            throw new IllegalArgumentException("value: %d given, at least 1 allowed".formatted(value.getAsLong()));
        }
    }

    /**
     * Returns a binary semaphore.
     *
     * @param handle the {@code VkSemaphore}
     * @return the semaphore
     * @throws IllegalArgumentException if the handle is 0
     */
    public static VulkanSemaphore binary(long handle) {
        return new VulkanSemaphore(handle, OptionalLong.empty());
    }

    /**
     * Returns a timeline semaphore that is waited for, or signalled, at a value.
     *
     * @param handle the {@code VkSemaphore}
     * @param value the value, at least 1
     * @return the semaphore
     * @throws IllegalArgumentException if the handle is 0 or the value below 1
     */
    public static VulkanSemaphore timeline(long handle, long value) {
        return new VulkanSemaphore(handle, OptionalLong.of(value));
    }
}
