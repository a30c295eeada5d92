// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.OutputException;
import dev.moviemaker.trace.Loggers;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * The file of a recording. It starts under a hidden name beside the target, {@code .NAME.recording.EXT.part}, grows
 * under a temporary one, {@code NAME.recording.EXT}, as soon as it plays, and takes the target's name when it is
 * complete; until then a file of that name stays as it is. A temporary file that a killed program left is never written
 * to: the next free name {@code NAME.recording-2.EXT} is taken. Exactly one of {@link #commit}, {@link #keep} and
 * {@link #discard} ends it.
 */
final class OutputFile {
    private static final int MAX_LEFTOVERS = 1000;

    /** As many links to links as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final Path start;
    private final Path temporary;
    private final TargetLock lock;
    private final Optional<Path> leftover;

    private volatile boolean playable;

    private OutputFile(Path target, Path start, Path temporary, TargetLock lock, Optional<Path> leftover) {
        this.target = target;
        this.start = start;
        this.temporary = temporary;
        this.lock = lock;
        this.leftover = leftover;
    }

    /** Locks the target and creates the temporary file, empty. */
    static OutputFile reserve(Path output) {
        if (!output.getFileSystem().equals(FileSystems.getDefault())) {
            throw new OutputException(
                    ("Cannot write %s: it is in a file system of %s, and movies are only written to the machine's "
                                    + "own; copy it there when it is finished")
                            .formatted(output, output.getFileSystem().provider().getScheme()));
        }
        return reserveAnywhere(output);
    }

    /** In any file system, such as one that plays Windows in a test. */
    static OutputFile reserveAnywhere(Path output) {
        Path target = resolved(output);
        TargetLock lock = TargetLock.acquire(target, output);
        try {
            Path first = new SiblingNames(target).temporary(1);
            Path free = findFree(target, output);
            Path start = SiblingNames.start(free);
            create(start, output);
            Optional<Path> leftover = free.equals(first) ? Optional.empty() : Optional.of(first);
            leftover.ifPresent(file -> Loggers.RECORDING.log(
                    System.Logger.Level.WARNING,
                    "An earlier recording to " + output + " was not finished; what it had recorded is in " + file));
            return new OutputFile(target, start, free, lock, leftover);
        } catch (RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    /** The extension that decides the container: lower case, without the dot; empty if there is none. */
    static String extension(Path output) {
        String name = fileName(output);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    Path target() {
        return target;
    }

    /** Where what is recorded lies now. */
    Path temporary() {
        return playable ? temporary : start;
    }

    /**
     * What is written plays from now on. Where an open file cannot be renamed, as on Windows, it keeps its first name
     * until it is closed.
     */
    void plays() {
        if (!playable) {
            try {
                Files.move(start, temporary, StandardCopyOption.ATOMIC_MOVE);
                playable = true;
            } catch (IOException e) {
                Loggers.RECORDING.log(System.Logger.Level.DEBUG, "Cannot rename " + start, e);
            }
        }
    }

    /** Fails if the file is no longer where it was put: its folder, perhaps, was removed. */
    void requireThere() throws IOException {
        if (!Files.exists(temporary())) {
            Path folder = target.getParent();
            throw new IOException(
                    folder != null && Files.isDirectory(folder)
                            ? "the file that was being written was removed or renamed"
                            : "the folder %s was removed or renamed".formatted(folder));
        }
    }

    /** Says where what was recorded is. */
    String whereabouts() {
        return Files.exists(temporary())
                ? "What was recorded before is in " + temporary()
                : "What was recorded before went with it";
    }

    /** What a killed program left. */
    Optional<Path> leftover() {
        return leftover;
    }

    /** Gives the complete file its name, in place of one that may be there. */
    void commit() throws IOException {
        try {
            Files.move(temporary(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary(), target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            lock.release();
        }
    }

    /** Leaves what was recorded under the temporary name. */
    void keep() {
        plays();
        lock.release();
    }

    /** Leaves nothing. */
    void discard() {
        try {
            Files.deleteIfExists(temporary());
        } catch (IOException e) {
            Loggers.RECORDING.log(System.Logger.Level.WARNING, "Cannot delete " + temporary(), e);
        } finally {
            lock.release();
        }
    }

    private static Path resolved(Path output) {
        try {
            Path absolute = output.toAbsolutePath();
            Path folder = absolute.getParent();
            if (folder == null || Files.isDirectory(absolute)) {
                throw new OutputException("Cannot write %s: it is a folder".formatted(output));
            }
            if (!Files.isDirectory(folder)) {
                throw new OutputException("Cannot write %s: there is no folder %s".formatted(output, folder));
            }
            if (Files.exists(absolute)) {
                if (!Files.isRegularFile(absolute)) {
                    throw new OutputException("Cannot write %s: it is not a regular file".formatted(output));
                }
                // A link's own target is replaced, not the link.
                return absolute.toRealPath();
            }
            requirePossibleName(absolute);
            WindowsDevices.refuse(absolute, output);
            return followed(folder.toRealPath().resolve(fileName(absolute)), output);
        } catch (IOException e) {
            throw new OutputException("Cannot write %s: %s".formatted(output, IoReason.of(e)), e);
        }
    }

    /** Where a link leads to nothing yet, the movie is to be there. */
    private static Path followed(Path absent, Path output) throws IOException {
        Path path = absent;
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links == MAX_LINKS) {
                throw new OutputException("Cannot write %s: the link leads to itself".formatted(output));
            }
            Path next = path.resolveSibling(Files.readSymbolicLink(path));
            Path folder = next.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new OutputException("Cannot write %s: it is a link to %s, and there is no folder %s"
                        .formatted(output, next, folder));
            }
            path = folder.toRealPath().resolve(fileName(next));
        }
        return path;
    }

    /** A name that the file system does not take has to be noticed now, not when the movie is to get it. */
    private static void requirePossibleName(Path absent) throws IOException {
        try {
            BasicFileAttributes ignored =
                    Files.readAttributes(absent, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // As it has to be.
        }
    }

    private static Path findFree(Path target, Path output) {
        for (int attempt = 1; attempt <= MAX_LEFTOVERS; attempt++) {
            Path candidate = new SiblingNames(target).temporary(attempt);
            if (!Files.exists(candidate, LinkOption.NOFOLLOW_LINKS)) {
                return candidate;
            }
        }
        throw new OutputException("Cannot write %s: %d unfinished recordings lie beside it, from %s on"
                .formatted(output, MAX_LEFTOVERS, new SiblingNames(target).temporary(1)));
    }

    /**
     * Creates the file, in place of one that a process left that was killed before it played: it is nobody's, as the
     * target is locked.
     */
    private static void create(Path start, Path output) {
        try {
            if (Files.isRegularFile(start, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(start);
            }
            Files.createFile(start);
        } catch (FileAlreadyExistsException e) {
            throw new OutputException("Cannot write %s: %s is in the way".formatted(output, start), e);
        } catch (IOException e) {
            throw new OutputException("Cannot write %s: %s".formatted(output, IoReason.of(e)), e);
        }
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
