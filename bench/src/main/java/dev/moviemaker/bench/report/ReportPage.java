// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.report;

import dev.moviemaker.bench.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes a folder's answers into {@code index.html}, which needs nothing else, and {@code README.md}. */
public final class ReportPage {
    private static final PrintStream OUT = System.out;

    /** The order in which a reader wants them. */
    private static final List<String> ORDER =
            List.of("Recording", "FrameLatency", "HostOverhead", "VulkanCall", "Conversion", "StartUp", "Scale");

    private ReportPage() {}

    /** Arguments: the folder, and a title. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "bench/target/results");
        List<Result> results = read(folder);
        if (results.isEmpty()) {
            throw new IOException("no answers (NAME.json) in " + folder);
        }
        String title = arguments.length > 1
                ? arguments[1]
                : "Movie Maker AV1 on " + results.getFirst().environment().getOrDefault("processor", "this machine");
        Files.writeString(folder.resolve("index.html"), new HtmlPage(title, results, chartLibrary()).text());
        Files.writeString(folder.resolve("README.md"), new MarkdownPage(title, results).text());
        OUT.println(folder.resolve("index.html"));
        OUT.println(folder.resolve("README.md"));
    }

    static List<Result> read(Path folder) throws IOException {
        List<Result> results = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                results.add(Result.read(file));
            }
        }
        results.sort((a, b) -> Integer.compare(place(a), place(b)));
        return results;
    }

    private static int place(Result result) {
        int place = ORDER.indexOf(result.name());
        return place < 0 ? ORDER.size() : place;
    }

    private static String chartLibrary() throws IOException {
        String version =
                resource("/dev/moviemaker/bench/report/chartjs-version.txt").strip();
        // Nothing in a script element may look like its end.
        return resource("/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.js".formatted(version))
                .replace("</script", "<\\/script");
    }

    static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
