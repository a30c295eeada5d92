// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * How a question is answered.
 *
 * @param quick whether it shall take a minute or two, with figures to match
 * @param work where temporary and kept files go; exists
 */
public record Run(boolean quick, Path work, PrintStream log) {

    /** One of two values, the first for a quick run. */
    public int choose(int quickly, int thoroughly) {
        return quick ? quickly : thoroughly;
    }

    /** Says what goes on. */
    public void say(String format, Object... arguments) {
        log.printf(format + "%n", arguments);
    }
}
