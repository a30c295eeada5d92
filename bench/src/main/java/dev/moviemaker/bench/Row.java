// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was measured, and the figures, both in the order of a table's columns.
 *
 * @param what for example the program and the size
 */
public record Row(Map<String, String> what, Map<String, Measurement> figures) {

    /** A row to be filled with {@link #with}. */
    public static Row of(Map<String, String> what) {
        return new Row(new LinkedHashMap<>(what), new LinkedHashMap<>());
    }

    /** A row about one thing. */
    public static Row of(String column, String value) {
        return of(Map.of(column, value));
    }

    /** Adds what was measured. */
    public Row about(String column, Object value) {
        what.put(column, String.valueOf(value));
        return this;
    }

    /** Adds a figure. */
    public Row with(String name, double value, String unit) {
        return with(name, Measurement.of(value, unit));
    }

    /** Adds a figure. */
    public Row with(String name, Measurement figure) {
        figures.put(name, figure);
        return this;
    }

    /** The value of a figure that is there. */
    public double value(String name) {
        Measurement figure = figures.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("no figure '%s' in %s".formatted(name, what));
        }
        return figure.value();
    }

    /** Whether it is about that. */
    public boolean is(String column, String value) {
        return value.equals(what.get(column));
    }
}
