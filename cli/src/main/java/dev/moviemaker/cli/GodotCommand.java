// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.cli.godot.AddOn;
import dev.moviemaker.cli.godot.Diagnosis;
import dev.moviemaker.cli.godot.GodotProject;
import dev.moviemaker.cli.godot.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sets Godot projects up, so that their movies are AV1. */
@Command(
        name = "godot",
        description = "Sets up a Godot project so that Movie Maker mode records AV1.",
        optionListHeading = "%n",
        commandListHeading = "%nCommands:%n",
        subcommands = {GodotCommand.Install.class, GodotCommand.Doctor.class},
        footerHeading = "%nThen:%n",
        footer = "  godot --path PROJECT --write-movie movie.mp4 --fixed-fps 60")
final class GodotCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        spec.commandLine().usage(root.terminal().err());
        return ExitCode.USAGE;
    }

    @Command(
            name = "install",
            description = "Installs the add-on in a project, enables it and stores the path of this command.",
            optionListHeading = "%n")
    static final class Install implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private GodotCommand parent;

        @Mixin
        HelpOption help = new HelpOption();

        @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder, with its project.godot.")
        @SuppressWarnings("NullAway.Init")
        private Path project;

        @Option(names = "--command", paramLabel = "AV1", description = "The command that encodes (default: this one).")
        private @Nullable Path command;

        @Option(
                names = "--from",
                paramLabel = "FOLDER",
                description = "The folder of the add-on (default: the one that came with this command).")
        private @Nullable Path from;

        @Override
        public Integer call() throws IOException {
            GodotProject target = GodotProject.at(project);
            AddOn addOn = from != null
                    ? new AddOn(from.toAbsolutePath().normalize())
                    : AddOn.ofThisCommand()
                            .orElseThrow(() -> Failure.failed("the add-on is not beside this command: --from", null));
            Path encoder = command != null
                    ? command.toAbsolutePath().normalize()
                    : AddOn.startScript()
                            .orElseThrow(() -> Failure.failed("this command has no start script: --command", null));
            PrintWriter out = parent.root.terminal().out();
            Installation.into(target, addOn, encoder).forEach(out::println);
            out.flush();
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "doctor",
            description = "Checks whether a project can record and says what is missing.",
            optionListHeading = "%n")
    static final class Doctor implements Callable<Integer> {
        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private GodotCommand parent;

        @Mixin
        HelpOption help = new HelpOption();

        @Parameters(index = "0", paramLabel = "PROJECT", description = "The project's folder, with its project.godot.")
        @SuppressWarnings("NullAway.Init")
        private Path project;

        @Option(
                names = "--engine",
                paramLabel = "GODOT",
                defaultValue = "godot",
                description = "The Godot executable (default: ${DEFAULT-VALUE}).")
        @SuppressWarnings("NullAway.Init")
        private String engine;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = parent.root.terminal().out();
            List<Diagnosis.Finding> findings = Diagnosis.of(GodotProject.at(project), engine, System.getenv());
            findings.forEach(finding -> out.printf("%-8s %s%n", finding.good() ? "ok" : "missing", finding.text()));
            out.flush();
            return findings.stream().allMatch(Diagnosis.Finding::good) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
