// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Files that a command writes: none may be one that it reads, or the other one, under whatever name. */
final class WrittenFiles {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private WrittenFiles() {}

    static void check(Path output, @Nullable Path stats, Collection<Path> read) throws IOException {
        for (Path file : read) {
            if (isSame(file, output)) {
                throw Failure.usage("%s is both input and output".formatted(output), null);
            }
            if (stats != null && isSame(file, stats)) {
                throw Failure.usage("--stats: %s is read as input".formatted(stats), null);
            }
        }
        if (stats != null && isSame(output, stats)) {
            throw Failure.usage("--stats: %s is the output already".formatted(stats), null);
        }
    }

    /** By the file itself where both are there, through links of either kind; else by name. */
    private static boolean isSame(Path first, Path second) throws IOException {
        if (Files.exists(first) && Files.exists(second)) {
            return Files.isSameFile(first, second);
        }
        return real(first).equals(real(second));
    }

    /** The name with its own and its folder's links followed: the file itself may not be there yet. */
    private static Path real(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(absolute); links++) {
            absolute = absolute.resolveSibling(Files.readSymbolicLink(absolute)).normalize();
        }
        Path folder = absolute.getParent();
        return folder != null && Files.isDirectory(folder)
                ? folder.toRealPath().resolve(absolute.getFileName())
                : absolute;
    }
}
