// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import org.jspecify.annotations.Nullable;

/** Ends the command with a message for the user and an exit code. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static Failure usage(String message, @Nullable Throwable cause) {
        return new Failure(ExitCode.USAGE, message, cause);
    }

    static Failure failed(String message, @Nullable Throwable cause) {
        return new Failure(ExitCode.FAILED, message, cause);
    }

    static Failure unavailable(String message, @Nullable Throwable cause) {
        return new Failure(ExitCode.UNAVAILABLE, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
