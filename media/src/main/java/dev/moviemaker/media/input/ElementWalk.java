// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Follows the outermost elements of a file from one to the next, by the lengths that they state, without reading what
 * is in them. So it is known where the file should end, which libavformat does not tell: it takes the end of a file
 * for the end of the movie. For one thread.
 */
final class ElementWalk {
    /** Enough for the header of any element: that of an Ogg page is the longest. */
    private static final int HEADER = 282;

    private static final int WINDOW = 4096;

    /** Elements looked at in a file at most: half a second's work. */
    private static final long MOST_ELEMENTS = 1_000_000;

    private final byte[] window = new byte[WINDOW];
    /** Bytes in the window, the first of which is that at {@link #next}. */
    private int filled;

    /** Where the next element begins; negative if there is nothing more to learn. */
    private long next;

    private long total;
    private Optional<ElementFormat> format = Optional.empty();
    private boolean begun;
    private boolean complete;
    private final ElementFormat.State state = new ElementFormat.State();

    /** Walks through a file. */
    static ElementWalk of(Path file) throws IOException {
        ElementWalk walk = new ElementWalk();
        try (FileChannel channel = FileChannel.open(file)) {
            walk.total = channel.size();
            ByteBuffer buffer = ByteBuffer.wrap(walk.window);
            for (long elements = 0; walk.next >= 0 && walk.next < walk.total; elements++) {
                if (elements == MOST_ELEMENTS) {
                    walk.next = -1;
                    break;
                }
                if (walk.filled < Math.min(HEADER, walk.total - walk.next)) {
                    buffer.clear();
                    long at = walk.next;
                    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {
                        // Reads on.
                    }
                    walk.filled = buffer.position();
                }
                if (!walk.step()) {
                    break;
                }
            }
        }
        return walk;
    }

    /** Takes the next bytes of a stream. */
    void feed(byte[] bytes, int offset, int count) {
        long start = total;
        total += count;
        while (next >= 0 && next + filled < total) {
            int from = (int) (next + filled - start);
            int taken = Math.min(window.length - filled, count - from);
            System.arraycopy(bytes, offset + from, window, filled, taken);
            filled += taken;
            while (filled >= HEADER && step()) {
                // As many elements as are here.
            }
        }
    }

    /** The stream has ended: what is left may be shorter than a header. */
    void end() {
        while (filled > 0 && step()) {
            // The last elements.
        }
    }

    /** Reads the header at {@link #next}; false if it is not there as a whole, or there is nothing more to learn. */
    private boolean step() {
        if (next < 0) {
            filled = 0;
            return false;
        }
        if (!begun) {
            begun = true;
            format = ElementFormat.of(window, filled);
        }
        if (format.isEmpty()) {
            next = -1;
            filled = 0;
            return false;
        }
        long length = format.get().length(ByteBuffer.wrap(window, 0, filled).slice(), state);
        if (length == ElementFormat.TOO_SHORT) {
            return false;
        }
        if (length <= 0) {
            complete = length == ElementFormat.END;
            next = -1;
            filled = 0;
            return false;
        }
        next = next + length < 0 ? Long.MAX_VALUE : next + length;
        int gone = (int) Math.min(filled, length);
        System.arraycopy(window, gone, window, 0, filled - gone);
        filled -= gone;
        return true;
    }

    /** The format, where it is one whose elements are known here. */
    Optional<ElementFormat> format() {
        return format;
    }

    /** Whether the file ends inside an element, or before the one that ends every file of its format. */
    boolean isCut() {
        return format.isPresent() && !complete && next >= 0 && format.get().isCut(next, total);
    }

    /** Whether the samples of an MP4 come before the index that they need: a stream cannot go back to them. */
    boolean isIndexLate() {
        return state.hasSamples() && !state.isIndexFirst();
    }

    /** Whether an MP4 has no index. */
    boolean isIndexMissing() {
        return state.hasSamples() && !state.hasIndex();
    }

    /** Whether some bytes in memory are a whole file as far as its elements tell. */
    static boolean isCut(ByteBuffer file) {
        ElementWalk walk = new ElementWalk();
        byte[] chunk = new byte[WINDOW];
        while (file.hasRemaining()) {
            int count = Math.min(chunk.length, file.remaining());
            file.get(chunk, 0, count);
            walk.feed(chunk, 0, count);
        }
        walk.end();
        return walk.isCut();
    }
}
