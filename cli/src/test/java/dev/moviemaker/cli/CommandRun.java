// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

/**
 * The command, run in this process.
 *
 * @param exitCode as the process would end
 * @param out standard output
 * @param err standard error
 */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(Object... args) {
        return withInput(new ByteArrayInputStream(new byte[0]), args);
    }

    static CommandRun withInput(InputStream in, Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
        int exitCode = Main.run(
                new Terminal(in, new PrintWriter(out, true), new PrintWriter(err, true), false, false, 80, true),
                words);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** The message of a failed run, checked to be one line that starts with the command's name; hints may follow it. */
    String error() {
        List<String> lines = err.strip()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Try '") && !line.startsWith("Did you mean"))
                .toList();
        if (lines.size() != 1 || !lines.getFirst().startsWith("av1: ")) {
            throw new AssertionError("not one line of error: " + err);
        }
        return lines.getFirst();
    }
}
