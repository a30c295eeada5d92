package dev.moviemaker.cli;

import dev.moviemaker.Preset;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Lists the presets. */
@Command(name = "presets", description = "Lists the presets, named bit rates and qualities.")
final class PresetsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        Terminal terminal = root.terminal();
        terminal.out().println("preset  bit rate (vbr, cbr)  peak (vbr)   quality (crf, cqp)");
        for (Preset preset : Preset.values()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%-7s %-20s %-12s %d%n",
                            preset.key(),
                            Numbers.bitrate((double) preset.bitrate()),
                            Numbers.bitrate(2.0 * preset.bitrate()),
                            preset.quality());
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
