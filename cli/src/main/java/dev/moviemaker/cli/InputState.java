// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.media.chunk.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the files of an input were like when a plan was made.
 *
 * @param files how many
 * @param bytes of all together
 * @param modified the latest time of a change, in milliseconds since 1970
 * @param digest of their contents
 */
record InputState(int files, long bytes, long modified, String digest) {

    static InputState of(List<Path> files) throws IOException {
        return new InputState(files.size(), bytes(files), modified(files), new Digest().ofContents(files));
    }

    /** The state, without a look into files that are as long and as old as they were. */
    static InputState of(List<Path> files, Optional<InputState> before) throws IOException {
        return before.isPresent() && before.get().looksLike(files) ? before.get() : of(files);
    }

    private boolean looksLike(List<Path> now) throws IOException {
        return files == now.size() && bytes == bytes(now) && modified == modified(now);
    }

    /**
     * Requires that the files are those of the plan; copies of another date are.
     *
     * @throws Failure if they are not
     */
    void require(List<Path> now, String input) throws IOException {
        if (looksLike(now)) {
            return;
        }
        boolean sameSize = files == now.size() && bytes == bytes(now);
        if (!sameSize || !digest.equals(new Digest().ofContents(now))) {
            throw Failure.failed(
                    "%s has changed since the plan was made (%d files of %d bytes, now %d of %d): plan again"
                            .formatted(input, files, bytes, now.size(), bytes(now)),
                    null);
        }
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static long modified(List<Path> files) throws IOException {
        long latest = 0;
        for (Path file : files) {
            latest = Math.max(latest, Files.getLastModifiedTime(file).toMillis());
        }
        return latest;
    }
}
