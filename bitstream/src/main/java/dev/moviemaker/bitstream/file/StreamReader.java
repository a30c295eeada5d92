// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the temporal units of a file in order, one in memory at a time. One thread at a time. */
public interface StreamReader extends Closeable {
    /**
     * Returns the next temporal unit, or null at the end.
     *
     * @throws IOException when the file is cut off or not what it should be; the message has the position
     */
    @Nullable
    StreamUnit next() throws IOException;
}
