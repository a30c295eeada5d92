// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.container.BitstreamContainers;
import dev.moviemaker.spi.ContainerProvider;
import dev.moviemaker.spi.EncoderProvider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The encoders and containers there are.
 *
 * @param containers the first that knows an extension writes it
 */
public record Providers(List<EncoderProvider> encoders, List<ContainerProvider> containers) {

    /** The container that takes sound of every codec. */
    static final String ANY_SOUND = "mkv";

    /** The containers of this module itself; not services, so that they are there on a class path too. */
    private static final List<ContainerProvider> OWN_CONTAINERS = List.of(new BitstreamContainers());

    /** Copies the lists. */
    public Providers {
        encoders = List.copyOf(encoders);
        containers = List.copyOf(containers);
    }

    /** This library's own and what other modules provide. */
    public static Providers installed() {
        return Installed.PROVIDERS;
    }

    /**
     * The same containers, with encoders on a program's own device.
     *
     * @return without encoders if none that is installed takes a program's device
     */
    public Providers on(VulkanDevice device) {
        return new Providers(
                encoders.stream().flatMap(p -> p.on(device).stream()).toList(), containers);
    }

    /** What there is on this machine; devices that cannot encode are listed with the reason. */
    public List<EncodingCapabilities> capabilities() {
        return encoders.stream().flatMap(p -> p.capabilities().stream()).toList();
    }

    /** Whether some GPU here encodes AV1. */
    public boolean hardwareWorks() {
        return encoders.stream().filter(EncoderProvider::hardware).anyMatch(Providers::works);
    }

    static boolean works(EncoderProvider provider) {
        return provider.capabilities().stream().anyMatch(c -> c.unusableReason().isEmpty());
    }

    /** What files can be written. */
    public Map<String, String> mimeTypes() {
        Map<String, String> types = new TreeMap<>();
        for (ContainerProvider provider : containers) {
            for (String extension : provider.extensions()) {
                types.putIfAbsent(extension, provider.mimeType(extension));
            }
        }
        return types;
    }

    /**
     * Who writes files of an extension.
     *
     * @throws UnsupportedException naming the known extensions
     */
    public ContainerProvider container(String extension) {
        return containers.stream()
                .filter(p -> p.extensions().contains(extension))
                .findFirst()
                .orElseThrow(() -> new UnsupportedException("%s; known are %s"
                        .formatted(
                                extension.isEmpty()
                                        ? "The file name has no extension that names a container"
                                        : "No container is known for the extension '." + extension + "'",
                                mimeTypes().keySet().stream().map(e -> "." + e).collect(Collectors.joining(", ")))));
    }

    private static final class Installed {
        static final Providers PROVIDERS = new Providers(
                load(EncoderProvider.class, List.of()).stream()
                        .sorted(Comparator.comparing(p -> !p.hardware()))
                        .toList(),
                load(ContainerProvider.class, OWN_CONTAINERS));

        private static <P> List<P> load(Class<P> service, List<P> own) {
            List<P> all = new ArrayList<>(own);
            ServiceLoader.load(service, Providers.class.getClassLoader()).forEach(all::add);
            return all;
        }
    }
}
