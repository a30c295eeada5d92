// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import dev.moviemaker.trace.Loggers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Leaves a file in order whose recording has failed, or is finished. */
final class FileEnd {
    private FileEnd() {}

    /** Where the next packet begins; 0 where that cannot be told. */
    static long of(WritableByteChannel channel) throws IOException {
        return channel instanceof SeekableByteChannel seekable ? seekable.position() : 0;
    }

    /** Takes back half a packet, so that the file ends with a whole one. */
    static void cut(WritableByteChannel channel, long end, IOException failure) {
        try {
            if (channel instanceof SeekableByteChannel seekable) {
                seekable.truncate(end);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    static void quietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            Loggers.RECORDING.log(System.Logger.Level.WARNING, "Closing a file failed", e);
        }
    }
}
