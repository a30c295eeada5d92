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

/** Makes a movie of the chunks that other machines have encoded. */
@Command(
        name = "join",
        sortOptions = false,
        abbreviateSynopsis = true,
        customSynopsis = "av1 join PLAN [OPTIONS]",
        optionListHeading = "%n",
        description = {
            "Joins the chunks of a plan of 'av1 plan' to its movie, without loss, with the sound of its input.",
            "Names a chunk that is missing or damaged. Afterwards the chunks are removed."
        })
final class JoinCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Parameters(index = "0", paramLabel = "PLAN", description = "A plan, OUT.plan.json.")
    @SuppressWarnings("NullAway.Init")
    private Path plan;

    @Option(names = "--keep", description = "Do not remove the chunks.")
    private boolean keep;

    @Mixin
    HelpOption help = new HelpOption();

    @Mixin
    private ReportOptions reporting = new ReportOptions();

    @Override
    public Integer call() throws IOException {
        MoviePlan read = MoviePlan.read(plan);
        EncodeCommand command = EncodeCommand.of(root, read, reporting);
        return new ChunkedEncode(root.terminal(), command).join(read, keep);
    }
}
