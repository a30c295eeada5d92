// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.OptionalLong;

/**
 * A semaphore of the caller's, to be waited for or signalled once.
 *
 * @param handle {@code VkSemaphore}, not 0; stays the caller's and must live until what uses it is done
 * @param value of a timeline semaphore, at least 1; empty for a binary one
 */
public record VulkanSemaphore(long handle, OptionalLong value) {

    /** Checks the handle and the value. */
    public VulkanSemaphore {
        if (handle == 0) {
            throw new IllegalArgumentException("handle: VK_NULL_HANDLE given, a VkSemaphore needed");
        }
        if (value.isPresent() && value.getAsLong() < 1) {
            throw new IllegalArgumentException("value: %d given, at least 1 allowed".formatted(value.getAsLong()));
        }
    }

    /**
     * A binary semaphore.
     *
     * @param handle {@code VkSemaphore}
     * @return its use
     */
    public static VulkanSemaphore binary(long handle) {
        return new VulkanSemaphore(handle, OptionalLong.empty());
    }

    /**
     * A timeline semaphore at a value.
     *
     * @param handle {@code VkSemaphore}
     * @param value at least 1
     * @return its use
     */
    public static VulkanSemaphore timeline(long handle, long value) {
        return new VulkanSemaphore(handle, OptionalLong.of(value));
    }
}
