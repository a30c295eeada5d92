// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.base;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sizes of the structures in chains that the driver shortens, from {@code chained.txt}, which
 * {@code tables/ChainSizes.java} makes.
 */
final class ChainSizes {
    private static final System.Logger LOGGER = System.getLogger("dev.moviemaker.emulator");
    private static final Map<Integer, Integer> BYTES = load();
    private static final Set<Integer> TOLD = ConcurrentHashMap.newKeySet();

    private ChainSizes() {}

    /**
     * Bytes of the structure of a type that stands before one of type {@code removed}; 0, and a warning the first time,
     * where they are unknown.
     */
    static int of(int sType, int removed) {
        Integer bytes = BYTES.get(sType);
        if (bytes == null && TOLD.add(sType)) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "pNext chain: the base driver does not see a structure of the unknown type " + sType
                            + ", since it stands before one of type " + removed + ": chain it behind");
        }
        return bytes == null ? 0 : bytes;
    }

    private static Map<Integer, Integer> load() {
        InputStream stream = Objects.requireNonNull(ChainSizes.class.getResourceAsStream("chained.txt"), "chained.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Map<Integer, Integer> bytes = new HashMap<>();
            reader.lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(part -> bytes.put(Integer.valueOf(part[0]), Integer.valueOf(part[1])));
            return Map.copyOf(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
