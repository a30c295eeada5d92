// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.cli.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** {@code av1 inspect}, for people and as JSON: ends with 0 or 1, and with 1 it says why in one line. */
public final class InspectTarget {
    private static final Path FILE = ScratchFile.of("movie.av1");

    private InspectTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        ScratchFile.write(FILE, data);
        Limits.run(() -> {
            run(FILE.toString());
            run("--json", FILE.toString());
        });
    }

    private static void run(String... options) {
        StringWriter error = new StringWriter();
        String[] arguments = new String[options.length + 1];
        arguments[0] = "inspect";
        System.arraycopy(options, 0, arguments, 1, options.length);
        int status = Main.run(
                InputStream.nullInputStream(), new PrintWriter(new StringWriter()), new PrintWriter(error), arguments);
        String said = error.toString();
        Limits.require(status == 0 || status == 1, () -> "it ended with " + status + ": " + said);
        Limits.require(!said.contains("Exception") && !said.contains("\tat "), () -> "it said: " + said);
        Limits.require(status == 0 || said.startsWith("av1: "), () -> "it did not say why: " + said);
    }
}
