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
        description = "Records movies with sound as AV1: on the graphics card where it can, in software where not.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 demo                              a small movie to look at",
            "  av1 encode shots/ --fps 30 -o a.mp4   PNG pictures and the .wav beside them",
            "  av1 encode screen.avi -o screen.mkv   any movie FFmpeg reads, with its sound",
            "  av1 encode - -o a.mp4 < a.y4m         pictures from another program",
            "  av1 caps                              what this machine can encode with",
            "  av1 inspect a.mp4                     what is in an AV1 file",
            "",
            "Shell completion (bash, zsh):  source <(av1 generate-completion)",
            "in fish:                       av1 generate-completion fish | source",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 69 hardware asked for and not",
            "there, 130 interrupted (the file is finished then)."
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
            description = "With an error, show where in the program it comes from.")
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
            description = "Show this help.")
    boolean helpRequested;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 102,
            description = "Show the version.")
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
