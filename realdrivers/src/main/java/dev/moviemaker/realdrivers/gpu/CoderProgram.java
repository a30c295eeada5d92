// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers.gpu;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Listens at the socket that its argument names, until it is ended. Says on standard error which jobs could not be
 * done.
 */
public final class CoderProgram {
    private CoderProgram() {}

    /**
     * Runs.
     *
     * @param arguments the socket's path
     * @throws IOException if it cannot listen there
     * @throws InterruptedException if it is to end
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            System.err.println("usage: CoderProgram SOCKET");
            System.exit(2);
        }
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 16);
        try (CoderService _ = new CoderService(
                Path.of(arguments[0]),
                threads,
                picture -> {},
                (job, why) -> System.err.println("coder: %s failed: %s".formatted(job, why.getMessage())))) {
            Thread.currentThread().join();
        }
    }
}
