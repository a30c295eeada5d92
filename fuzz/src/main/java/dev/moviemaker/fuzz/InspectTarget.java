// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.cli.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** What {@code av1 inspect} prints, for people and as JSON; what it cannot do it says in one line. */
public final class InspectTarget {
    private static final Path FILE = ScratchFile.of("movie.av1");

    private InspectTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        ScratchFile.write(FILE, data);
        Limits.run(() -> {
            run(false);
            run(true);
        });
    }

    private static void run(boolean json) {
        try {
            new Inspection(FILE, Long.MAX_VALUE, json, new PrintWriter(new StringWriter())).run();
        } catch (IOException documented) {
            String said = String.valueOf(documented.getMessage());
            Limits.require(said.startsWith(FILE.toString()), () -> "it does not name the file: " + said);
            Limits.require(!said.contains("Exception"), () -> "it said: " + said);
        }
    }
}
