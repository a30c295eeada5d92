// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;

/** Closing what was only read. */
final class Streams {
    private static final Logger LOGGER = System.getLogger("dev.moviemaker.media");

    private Streams() {}

    static void closeQuietly(Closeable in) {
        try {
            in.close();
        } catch (IOException e) {
            LOGGER.log(Logger.Level.DEBUG, "an input that was read to its end did not close", e);
        }
    }
}
