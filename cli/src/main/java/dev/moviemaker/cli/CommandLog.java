// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the library logs, for the whole command. The report has every warning already, so nothing is printed unless
 * {@code --debug} asks for it; and Java's own logging, which takes long to start, is never loaded.
 */
public final class CommandLog extends System.LoggerFinder {
    private static volatile boolean shown;

    /** Made by {@link java.util.ServiceLoader}. */
    public CommandLog() {}

    static void show() {
        shown = true;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new ErrorStreamLogger(name);
    }

    private record ErrorStreamLogger(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return shown && level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                System.err.printf("%s %s: %s%n", name, level, thrown == null ? message : message + ": " + thrown);
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
            if (isLoggable(level)) {
                String text = format == null ? "" : java.text.MessageFormat.format(format, params);
                System.err.printf("%s %s: %s%n", name, level, text);
            }
        }
    }
}
