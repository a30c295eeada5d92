// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that decide what comes out, as words from which it can be made again anywhere. */
final class ChunkArguments {
    /** Where it comes out, who codes it, and what is told. */
    private static final Set<String> OTHERS =
            Set.of("--output", "--chunks", "--part", "--quiet", "--stats", "--debug", "--help", "--on");

    private ChunkArguments() {}

    static List<String> of(CommandSpec spec) {
        List<String> words = new ArrayList<>();
        for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName();
            if (OTHERS.contains(name)) {
                continue;
            }
            if (option.getValue() instanceof Boolean on) {
                words.add(on ? name : name.replaceFirst("--", "--no-"));
            } else {
                for (String value : option.stringValues()) {
                    boolean isFile = option.type().equals(Path.class);
                    words.add(name + "=" + (isFile ? Path.of(value).toAbsolutePath() : value));
                }
            }
        }
        return words;
    }
}
