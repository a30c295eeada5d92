// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.report;

import com.google.gson.Gson;
import dev.moviemaker.bench.Ratio;
import dev.moviemaker.bench.Result;
import dev.moviemaker.bench.TextTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answers as one page: text, plots and tables, with the plotting library inside. */
record HtmlPage(String title, List<Result> results, String chartLibrary) {

    String text() throws IOException {
        String body = results.stream().map(this::section).collect(Collectors.joining("\n"));
        List<List<Plot>> plots = results.stream().map(Plots::of).toList();
        return ReportPage.resource("/dev/moviemaker/bench/report/page.html")
                .replace("{{title}}", escape(title))
                .replace("{{contents}}", contents())
                .replace("{{environment}}", list(results.getFirst().environment()))
                .replace("{{sections}}", body)
                .replace("{{plots}}", new Gson().toJson(plots))
                .replace("{{chart.js}}", chartLibrary);
    }

    private String contents() {
        return results.stream()
                .map(r -> "<a href=\"#%1$s\">%1$s</a>".formatted(escape(r.name())))
                .collect(Collectors.joining(" "));
    }

    private String section(Result result) {
        StringBuilder text = new StringBuilder();
        text.append("<section id=\"%s\">%n<h2>%s</h2>%n<p class=\"asks\">%s</p>%n"
                .formatted(escape(result.name()), escape(result.name()), escape(result.asks())));
        text.append("<ul class=\"ratios\">\n");
        for (Ratio ratio : result.answer().ratios()) {
            String kind = ratio.sign().isEmpty() ? "plain" : ratio.met() ? "met" : "missed";
            text.append("<li class=\"%s\">%s</li>%n".formatted(kind, escape(ratio.toString())));
        }
        text.append("</ul>\n<div class=\"plots\" data-plots=\"%d\"></div>%n".formatted(results.indexOf(result)));
        text.append(table(new TextTable(result.answer().rows())));
        result.answer().notes().forEach(note -> text.append("<p class=\"note\">%s</p>%n".formatted(escape(note))));
        text.append("<details><summary>How it was measured</summary>\n");
        text.append("<p><code>%s</code>, %s, load before %s</p>%n"
                .formatted(
                        escape(result.command()),
                        escape(result.environment().getOrDefault("date", "?")),
                        escape(result.environment().getOrDefault("load before", "?"))));
        text.append(list(result.answer().settings())).append("</details>\n</section>\n");
        return text.toString();
    }

    private static String table(TextTable table) {
        StringBuilder text = new StringBuilder("<div class=\"scroll\"><table>\n");
        for (int i = 0; i < table.lines().size(); i++) {
            String tag = i == 0 ? "th" : "td";
            text.append("<tr>");
            List<String> line = table.lines().get(i);
            for (int column = 0; column < line.size(); column++) {
                text.append("<%1$s%2$s>%3$s</%1$s>"
                        .formatted(tag, column < table.labels() ? "" : " class=\"number\"", escape(line.get(column))));
            }
            text.append("</tr>\n");
        }
        return text.append("</table></div>\n").toString();
    }

    private static String list(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(e -> "<dt>%s</dt><dd>%s</dd>".formatted(escape(e.getKey()), escape(e.getValue())))
                .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
