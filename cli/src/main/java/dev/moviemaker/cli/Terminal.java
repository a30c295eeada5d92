// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/**
 * What a command talks through.
 *
 * @param in where an input named {@code -} comes from
 */
record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean outInteractive,
        boolean errInteractive,
        int columns,
        boolean unicode) {

    /**
     * Set by the start script: the digits of the streams that are terminals. Java's own console only knows about all of
     * them together, and takes long to load.
     */
    private static final String TERMINALS = "moviemaker.cli.terminals";

    private static final String COLUMNS = "moviemaker.cli.columns";
    private static final int DEFAULT_COLUMNS = 80;

    /**
     * The process's own, but for standard output.
     *
     * @param out takes standard output instead of {@link System#out}
     */
    static Terminal system(OutputStream out) {
        String terminals = System.getProperty(TERMINALS, "");
        int columns = Integer.getInteger(COLUMNS, 0);
        return new Terminal(
                System.in,
                new PrintWriter(new OutputStreamWriter(out, System.out.charset()), true),
                new PrintWriter(System.err, true, System.err.charset()),
                terminals.contains("1"),
                terminals.contains("2"),
                columns > 0 ? columns : DEFAULT_COLUMNS,
                System.err.charset().newEncoder().canEncode('█'));
    }
}
