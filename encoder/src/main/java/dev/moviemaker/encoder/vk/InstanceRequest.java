// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an instance shall have.
 *
 * @param driver a driver's own {@code vkGetInstanceProcAddr}, used alone instead of the installed ones
 *     ({@code VK_LUNARG_direct_driver_loading}); it must stay valid as long as the instance
 * @param switches settings of the layers to turn on ({@code VK_EXT_layer_settings})
 * @param messages takes what layers and drivers report, from any thread; must not call Vulkan
 */
public record InstanceRequest(
        Optional<MemorySegment> driver,
        List<String> layers,
        List<String> switches,
        Optional<Consumer<DebugMessage>> messages) {

    /** The installed drivers, no layers, no messages. */
    public static final InstanceRequest PLAIN =
            new InstanceRequest(Optional.empty(), List.of(), List.of(), Optional.empty());

    /** Copies the lists. */
    public InstanceRequest {
        layers = List.copyOf(layers);
        switches = List.copyOf(switches);
    }

    /** Returns the same with another driver. */
    public InstanceRequest withDriver(MemorySegment newDriver) {
        return new InstanceRequest(Optional.of(newDriver), layers, switches, messages);
    }
}
