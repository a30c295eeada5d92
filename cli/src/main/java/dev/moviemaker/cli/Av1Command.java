// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: without a subcommand it shows how to use it. {@link Main} adds the subcommands. */
@Command(
        name = "av1",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Records movies with sound as AV1, on a GPU if possible and in software otherwise.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 demo                              record a small movie",
            "  av1 encode shots/ --fps 30 -o a.mp4   convert PNG pictures and their .wav",
            "  av1 encode screen.avi -o screen.mkv   convert any movie that FFmpeg reads",
            "  av1 encode - -o a.mp4 < a.y4m         convert the pictures of another program",
            "  av1 caps                              list the encoders of this machine",
            "  av1 inspect a.mp4                     show what an AV1 file contains",
            "",
            "Shell completion (bash, zsh):  source <(av1 generate-completion)",
            "in fish:                       av1 generate-completion fish | source",
            "",
            "Exit status: 0 success, 1 failure, 2 wrong usage, 69 hardware was requested but",
            "is not available, 130 interrupted (the file is complete)."
        })
final class Av1Command implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            order = 100,
            description = "Print the stack trace of an error.")
    void debug(boolean on) {
        debug = on;
        if (on) {
            CommandLog.show();
        }
    }

    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 101,
            description = "Show this help and exit.")
    boolean helpRequested;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 102,
            description = "Show the version and exit.")
    boolean versionRequested;

    Av1Command(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    boolean debug() {
        return debug;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(terminal.err());
        return ExitCode.USAGE;
    }
}
