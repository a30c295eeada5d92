// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.spi;

import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Provides a Vulkan driver, for example one in software for tests. Found with {@link java.util.ServiceLoader} when
 * {@link dev.moviemaker.EncoderSettings#device()} names one of its devices; any thread may call it.
 */
public interface VulkanDriverProvider {

    /**
     * Returns whether it has a device with the given name.
     *
     * @param device the name from the settings, for example {@code "emulated:nvidia"}
     * @return whether {@link #driver} accepts the name
     */
    boolean handles(String device);

    /**
     * Returns the driver for a device.
     *
     * @param device a name that {@link #handles} accepts
     * @return the address of the driver's {@code vkGetInstanceProcAddr}, valid until the program ends
     * @throws dev.moviemaker.UnsupportedException if the driver does not work on this machine, with the reason
     */
    MemorySegment driver(String device);

    /**
     * Returns how long a picture may take before the device is considered lost. The default implementation returns 5
     * seconds, which is enough for a GPU.
     */
    default Duration pictureTimeout() {
        return Duration.ofSeconds(5);
    }
}
