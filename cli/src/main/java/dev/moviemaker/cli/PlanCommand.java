// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Plans the chunks of a movie for other machines. */
@Command(
        name = "plan",
        sortOptions = false,
        abbreviateSynopsis = true,
        customSynopsis = "av1 plan INPUT -o OUT [OPTIONS OF encode]",
        optionListHeading = "%n",
        description = {
            "Plans how a movie is encoded in chunks by many machines that share a folder, and writes OUT.plan.json.",
            "Then 'av1 encode OUT.plan.json --part I/N' encodes a share of them, on any machine and as often as you"
                    + " like, and 'av1 join OUT.plan.json' makes OUT of them. The options are those of encode."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  av1 plan movie.y4m -o movie.mp4 --rate-control crf",
            "  av1 encode movie.mp4.plan.json --part 1/2        (on one machine)",
            "  av1 encode movie.mp4.plan.json --part 2/2        (on another)",
            "  av1 join movie.mp4.plan.json"
        })
final class PlanCommand extends EncodeCommand {
    @Override
    public Integer call() throws IOException {
        if (chunking().part() != null || chunking().areOn()) {
            throw Failure.usage("--chunks and --part: allowed with 'av1 encode' only", null);
        }
        check();
        Path file = MoviePlan.file(output());
        MoviePlan plan = new ChunkedEncode(terminal(), this).plan(arguments(), file);
        plan.write(file);
        if (!reporting().quiet()) {
            terminal().out().printf("%s: %d chunks%n", file, plan.chunks().size());
            terminal().out().flush();
        }
        return ExitCode.DONE;
    }
}
