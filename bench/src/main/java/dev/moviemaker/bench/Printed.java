// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.Map;

/** Figures that a process printed. */
record Printed(Map<String, Double> values) {

    /** A figure that is there. */
    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no figure '%s' in %s".formatted(name, values));
        }
        return value;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }
}
