// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows of an answer as columns of text. Units stand in the headings, or in the cells where a column mixes them. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final int labels;

    /** Lays out rows. */
    public TextTable(List<Row> rows) {
        Set<String> what = new LinkedHashSet<>();
        Set<String> figures = new LinkedHashSet<>();
        for (Row row : rows) {
            what.addAll(row.what().keySet());
            figures.addAll(row.figures().keySet());
        }
        labels = what.size();
        List<String> heading = new ArrayList<>(what);
        for (String figure : figures) {
            String unit = unit(rows, figure);
            heading.add(unit.isEmpty() ? figure : figure + " [" + unit + "]");
        }
        lines.add(heading);
        for (Row row : rows) {
            List<String> line = new ArrayList<>();
            what.forEach(name -> line.add(row.what().getOrDefault(name, "")));
            figures.forEach(name -> line.add(cell(row.figures().get(name), unit(rows, name))));
            lines.add(line);
        }
    }

    /** The unit that all have in common, else nothing. */
    private static String unit(List<Row> rows, String figure) {
        List<String> units = rows.stream()
                .filter(row -> row.figures().containsKey(figure))
                .map(row -> row.figures().get(figure).unit())
                .distinct()
                .toList();
        return units.size() == 1 ? units.getFirst() : "";
    }

    private static String cell(@org.jspecify.annotations.Nullable Measurement figure, String unit) {
        if (figure == null) {
            return "";
        }
        String text = Ratio.number(figure.value());
        if (figure.error() > 0) {
            text += " ±" + Ratio.number(figure.error());
        }
        return unit.isEmpty() && !figure.unit().isEmpty() ? text + " " + figure.unit() : text;
    }

    /** Lines of cells, the first the headings. */
    public List<List<String>> lines() {
        return lines;
    }

    /** How many columns, from the left, say what was measured. */
    public int labels() {
        return labels;
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String pad = " ".repeat(widths[i] - line.get(i).length());
                row.append(i < labels ? line.get(i) + pad : pad + line.get(i)).append("  ");
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
