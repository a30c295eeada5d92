// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why it failed: the writers before it only know that it did. */
final class StandardOutput extends FilterOutputStream {
    private static final int TYPE = 0xF000;
    private static final int PIPE = 0x1000;
    private static final int SOCKET = 0xC000;

    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why output was lost that somebody waits for: who closes a pipe has had enough. */
    Optional<String> lost() {
        IOException e = failure;
        return e == null || isPipe(Errors.message(e)) ? Optional.empty() : Optional.of(Errors.message(e));
    }

    /** By its kind where the system tells it, since messages come in the user's language. */
    private static boolean isPipe(String message) {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return message.toLowerCase(Locale.ROOT).contains("pipe");
        }
    }
}
