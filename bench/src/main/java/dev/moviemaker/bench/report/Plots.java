// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.report;

import dev.moviemaker.bench.Result;
import dev.moviemaker.bench.Row;
import java.util.ArrayList;
import java.util.List;

/** Which plots each answer gets. */
final class Plots {
    private static final List<String> PERCENTILES = List.of("p50", "p95", "p99", "max");

    private Plots() {}

    static List<Plot> of(Result result) {
        List<Row> rows = result.answer().rows();
        List<Plot> plots = switch (result.name()) {
            case "Recording" -> recording(rows);
            case "FrameLatency" -> latency(rows);
            case "HostOverhead" -> host(rows);
            case "VulkanCall" -> calls(rows);
            case "Conversion" -> conversion(rows);
            case "StartUp" -> startUp(rows);
            case "Scale" -> scale(rows);
            case "Quality" -> quality(rows);
            default -> List.of();
        };
        return plots.stream().filter(plot -> !plot.series().isEmpty()).toList();
    }

    private static String name(Row row, String column) {
        return row.what().getOrDefault(column, "");
    }

    private static List<Plot> recording(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String figure : List.of("speed", "processor time", "peak memory")) {
            plots.add(Plot.bars(figure, rows, row -> name(row, "by"), figure));
        }
        return plots;
    }

    private static List<Plot> latency(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String size :
                rows.stream().map(row -> name(row, "size")).distinct().toList()) {
            plots.add(Plot.figures(
                    size,
                    "line",
                    true,
                    Plot.where(rows, row -> row.is("size", size)),
                    row -> "%s, %s, %s in flight"
                            .formatted(name(row, "encoder"), name(row, "frames"), name(row, "asked in flight")),
                    PERCENTILES));
        }
        return plots;
    }

    private static List<Plot> host(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        plots.add(Plot.figures(
                "submit, one frame at a time",
                "bar",
                false,
                Plot.where(rows, row -> row.is("how", "one at a time")),
                row -> name(row, "frames"),
                List.of("submit", "library alone", "copy of the pixels")));
        plots.add(Plot.of(
                "processor time of the submitting thread",
                "bar",
                false,
                "recordings at once",
                rows,
                row -> name(row, "recordings"),
                row -> name(row, "frames"),
                "processor time, submitting thread"));
        return plots;
    }

    private static List<Plot> calls(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String work :
                rows.stream().map(row -> name(row, "work")).distinct().toList()) {
            plots.add(Plot.bars(
                    work, Plot.where(rows, row -> row.is("work", work)), row -> name(row, "by"), "processor time"));
        }
        return plots;
    }

    private static List<Plot> conversion(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String size :
                rows.stream().map(row -> name(row, "size")).distinct().toList()) {
            plots.add(Plot.of(
                    "time per picture of " + size,
                    "bar",
                    true,
                    "",
                    Plot.where(rows, row -> row.is("size", size)),
                    row -> name(row, "by"),
                    row -> name(row, "to"),
                    "time"));
        }
        plots.add(Plot.of(
                "share of the device's bandwidth",
                "bar",
                false,
                "",
                Plot.where(rows, row -> row.is("to", "NV12")),
                row -> name(row, "by"),
                row -> name(row, "size"),
                "of the bandwidth"));
        return plots;
    }

    private static List<Plot> startUp(List<Row> rows) {
        return List.of(
                Plot.of(
                        "median by the clock",
                        "bar",
                        false,
                        "",
                        rows,
                        row -> name(row, "until"),
                        row -> "archive of classes: " + name(row, "archive of classes"),
                        "median"),
                Plot.of(
                        "processor time",
                        "bar",
                        false,
                        "",
                        rows,
                        row -> name(row, "until"),
                        row -> "archive of classes: " + name(row, "archive of classes"),
                        "processor time"));
    }

    private static List<Plot> scale(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String part : List.of("size", "length", "recordings at once")) {
            String across = part.equals("size") ? "size" : part.equals("length") ? "frames" : "recordings";
            List<Row> some = Plot.where(rows, row -> row.is("scale", part));
            for (String figure : List.of("cpu per frame", "peak memory")) {
                plots.add(Plot.of(
                        "%s by %s".formatted(figure, part),
                        "line",
                        part.equals("size"),
                        across,
                        some,
                        row -> name(row, across),
                        row -> name(row, "encoder"),
                        figure));
            }
        }
        return plots;
    }

    private static List<Plot> quality(List<Row> rows) {
        List<Plot> plots = new ArrayList<>();
        for (String figure : List.of("bits to preset 8", "2 cores", "1080p, all cores")) {
            plots.add(Plot.of(
                    figure, "line", false, "speed", rows, row -> name(row, "speed"), row -> name(row, "by"), figure));
        }
        return plots;
    }
}
