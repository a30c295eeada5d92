// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * The command {@code av1}, run in this process.
 */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun run(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = dev.moviemaker.cli.Main.run(
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                words.toArray(String[]::new));
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
