// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Starts the command. */
public final class Main {
    private static final int MIN_HELP_COLUMNS = 80;
    private static final int MAX_HELP_COLUMNS = 100;

    /** First words after which no other command matters. */
    private static final Set<String> ALONE = Set.of(
            "-V",
            "--version",
            "demo",
            "caps",
            "presets",
            "inspect",
            "encode",
            "plan",
            "join",
            "record-stream",
            "godot");

    private static final Map<String, Supplier<Object>> SUBCOMMANDS = subcommands();

    private Main() {}

    private static Map<String, Supplier<Object>> subcommands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand::new);
        commands.put("encode", EncodeCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("join", JoinCommand::new);
        commands.put("record-stream", RecordStreamCommand::new);
        commands.put("caps", CapsCommand::new);
        commands.put("presets", PresetsCommand::new);
        commands.put("inspect", InspectCommand::new);
        commands.put("godot", GodotCommand::new);
        commands.put("help", CommandLine.HelpCommand::new);
        commands.put("generate-completion", CompletionCommand::new);
        return commands;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        quietUnlessAsked();
        Preparation.begin(args);
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        Terminal terminal = Terminal.system(out);
        int exitCode = run(terminal, args);
        terminal.out().flush();
        Optional<String> lost = out.lost();
        if (lost.isPresent()) {
            terminal.err().println("av1: standard output: " + lost.get());
            exitCode = exitCode == ExitCode.DONE ? ExitCode.FAILED : exitCode;
        }
        System.exit(exitCode);
    }

    /** The process is the command's own, and what goes wrong is in its report. */
    static void quietUnlessAsked() {
        if (System.getProperty("moviemaker.media.quiet") == null) {
            System.setProperty("moviemaker.media.quiet", "true");
        }
    }

    /** Runs the command in this process, without a terminal. */
    public static int run(InputStream in, PrintWriter out, PrintWriter err, String... args) {
        return run(new Terminal(in, out, err, false, false, MIN_HELP_COLUMNS, true), args);
    }

    /** Returns the whole command, for what generates documentation from it. */
    public static CommandLine model() {
        CommandLine line = new CommandLine(new Av1Command(Terminal.system(System.out)));
        SUBCOMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line;
    }

    static int run(Terminal terminal, String... args) {
        Av1Command root = new Av1Command(terminal);
        CommandLine line = new CommandLine(root);
        // Reading a command's options takes picocli tens of milliseconds: only what is asked for is read.
        String first = args.length == 0 ? "" : args[0];
        SUBCOMMANDS.forEach((name, command) -> {
            if (name.equals(first) || !ALONE.contains(first)) {
                line.addSubcommand(name, command.get());
            }
        });
        Optional<String> garbled = Arrays.stream(args).filter(Main::isGarbled).findFirst();
        if (garbled.isPresent()) {
            terminal.err()
                    .println("av1: %s: this name is not UTF-8, and Java opens no other: rename it, or give a link to it"
                            .formatted(garbled.get()));
            terminal.err().flush();
            return ExitCode.USAGE;
        }
        try {
            return configured(line, root).execute(args);
        } catch (OutOfMemoryError e) {
            terminal.err().println("av1: " + Errors.message(e));
            terminal.err().flush();
            return ExitCode.FAILED;
        }
    }

    /** Whether Java has put its mark in the place of bytes that are not characters; a name may contain it, too. */
    private static boolean isGarbled(String argument) {
        return argument.indexOf('\uFFFD') >= 0 && !Files.exists(Path.of(argument));
    }

    /** Fills in a command from its words, which are known to be good. */
    static void parse(Terminal terminal, EncodeCommand command, List<String> words) {
        Av1Command root = new Av1Command(terminal);
        CommandLine line = new CommandLine(root).addSubcommand("encode", command);
        configured(line, root).parseArgs(words.toArray(String[]::new));
    }

    private static CommandLine configured(CommandLine line, Av1Command root) {
        Terminal terminal = root.terminal();
        boolean colours = terminal.outInteractive() && System.getenv("NO_COLOR") == null;
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(terminal.columns(), MIN_HELP_COLUMNS, MAX_HELP_COLUMNS))
                .setParameterExceptionHandler((e, args) -> Errors.reportUsage(e, terminal, root.debug()))
                .setExecutionExceptionHandler((e, failed, result) -> Errors.report(e, terminal, root.debug()));
    }
}
