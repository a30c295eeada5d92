// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

import dev.moviemaker.NativeAccessException;
import dev.moviemaker.UnsupportedException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Vulkan loader library of this machine. The system property {@value #PROPERTY} or else the environment
 * variable {@value #VARIABLE} names another file.
 */
public final class VulkanLoader {
    /** System property with the file name or path of the loader. */
    public static final String PROPERTY = "moviemaker.vulkan.loader";

    /** Environment variable with the file name or path of the loader. */
    public static final String VARIABLE = "MOVIEMAKER_VULKAN_LOADER";

    private VulkanLoader() {}

    /**
     * Loads the library; it stays loaded.
     *
     * @throws UnsupportedException if there is none
     * @throws NativeAccessException if this program may not call native code
     */
    public static VulkanEntry load() {
        String override = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        return load(names(override, System.getProperty("os.name", "")));
    }

    static VulkanEntry load(List<String> names) {
        IllegalArgumentException first = null;
        for (String name : names) {
            try {
                SymbolLookup library = SymbolLookup.libraryLookup(name, Arena.global());
                MemorySegment address = library.find("vkGetInstanceProcAddr")
                        .orElseThrow(() -> new UnsupportedException(
                                "no Vulkan loader found: " + name + " has no vkGetInstanceProcAddr"));
                return new VulkanEntry(address);
            } catch (IllegalArgumentException e) {
                first = first == null ? e : first;
            } catch (IllegalCallerException e) {
                throw new NativeAccessException(
                        "Native code is not permitted: start Java with "
                                + "--enable-native-access=dev.moviemaker.encoder,dev.moviemaker.vulkan"
                                + " (on the class path: --enable-native-access=ALL-UNNAMED)",
                        e);
            }
        }
        throw new UnsupportedException(
                "no Vulkan loader found: tried " + String.join(", ", names) + "; install the GPU's driver", first);
    }

    static List<String> names(@Nullable String override, String system) {
        if (override != null && !override.isBlank()) {
            return List.of(override);
        }
        String os = system.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            return List.of("vulkan-1.dll");
        }
        if (os.contains("mac")) {
            return List.of(
                    "libvulkan.1.dylib",
                    "/opt/homebrew/lib/libvulkan.1.dylib",
                    "/usr/local/lib/libvulkan.1.dylib",
                    "libMoltenVK.dylib");
        }
        return List.of("libvulkan.so.1", "libvulkan.so");
    }
}
