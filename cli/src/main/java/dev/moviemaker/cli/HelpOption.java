// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import picocli.CommandLine.Option;

/** {@code --help} of a subcommand. picocli's own commands bring theirs, so it cannot be inherited from the root. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 101,
            description = "Show this help and exit.")
    boolean helpRequested;
}
