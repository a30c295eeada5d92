// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.ConformanceRun.Outcome;
import dev.moviemaker.emulator.ConformanceRun.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The README's table of what each profile carries out; {@code emulator/conformance} starts it. */
final class ConformanceTable {
    private ConformanceTable() {}

    /**
     * Prints a line for each case that is not carried out, then the table. Ends with 1 if a case failed.
     *
     * @param arguments library of the installed driver, profiles
     * @throws IOException if there is no room for streams
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("conformance");
        ConformanceRun run = new ConformanceRun(Path.of(arguments[0]), folder);
        List<String> profiles = List.of(arguments).subList(1, arguments.length);
        Map<String, Map<String, List<Verdict>>> kinds = new LinkedHashMap<>();
        boolean failed = false;
        for (String profile : profiles) {
            for (ConformanceCase one : ConformanceCase.all()) {
                Outcome outcome = run.run(Testbed.profile(profile), one);
                kinds.computeIfAbsent(one.kind(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(profile, _ -> new ArrayList<>())
                        .add(outcome.verdict());
                failed |= outcome.verdict() == Verdict.FAILED;
                System.out.printf("%s %s: %s, %s%n", profile, one, outcome.verdict(), outcome.why());
            }
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        System.out.println();
        System.out.println("| passed/refused/failed | " + String.join(" | ", profiles) + " |");
        System.out.println("| --- |" + " --- |".repeat(profiles.size()));
        kinds.forEach((kind, verdicts) -> System.out.println(row(kind, verdicts, profiles)));
        Map<String, List<Verdict>> all = new LinkedHashMap<>();
        kinds.values()
                .forEach(verdicts -> verdicts.forEach((profile, list) ->
                        all.computeIfAbsent(profile, _ -> new ArrayList<>()).addAll(list)));
        System.out.println(row("all", all, profiles));
        System.exit(failed ? 1 : 0);
    }

    private static String row(String name, Map<String, List<Verdict>> verdicts, List<String> profiles) {
        return profiles.stream()
                .map(profile -> counts(verdicts.getOrDefault(profile, List.of())))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }

    private static String counts(List<Verdict> verdicts) {
        return List.of(Verdict.values()).stream()
                .map(verdict -> String.valueOf(
                        verdicts.stream().filter(one -> one == verdict).count()))
                .collect(Collectors.joining("/"));
    }
}
