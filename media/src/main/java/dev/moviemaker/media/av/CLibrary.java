// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.av;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The C library of a Linux process.
 *
 * @param name {@code glibc}, {@code musl} or, elsewhere than on Linux, empty
 * @param version as {@code gnu_get_libc_version} tells it, for example {@code 2.36}; empty if it is not glibc
 */
record CLibrary(String name, String version) {
    private static final long LONGEST_VERSION = 64;

    /** Asks the process itself, since a system can have both libraries. */
    static CLibrary ofThisProcess() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return new CLibrary("", "");
        }
        Optional<String> glibc = glibcVersion();
        if (glibc.isPresent()) {
            return new CLibrary("glibc", glibc.get());
        }
        boolean musl =
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")) || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
        return new CLibrary(musl ? "musl" : "", "");
    }

    @SuppressWarnings("restricted")
    private static Optional<String> glibcVersion() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("gnu_get_libc_version");
        if (function.isEmpty()) {
            return Optional.empty();
        }
        try {
            MemorySegment version =
                    (MemorySegment) linker.downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.ADDRESS))
                            .invokeExact();
            return Optional.of(version.reinterpret(LONGEST_VERSION).getString(0));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Whether this is a glibc older than {@code major.minor}. */
    boolean isGlibcBefore(int major, int minor) {
        if (!name.equals("glibc")) {
            return false;
        }
        String[] parts = version.split("\\.", 3);
        try {
            int ownMajor = Integer.parseInt(parts[0]);
            int ownMinor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            return ownMajor < major || (ownMajor == major && ownMinor < minor);
        } catch (NumberFormatException e) {
            return false; // A version that nobody can read explains nothing.
        }
    }
}
