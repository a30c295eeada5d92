// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is shown while and after recording. */
final class ReportOptions {
    @ArgGroup(validate = false, order = 40, heading = "%nReport:%n")
    private Group group = new Group();

    static final class Group {
        @Option(names = "--quiet", description = "Print errors only.")
        boolean quiet;

        @Option(
                names = "--stats",
                paramLabel = "FILE",
                description = "Write the statistics of the recording to FILE as JSON.")
        @Nullable
        Path stats;
    }

    private boolean events;

    /** Writes lines of JSON in place of progress and report, or not. */
    void asEvents(boolean on) {
        events = on;
    }

    boolean events() {
        return events;
    }

    boolean quiet() {
        return group.quiet || events;
    }

    @Nullable
    Path stats() {
        return group.stats;
    }
}
