// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.encoder.vk.Instance;
import dev.moviemaker.encoder.vk.InstanceRequest;
import dev.moviemaker.encoder.vk.VulkanEntry;
import dev.moviemaker.encoder.vk.VulkanLoader;
import dev.moviemaker.spi.VulkanDriverProvider;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Where instances come from.
 *
 * @param request what instances have, besides the driver that a device name asks for
 */
public record VulkanSource(Supplier<VulkanEntry> entry, InstanceRequest request) {

    /** This machine's loader. */
    public static final VulkanSource MACHINE = new VulkanSource(VulkanLoader::load, InstanceRequest.PLAIN);

    /**
     * Makes an instance.
     *
     * @param device the device asked for; if a {@link VulkanDriverProvider} knows it, that one's driver is used
     * @return to be closed
     */
    Instance instance(Optional<String> device) {
        InstanceRequest full = device.flatMap(VulkanSource::provider)
                .map(p -> request.withDriver(p.driver(device.get())))
                .orElse(request);
        return Instance.create(entry.get(), full);
    }

    /**
     * Whether the name belongs to a driver that some module brings, so that it picks no device of the instance by name.
     */
    static boolean namesDriver(String device) {
        return provider(device).isPresent();
    }

    /** The module's driver that a device name asks for. */
    static Optional<VulkanDriverProvider> provider(String device) {
        for (VulkanDriverProvider provider :
                ServiceLoader.load(VulkanDriverProvider.class, VulkanSource.class.getClassLoader())) {
            if (provider.handles(device)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
