// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The golden file: what a C compiler said of every struct.
 *
 * @param size bytes
 * @param alignment bytes
 * @param fields in the order of declaration
 * @param bits bit-fields in the order of declaration
 */
record GoldenLayouts(long size, long alignment, List<Field> fields, List<Bits> bits) {

    /** A field: its offset and size in bytes. */
    record Field(String name, long offset, long size) {}

    /** A bit-field: the bits of the first word that are its own. */
    record Bits(String name, int mask) {}

    /** Every struct of the golden file by name. */
    static Map<String, GoldenLayouts> read(String text) {
        Map<String, GoldenLayouts> structs = new LinkedHashMap<>();
        GoldenLayouts current = new GoldenLayouts(0, 0, List.of(), List.of());
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "struct" -> {
                    current = new GoldenLayouts(
                            Long.parseLong(words[2]), Long.parseLong(words[3]), new ArrayList<>(), new ArrayList<>());
                    structs.put(words[1], current);
                }
                case "field" ->
                    current.fields.add(new Field(words[1], Long.parseLong(words[2]), Long.parseLong(words[3])));
                case "bits" ->
                    current.bits.add(new Bits(words[1], Integer.parseUnsignedInt(words[2].substring(2), 16)));
                default -> throw new IllegalArgumentException("not a line of the golden file: " + line);
            }
        }
        return structs;
    }

    static Map<String, GoldenLayouts> committed() {
        return read(Sources.read(Sources.BINDINGS.resolve("src/test/resources/layouts.txt")));
    }
}
