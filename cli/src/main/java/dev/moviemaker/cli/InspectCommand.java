// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows what is in an AV1 file. */
@Command(
        name = "inspect",
        description = "Shows the temporal units and headers of an AV1 file with their sizes.",
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 inspect movie.mp4",
            "  av1 inspect --units 10 movie.ivf",
            "  av1 inspect --json movie.obu > movie.json"
        })
final class InspectCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "AV1 in MP4, Matroska, WebM, IVF or a bare stream (.obu).")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print JSON with every syntax element.")
    private boolean json;

    @Option(names = "--units", paramLabel = "N", description = "Show only the first N temporal units.")
    private long limit = Long.MAX_VALUE;

    @Override
    public Integer call() throws IOException {
        if (limit < 1) {
            throw Failure.usage("--units: %d given, at least 1 allowed".formatted(limit), null);
        }
        new Inspection(file, limit, json, root.terminal().out()).run();
        return ExitCode.DONE;
    }
}
