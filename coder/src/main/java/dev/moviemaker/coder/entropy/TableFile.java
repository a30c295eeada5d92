// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the tables that {@code tables/ExtractTables.java} made from the specification: lines of "name d0 d1 ...: v v v
 * ...".
 */
final class TableFile {
    /** One table: its dimensions and all values, the last dimension running fastest. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Table(int[] dimensions, int[] values) {
        int rowLength() {
            return dimensions[dimensions.length - 1];
        }
    }

    private final Map<String, Table> tables = new HashMap<>();

    TableFile(String resource) {
        InputStream stream = TableFile.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IllegalStateException("resource " + resource + " is not beside " + TableFile.class);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            reader.lines().forEach(this::addLine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addLine(String line) {
        int colon = line.indexOf(':');
        int space = line.indexOf(' ');
        tables.put(
                line.substring(0, space),
                new Table(numbers(line.substring(space + 1, colon)), numbers(line.substring(colon + 2))));
    }

    private static int[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        return table;
    }
}
