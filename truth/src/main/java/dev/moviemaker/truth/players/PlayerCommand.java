// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth.players;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the path. */
final class PlayerCommand {
    private static final long LIMIT_SECONDS = 60;

    private PlayerCommand() {}

    /** Runs one to its end and returns what it printed on both outputs. */
    static String run(List<String> command, Path folder) throws IOException {
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("%s: no end after %d s".formatted(command.getFirst(), LIMIT_SECONDS));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            String last = text.strip().lines().reduce((first, second) -> second).orElse("");
            throw new IOException("%s: status %d: %s".formatted(command.getFirst(), process.exitValue(), last));
        }
        return text;
    }
}
