// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.recording.EncoderBackend;
import dev.moviemaker.recording.EncoderChoice;
import dev.moviemaker.recording.Providers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The backends by name: built-in and registered ones. Thread-safe. */
final class Backends {
    static final String BEST = MovieMaker.AV1;
    static final String HARDWARE = MovieMaker.AV1_HARDWARE;
    static final String SOFTWARE = MovieMaker.AV1_SOFTWARE;

    private static final List<String> BUILT_IN = List.of(BEST, HARDWARE, SOFTWARE);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private final Providers providers;
    private final Map<String, MovieMakerBackend.Factory> factories = new LinkedHashMap<>();

    Backends(Providers providers) {
        this.providers = providers;
        add(BEST, "AV1 (GPU if there is one)");
        add(HARDWARE, "AV1 on the GPU");
        add(SOFTWARE, "AV1 in software");
    }

    /** Returns the backends of this program. */
    static Backends installed() {
        return Installed.BACKENDS;
    }

    /** Returns the built-in backends, on a Vulkan device of the program. */
    static Backends on(VulkanDevice device) {
        return new Backends(Providers.installed().on(device));
    }

    private static final class Installed {
        static final Backends BACKENDS = new Backends(Providers.installed());
    }

    private void add(String name, String displayName) {
        factories.put(name, () -> new EncoderBackend(name, displayName, choice(name), providers));
    }

    /** Returns which encoder a built-in backend uses. */
    static EncoderChoice choice(String builtIn) {
        return switch (builtIn) {
            case BEST -> EncoderChoice.BEST;
            case HARDWARE -> EncoderChoice.HARDWARE;
            case SOFTWARE -> EncoderChoice.SOFTWARE;
            default ->
                throw new IllegalArgumentException(
                        "backend: '%s' given, one of %s allowed".formatted(builtIn, BUILT_IN));
        };
    }

    Providers providers() {
        return providers;
    }

    synchronized void register(String name, MovieMakerBackend.Factory factory) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "backend name: '%s' given, lower-case letters, digits, '_' and '-' allowed".formatted(name));
        }
        if (BUILT_IN.contains(name)) {
            throw new IllegalArgumentException(
                    "backend name: '%s' given, any but the built-in %s allowed".formatted(name, BUILT_IN));
        }
        factories.put(name, factory);
    }

    MovieMakerBackend create(String name) {
        MovieMakerBackend.Factory factory = factory(name);
        MovieMakerBackend backend = factory.get();
        if (backend == null) {
            throw new IllegalArgumentException("backend '%s': its factory returned null".formatted(name));
        }
        return backend;
    }

    private synchronized MovieMakerBackend.Factory factory(String name) {
        MovieMakerBackend.Factory factory = factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "backend: '%s' given, one of %s allowed".formatted(name, factories.keySet()));
        }
        return factory;
    }

    String defaultName() {
        return providers.hardwareWorks() ? HARDWARE : BEST;
    }

    List<BackendDescription> descriptions() {
        List<String> names;
        synchronized (this) {
            names = List.copyOf(factories.keySet());
        }
        return names.stream().map(this::describe).toList();
    }

    private BackendDescription describe(String name) {
        MovieMakerBackend backend = create(name);
        try {
            return backend.description();
        } finally {
            BackendLifeCycle.closeQuietly(backend);
        }
    }
}
