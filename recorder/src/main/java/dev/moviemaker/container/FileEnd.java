// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.container;

import dev.moviemaker.trace.Loggers;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Leaves a file in order whose recording has failed, or is finished. */
final class FileEnd {
    private FileEnd() {}

    /** Takes back half a packet, so that the file ends with a whole one. */
    static void cut(SeekableByteChannel channel, long end, IOException failure) {
        try {
            channel.truncate(end);
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
