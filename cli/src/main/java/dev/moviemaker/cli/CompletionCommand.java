// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what a shell completes the command's words with. */
@Command(
        name = "generate-completion",
        description = "Prints a completion script for bash, zsh or fish.",
        optionListHeading = "%n")
final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash, zsh or fish (default: bash).")
    private Shell shell = Shell.BASH;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        CommandLine av1 = spec.parent().commandLine();
        PrintWriter out = root.terminal().out();
        // picocli's script for bash loads zsh's emulation of bash where it is zsh that reads it.
        out.print(shell == Shell.FISH ? fish(av1) : AutoComplete.bash("av1", av1));
        out.flush();
        return ExitCode.DONE;
    }

    /** The same for fish, for which picocli has no generator. */
    static String fish(CommandLine av1) {
        StringBuilder script = new StringBuilder();
        av1.getSubcommands().forEach((name, command) -> {
            script.append("complete -c av1 -n __fish_use_subcommand -f -a %s -d %s%n"
                    .formatted(name, quoted(firstSentence(command.getCommandSpec()))));
            for (OptionSpec option : command.getCommandSpec().options()) {
                script.append("complete -c av1 -n '__fish_seen_subcommand_from %s'".formatted(name));
                for (String optionName : option.names()) {
                    script.append(
                            optionName.startsWith("--")
                                    ? " -l " + optionName.substring(2)
                                    : " -s " + optionName.substring(1));
                }
                script.append(option.arity().max() > 0 ? " -r" : "")
                        .append(" -d ")
                        .append(quoted(String.join(" ", option.description())))
                        .append(System.lineSeparator());
            }
        });
        return script.toString();
    }

    private static String firstSentence(CommandSpec command) {
        String[] description = command.usageMessage().description();
        return description.length == 0 ? command.name() : description[0];
    }

    private static String quoted(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replaceAll("\\s*\\R\\s*", " ")
                        .replace("%%", "%")
                + "'";
    }
}
