// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.OutputException;
import dev.moviemaker.trace.Loggers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The file beside a target that is locked while the target is recorded to. Whatever else may lie under its name is left
 * as it is: links are not followed, only a regular file is opened, and one that holds something of somebody else's is
 * locked but neither written to nor deleted.
 *
 * <p>Threading: guarded by the caller; closing one of a file's channels gives up all locks that the process has on it,
 * so a file that is held must not be opened again.
 */
final class LockFile {
    private static final byte[] MARK =
            "Movie Maker AV1 records to the file beside this one.\n".getBytes(StandardCharsets.US_ASCII);

    private static final int MAX_TOKEN = 4096;

    /** Far beyond the mark: on Windows nobody else may read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Set<OpenOption> OPEN =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private final Path file;
    private final FileChannel channel;
    private final @Nullable Object key;
    private final boolean own;

    private LockFile(Path file, FileChannel channel, @Nullable Object key, boolean own) {
        this.file = file;
        this.channel = channel;
        this.key = key;
        this.own = own;
    }

    /** Identifies the file by whatever path it is reached; empty where the file system has no such thing. */
    @Nullable
    Object key() {
        return key;
    }

    /**
     * Locks the file, after creating it if there is none.
     *
     * @param held keys of the files that this process holds
     * @param output the target, as the caller wrote it
     * @throws OutputException if somebody has locked it
     * @throws IOException if it cannot be opened or written, or is not a regular file; none is left that was not there
     */
    static LockFile take(Path file, Set<Object> held, Path output) throws IOException {
        while (true) {
            FileChannel created = create(file);
            BasicFileAttributes attributes = attributes(file);
            FileChannel channel = created != null ? created : open(file, attributes, held, output);
            if (channel == null) {
                continue;
            }
            LockFile taken = null;
            try {
                lock(channel, file, output);
                boolean own = isOwn(channel);
                if (own) {
                    grow(channel);
                }
                if (isStillThere(channel, file, attributes)) {
                    taken = new LockFile(file, channel, attributes == null ? null : attributes.fileKey(), own);
                    return taken;
                }
            } catch (IOException e) {
                if (created != null && isStillThere(channel, file, attributes)) {
                    Files.deleteIfExists(file);
                }
                throw e;
            } finally {
                if (taken == null) {
                    channel.close();
                }
            }
        }
    }

    /** Creates the file; atomic, and follows no link. */
    private static @Nullable FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(file, CREATE);
        } catch (FileAlreadyExistsException e) {
            return null;
        }
    }

    /**
     * Opens the file that is there. To read and write, because a pipe that takes its place just now then opens without
     * waiting.
     */
    private static @Nullable FileChannel open(
            Path file, @Nullable BasicFileAttributes attributes, Set<Object> held, Path output) throws IOException {
        if (attributes == null) {
            return null;
        }
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "%s is in the way: %s where a lock file has to be".formatted(file, kind(attributes)));
        }
        if (attributes.fileKey() != null && held.contains(attributes.fileKey())) {
            throw TargetLock.heldHere(output);
        }
        try {
            return FileChannel.open(file, OPEN);
        } catch (NoSuchFileException e) {
            return null;
        } catch (FileSystemException e) {
            throw new FileSystemException(
                    file.toString(), null, "its lock file %s: %s".formatted(file, IoReason.of(e)));
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        return attributes.isDirectory() ? "a folder" : "neither a file nor a folder";
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void lock(FileChannel channel, Path file, Path output) {
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw new OutputException("Cannot write %s: another program is recording to it".formatted(output));
            }
        } catch (OverlappingFileLockException e) {
            throw TargetLock.heldHere(output);
        } catch (IOException e) {
            // Some network file systems have no locks; recording to them must work nevertheless.
            Loggers.RECORDING.log(System.Logger.Level.DEBUG, "Cannot lock " + file, e);
        }
    }

    /** Whether the file is one of these: it has the mark, or is empty, as one is that has just been created. */
    private static boolean isOwn(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            channel.write(ByteBuffer.wrap(MARK), 0);
            return true;
        }
        ByteBuffer start = ByteBuffer.allocate(MARK.length);
        while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
            // Until the mark's length is read.
        }
        return start.flip().equals(ByteBuffer.wrap(MARK));
    }

    /**
     * Gives the file a random size, by which it is known again: looking at a size, unlike reading, opens and closes
     * nothing, and so leaves the lock alone.
     */
    private static void grow(FileChannel channel) throws IOException {
        byte[] lines = new byte[1 + ThreadLocalRandom.current().nextInt(MAX_TOKEN)];
        Arrays.fill(lines, (byte) '\n');
        channel.write(ByteBuffer.wrap(lines), channel.size());
    }

    /** Whether the locked file is still the one of that name: the holder before may have deleted it in between. */
    private static boolean isStillThere(FileChannel channel, Path file, @Nullable BasicFileAttributes opened)
            throws IOException {
        BasicFileAttributes now = attributes(file);
        return opened != null
                && now != null
                && now.isRegularFile()
                && now.size() == channel.size()
                && Objects.equals(now.fileKey(), opened.fileKey());
    }

    /** Gives the lock back and deletes the file, unless it is somebody else's. */
    void release() {
        try (channel) {
            if (own) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            Loggers.RECORDING.log(System.Logger.Level.DEBUG, "Cannot delete " + file, e);
        }
    }
}
