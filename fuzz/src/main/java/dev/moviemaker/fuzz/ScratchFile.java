// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this process alone, for parsers that want one; in memory where the machine has such a folder. */
final class ScratchFile {
    private static final Path MEMORY = Path.of("/dev/shm");

    private ScratchFile() {}

    static Path of(String name) {
        try {
            Path folder = Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "moviemaker-fuzz")
                    : Files.createTempDirectory("moviemaker-fuzz");
            Path file = folder.resolve(name);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] data) {
        try {
            Files.write(file, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
