// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.report;

import dev.moviemaker.bench.Ratio;
import dev.moviemaker.bench.Result;
import dev.moviemaker.bench.TextTable;
import java.util.List;
import java.util.stream.Collectors;

/** The answers as tables of Markdown. */
record MarkdownPage(String title, List<Result> results) {

    String text() {
        StringBuilder text = new StringBuilder("# %s%n%n".formatted(title));
        text.append("Plots of the same figures: [index.html](index.html), which needs nothing else.\n\n");
        results.getFirst().environment().forEach((name, value) -> {
            if (!name.equals("date") && !name.startsWith("load")) {
                text.append("- %s: %s%n".formatted(name, value));
            }
        });
        results.forEach(result -> answer(text, result));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static void answer(StringBuilder text, Result result) {
        text.append("%n## %s%n%n%s%n%n".formatted(result.name(), result.asks()));
        text.append("`%s`, %s, load before %s.%n%n"
                .formatted(
                        result.command(),
                        result.environment().getOrDefault("date", "?"),
                        result.environment().getOrDefault("load before", "?")));
        result.answer().settings().forEach((name, value) -> text.append("- %s: %s%n".formatted(name, value)));
        TextTable table = new TextTable(result.answer().rows());
        text.append("\n");
        for (int i = 0; i < table.lines().size(); i++) {
            List<String> line = table.lines().get(i);
            text.append(line.stream().map(MarkdownPage::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
            if (i == 0) {
                for (int column = 0; column < line.size(); column++) {
                    text.append(column < table.labels() ? "| --- " : "| ---: ");
                }
                text.append("|\n");
            }
        }
        text.append("\n");
        for (Ratio ratio : result.answer().ratios()) {
            text.append("- %s%n".formatted(ratio));
        }
        for (String note : result.answer().notes()) {
            text.append("- Note: %s%n".formatted(note.strip().replace("\n", " ")));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
