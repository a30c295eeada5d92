// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recording of which only the last seconds are kept, coded, until they are saved: for "save what just happened".
 *
 * <pre>{@code
 * ReplayBuffer replay = ReplayBuffer.inMemory(Duration.ofSeconds(30));
 * maker.start(replay);
 * ...
 * replay.save(Path.of("goal.mp4")); // as often as you like, while recording goes on
 * }</pre>
 *
 * <p>Kept are whole groups of pictures, so somewhat more than asked for: up to a key frame interval. Frames that the
 * encoder still holds are not saved; {@code usage} and {@code speed} decide how many.
 *
 * <p>Threading: any thread may call.
 */
public final class ReplayBuffer implements Output {
    private final Duration length;
    private final Optional<Path> folder;
    private volatile @Nullable Control control;

    /** What a running recording does for its replay buffer; for backends. */
    public interface Control {
        /** Writes what is kept to a file. */
        void save(Path file);
    }

    private ReplayBuffer(Duration length, Optional<Path> folder) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("replay: %s given, more than 0 allowed".formatted(length));
        }
        this.length = length;
        this.folder = folder;
    }

    /**
     * Returns a buffer in the program's memory.
     *
     * @param length how much to keep, more than 0
     */
    public static ReplayBuffer inMemory(Duration length) {
        return new ReplayBuffer(length, Optional.empty());
    }

    /**
     * Returns a buffer in temporary files, which the operating system removes at the latest when the process has ended.
     *
     * @param length how much to keep, more than 0
     * @param folder an existing folder for the files
     */
    public static ReplayBuffer onDisk(Duration length, Path folder) {
        return new ReplayBuffer(length, Optional.of(folder));
    }

    /**
     * Writes the last seconds to a file, from the key frame before them on. The recording goes on meanwhile.
     *
     * @param file the file; its extension selects the container
     * @throws IllegalStateException if no recording runs with this output, or there is no frame yet
     * @throws OutputException if the file cannot be written; the recording goes on
     * @throws UnsupportedException if there is no such container or it does not take the sound
     */
    public void save(Path file) {
        Control current = control;
        if (current == null) {
            throw new IllegalStateException("save: no recording was started with this replay buffer");
        }
        current.save(file);
    }

    /** Returns how much is kept. */
    public Duration length() {
        return length;
    }

    /** Returns the folder of its files; empty if it is in memory. */
    public Optional<Path> folder() {
        return folder;
    }

    /** Connects this output with the recording that has been started; for backends. */
    public void attach(Control recording) {
        control = recording;
    }

    @Override
    public String toString() {
        return "a replay buffer of " + length.toMillis() + " ms";
    }
}
