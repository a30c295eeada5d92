// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.OutputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second recording, of this program or another, from writing to the same target. A file of its own is locked,
 * beside the target: a lock on the movie itself would be lost as soon as anybody in this process closes a descriptor of
 * it. Two paths to one folder lead to one such file, so they are one target.
 */
final class TargetLock {
    private static final ReentrantLock HELD_LOCK = new ReentrantLock();

    /** Targets by path, and lock files by key. */
    private static final Set<Object> HELD = new HashSet<>();

    private final Path target;
    private final LockFile file;
    /** Of the movie whose unfinished recording has the target's name. */
    private final @Nullable TargetLock whole;

    private boolean released;

    private TargetLock(Path target, LockFile file, @Nullable TargetLock whole) {
        this.target = target;
        this.file = file;
        this.whole = whole;
    }

    /**
     * Takes the lock.
     *
     * @param output the same, as the caller wrote it
     * @throws OutputException if it is taken or the folder cannot be written
     */
    static TargetLock acquire(Path target, Path output) {
        Optional<Path> movie = SiblingNames.movieOf(target);
        TargetLock whole = movie.isPresent() ? acquire(movie.get(), output) : null;
        try {
            return acquire(target, output, whole);
        } catch (RuntimeException | Error e) {
            if (whole != null) {
                whole.release();
            }
            throw e;
        }
    }

    private static TargetLock acquire(Path target, Path output, @Nullable TargetLock whole) {
        // An interrupt would close the lock file's channel; it is put aside meanwhile.
        boolean interrupted = Thread.interrupted();
        HELD_LOCK.lock();
        try {
            if (HELD.contains(target)) {
                throw heldHere(output);
            }
            LockFile file = LockFile.take(new SiblingNames(target).lock(), HELD, output);
            HELD.add(target);
            if (file.key() != null) {
                HELD.add(file.key());
            }
            return new TargetLock(target, file, whole);
        } catch (IOException e) {
            throw new OutputException("Cannot write %s: %s".formatted(output, IoReason.of(e)), e);
        } finally {
            HELD_LOCK.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static OutputException heldHere(Path output) {
        return new OutputException(
                "Cannot write %s: another recording of this program is writing it".formatted(output));
    }

    /** Gives the lock back. May be called again. */
    void release() {
        HELD_LOCK.lock();
        try {
            if (!released) {
                released = true;
                file.release();
                HELD.remove(target);
                if (file.key() != null) {
                    HELD.remove(file.key());
                }
            }
        } finally {
            HELD_LOCK.unlock();
        }
        if (whole != null) {
            whole.release();
        }
    }
}
