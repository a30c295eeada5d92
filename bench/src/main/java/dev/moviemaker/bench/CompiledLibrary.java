// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A C file of this package's resources, compiled when needed with the machine's own compiler. Stays loaded. */
final class CompiledLibrary {
    private final SymbolLookup symbols;

    /** Loads what {@link #compile} made. */
    CompiledLibrary(Path library) {
        symbols = SymbolLookup.libraryLookup(library, Arena.global());
    }

    /** Compiles and loads. */
    CompiledLibrary(String source) throws Missing, IOException {
        Path folder = Files.createTempDirectory("moviemaker-bench");
        Path library = compile(source, folder);
        symbols = SymbolLookup.libraryLookup(library, Arena.global());
        Files.delete(library);
        Files.delete(folder);
    }

    /** Makes a shared library in a folder. */
    static Path compile(String source, Path folder) throws Missing, IOException {
        Path file = folder.resolve(source);
        try (InputStream in = CompiledLibrary.class.getResourceAsStream(source)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + source);
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Path library = folder.resolve("lib" + source.replace(".c", ".so"));
        compile(file, library);
        Files.delete(file);
        return library;
    }

    private static void compile(Path source, Path library) throws Missing, IOException {
        Process process;
        try {
            process = new ProcessBuilder("cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new Missing("a C compiler (cc; Debian: gcc, libc6-dev)");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new Missing("a C compiler that compiles: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missing("time to compile");
        }
    }

    MethodHandle function(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), descriptor);
    }
}
