package dev.moviemaker.recording;

import dev.moviemaker.OutputException;
import dev.moviemaker.trace.Loggers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second recording, of this program or another, from writing to the same target. A file of its own is locked, beside the target:
 * a lock on the movie itself would be lost as soon as anybody in this process closes a descriptor of it.
 */
final class TargetLock {
    private static final int MAX_TOKEN = 4096;

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path target;
    private final Path lockFile;
    private @Nullable FileChannel channel;

    private TargetLock(Path target, Path lockFile, @Nullable FileChannel channel) {
        this.target = target;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param target real path of the file
     * @param output the same, as the caller wrote it
     * @throws OutputException if it is taken or the folder cannot be written
     */
    static TargetLock acquire(Path target, Path output) {
        if (!HELD.add(target)) {
            throw new OutputException(
                    "Cannot write %s: another recording of this program is writing it".formatted(output));
        }
        Path lockFile = target.resolveSibling("." + target.getFileName() + ".lock");
        try {
            return new TargetLock(target, lockFile, lock(lockFile, output));
        } catch (IOException e) {
            HELD.remove(target);
            throw new OutputException("Cannot write %s: %s".formatted(output, IoReason.of(e)), e);
        } catch (OutputException e) {
            HELD.remove(target);
            throw e;
        }
    }

    private static FileChannel lock(Path lockFile, Path output) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean held = false;
            try {
                if (!tryLock(channel, lockFile)) {
                    throw new OutputException("Cannot write %s: another program is recording to it".formatted(output));
                }
                held = isStillThere(channel, lockFile);
                if (held) {
                    return channel;
                }
            } finally {
                if (!held) {
                    channel.close();
                }
            }
        }
    }

    private static boolean tryLock(FileChannel channel, Path lockFile) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            // Some network file systems have no locks; recording to them must work all the same.
            Loggers.RECORDING.log(System.Logger.Level.DEBUG, "Cannot lock " + lockFile, e);
            return true;
        }
    }

    /**
     * Whether the file just locked is still the one of that name: the holder before may have deleted it in between. Told by a random
     * size, because looking at a size, unlike reading, opens and closes nothing, and so leaves the lock alone.
     */
    private static boolean isStillThere(FileChannel channel, Path lockFile) throws IOException {
        int token = 1 + ThreadLocalRandom.current().nextInt(MAX_TOKEN);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(token), 0);
        try {
            return Files.size(lockFile) == token;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Gives the lock back. May be called again. */
    void release() {
        FileChannel held = channel;
        if (held == null) {
            return;
        }
        channel = null;
        try (held) {
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            Loggers.RECORDING.log(System.Logger.Level.DEBUG, "Cannot delete " + lockFile, e);
        } finally {
            HELD.remove(target);
        }
    }
}
