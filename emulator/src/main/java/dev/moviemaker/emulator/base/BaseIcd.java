// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.base;

import dev.moviemaker.vulkan.raw.PFN_vkGetInstanceProcAddr;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** An installed Vulkan driver (ICD), entered without a loader. */
public final class BaseIcd {
    /**
     * The version of the loader interface that has direct driver loading; a base driver remembers what it is given
     * first.
     */
    private static final int LOADER_INTERFACE_VERSION = 7;

    private final SymbolLookup library;
    private final MemorySegment getInstanceProcAddr;
    private final boolean inside;

    /**
     * Loads the library.
     *
     * @throws IllegalArgumentException if it is not there or is not an ICD
     */
    public BaseIcd(Path path) {
        library = SymbolLookup.libraryLookup(path, Arena.global());
        getInstanceProcAddr = library.find("vk_icdGetInstanceProcAddr")
                .or(() -> library.find("vkGetInstanceProcAddr"))
                .orElseThrow(() -> new IllegalArgumentException("base driver " + path
                        + ": exports neither vk_icdGetInstanceProcAddr nor vkGetInstanceProcAddr"));
        inside = negotiate();
    }

    /** A driver without a loader in front has to be told the version of the interface once. */
    private boolean negotiate() {
        MemorySegment negotiate = loaderFunction("vk_icdNegotiateLoaderICDInterfaceVersion");
        if (negotiate.address() == 0) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment version = arena.allocateFrom(ValueLayout.JAVA_INT, LOADER_INTERFACE_VERSION);
            return (int) Linker.nativeLinker()
                            .downcallHandle(negotiate, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                            .invokeExact(version)
                    == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Whether the driver took the loader interface version. */
    public boolean negotiated() {
        return inside;
    }

    /** One of the functions that a loader asks an ICD library for, or an address of 0. */
    public MemorySegment loaderFunction(String name) {
        return library.find(name).orElseGet(() -> proc(MemorySegment.NULL, name));
    }

    /** An instance-level function, or an address of 0. */
    public MemorySegment proc(MemorySegment instance, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return PFN_vkGetInstanceProcAddr.invoke(getInstanceProcAddr, instance, arena.allocateFrom(name));
        }
    }
}
