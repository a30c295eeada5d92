// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

/** How the command ends. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** EX_UNAVAILABLE of sysexits.h: hardware asked for and not there. */
    static final int UNAVAILABLE = 69;

    private ExitCode() {}
}
