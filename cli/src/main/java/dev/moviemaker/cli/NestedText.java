// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints maps in maps, two columns deeper each time; lists of texts and numbers in as many lines as they need. */
final class NestedText {
    private static final int INDENT = 2;
    private static final int LINE = 100;

    private final PrintWriter out;

    NestedText(PrintWriter out) {
        this.out = out;
    }

    void print(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> entry(String.valueOf(key), value, depth));
    }

    private void entry(String key, Object value, int depth) {
        String start = " ".repeat(INDENT * depth) + key + ":";
        switch (value) {
            case Map<?, ?> map -> {
                out.println(start);
                print(map, depth + 1);
            }
            case List<?> list
            when list.stream().anyMatch(Map.class::isInstance) -> {
                out.println(start);
                for (int i = 0; i < list.size(); i++) {
                    entry(Integer.toString(i), list.get(i), depth + 1);
                }
            }
            case List<?> list -> wrapped(start, list.isEmpty() ? "none" : joined(list), depth);
            case Boolean flag -> out.println(start + (flag ? " yes" : " no"));
            default -> out.println(start + " " + value);
        }
    }

    private static String joined(List<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void wrapped(String start, String text, int depth) {
        StringBuilder line = new StringBuilder(start);
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > LINE) {
                out.println(line);
                line = new StringBuilder(" ".repeat(INDENT * (depth + 2) - 1));
            }
            line.append(' ').append(word);
        }
        out.println(line);
    }
}
