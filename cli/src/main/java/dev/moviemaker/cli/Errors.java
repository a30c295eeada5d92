// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.Av1EncoderException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns exceptions into one line for the user and an exit code. */
final class Errors {
    private static final String PREFIX = "av1: ";

    private Errors() {}

    static int report(Exception e, Terminal terminal, boolean debug) {
        terminal.err().println(PREFIX + oneLine(message(e)));
        if (debug) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return e instanceof Failure failure ? failure.exitCode() : ExitCode.FAILED;
    }

    static int reportUsage(CommandLine.ParameterException e, Terminal terminal, boolean debug) {
        CommandLine command = e.getCommandLine();
        terminal.err().println(PREFIX + oneLine(usageMessage(e)));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err())) {
            terminal.err()
                    .println("Try '%s --help'."
                            .formatted(command.getCommandSpec().qualifiedName()));
        }
        if (debug) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().flush();
        return ExitCode.USAGE;
    }

    private static @Nullable String usageMessage(CommandLine.ParameterException e) {
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String argument = unmatched.getUnmatched().getFirst();
            return e.getCommandLine().getParent() == null
                    ? "there is no command '%s'".formatted(argument)
                    : "unexpected argument '%s'".formatted(argument);
        }
        return e.getMessage();
    }

    static String message(Throwable e) {
        return switch (e) {
            case Failure failure -> text(failure);
            case UncheckedIOException wrapped when wrapped.getCause() != null -> message(wrapped.getCause());
            case NoSuchFileException missing -> "%s: no such file or folder".formatted(missing.getFile());
            case FileNotFoundException missing -> text(missing);
            case AccessDeniedException denied -> "%s: permission denied".formatted(denied.getFile());
            case NotDirectoryException file -> "%s: not a folder".formatted(file.getFile());
            case FileAlreadyExistsException there -> "%s: already there".formatted(there.getFile());
            case FileSystemException other -> "%s: %s".formatted(other.getFile(), other.getReason());
            case IOException io -> text(io);
            case Av1EncoderException known -> text(known);
            case IllegalArgumentException bad -> text(bad);
            case IllegalStateException bad -> text(bad);
            case OutOfMemoryError memory ->
                "not enough memory (%s); a smaller picture or --max-queued-frames needs less".formatted(text(memory));
            default -> "unexpected %s; --debug shows where".formatted(e);
        };
    }

    private static String text(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
    }

    /** Several violations of one check come as lines. */
    static String oneLine(@Nullable String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
