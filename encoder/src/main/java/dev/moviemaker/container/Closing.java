package dev.moviemaker.container;

import dev.moviemaker.trace.Loggers;
import java.io.Closeable;
import java.io.IOException;

/** Closes a file whose recording has failed already, or is finished. */
final class Closing {
    private Closing() {}

    static void quietly(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            Loggers.RECORDING.log(System.Logger.Level.WARNING, "Closing a file failed", e);
        }
    }
}
