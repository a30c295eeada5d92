// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.Preset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the presets. */
@Command(name = "presets", description = "Lists the presets, which are named bitrates and qualities.")
final class PresetsCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Av1Command root;

    @Mixin
    HelpOption help = new HelpOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal terminal = root.terminal();
        if (json) {
            terminal.out()
                    .println(Json.of(Arrays.stream(Preset.values())
                            .map(PresetsCommand::asMap)
                            .toList()));
            terminal.out().flush();
            return ExitCode.DONE;
        }
        terminal.out().println("preset  bitrate (vbr, cbr)   peak (vbr)   quality (crf, cqp)");
        for (Preset preset : Preset.values()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%-7s %-20s %-12s %d%n",
                            preset.key(),
                            NumberText.bitrate((double) preset.bitrate()),
                            NumberText.bitrate(2.0 * preset.bitrate()),
                            preset.quality());
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static Map<String, Object> asMap(Preset preset) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", preset.key());
        map.put("bitrate", preset.bitrate());
        map.put("max_bitrate", 2L * preset.bitrate());
        map.put("quality", preset.quality());
        return map;
    }
}
