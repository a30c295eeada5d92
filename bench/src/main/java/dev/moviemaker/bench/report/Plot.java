// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench.report;

import dev.moviemaker.bench.Measurement;
import dev.moviemaker.bench.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the page's script draws.
 *
 * @param series values by name, null where there is none
 */
record Plot(
        String title,
        String kind,
        String unit,
        boolean logarithmic,
        String across,
        List<String> labels,
        Map<String, List<@Nullable Double>> series) {

    /** One figure, one bar for each row. */
    static Plot bars(String title, List<Row> rows, Function<Row, String> label, String figure) {
        return of(title, "bar", false, "", rows, label, row -> figure, figure);
    }

    /** A figure of rows by two of their properties. */
    static Plot of(
            String title,
            String kind,
            boolean logarithmic,
            String across,
            List<Row> rows,
            Function<Row, String> label,
            Function<Row, String> line,
            String figure) {
        List<Row> all =
                rows.stream().filter(row -> row.figures().containsKey(figure)).toList();
        Set<String> labels = new LinkedHashSet<>();
        all.forEach(row -> labels.add(label.apply(row)));
        List<String> order = List.copyOf(labels);
        Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
        String unit = "";
        for (Row row : all) {
            Measurement value = Objects.requireNonNull(row.figures().get(figure));
            unit = value.unit();
            series.computeIfAbsent(line.apply(row), name -> nothing(order.size()))
                    .set(order.indexOf(label.apply(row)), value.value());
        }
        return new Plot(title, kind, unit, logarithmic, across, order, series);
    }

    /** Several figures of each row side by side, or one line for each row along the figures. */
    static Plot figures(
            String title,
            String kind,
            boolean logarithmic,
            List<Row> rows,
            Function<Row, String> line,
            List<String> names) {
        Map<String, List<@Nullable Double>> series = new LinkedHashMap<>();
        String unit = "";
        for (Row row : rows) {
            List<@Nullable Double> values = nothing(names.size());
            for (int i = 0; i < names.size(); i++) {
                Measurement figure = row.figures().get(names.get(i));
                if (figure != null) {
                    values.set(i, figure.value());
                    unit = figure.unit();
                }
            }
            series.put(line.apply(row), values);
        }
        return new Plot(title, kind, unit, logarithmic, "", names, series);
    }

    private static List<@Nullable Double> nothing(int count) {
        List<@Nullable Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(null);
        }
        return values;
    }

    /** Rows that have a property's value. */
    static List<Row> where(List<Row> rows, Predicate<Row> wanted) {
        return rows.stream().filter(wanted).toList();
    }
}
