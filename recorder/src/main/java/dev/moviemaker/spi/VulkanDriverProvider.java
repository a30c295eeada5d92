// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Brings a Vulkan driver of its own, for example one in software for tests. Found with {@link java.util.ServiceLoader} when
 * {@link dev.moviemaker.EncoderSettings#device()} names a device that it knows; calls may come from any thread.
 */
public interface VulkanDriverProvider {

    /**
     * Whether it knows a device.
     *
     * @param device as in the settings, for example {@code "emulated:nvidia"}
     * @return true if {@link #driver} takes the name
     */
    boolean handles(String device);

    /**
     * The driver for a device.
     *
     * @param device a name that {@link #handles} knows
     * @return address of the driver's {@code vkGetInstanceProcAddr}, valid to the end of the program
     * @throws dev.moviemaker.UnsupportedException if the driver does not work here, with the reason
     */
    MemorySegment driver(String device);

    /**
     * How long a picture of the driver may take before its device counts as hung.
     *
     * @return 5 seconds, enough for a GPU
     */
    default Duration pictureTimeout() {
        return Duration.ofSeconds(5);
    }
}
