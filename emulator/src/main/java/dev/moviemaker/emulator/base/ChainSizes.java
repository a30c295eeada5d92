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

/** Sizes of the structures in chains that the driver shortens, from {@code chained.txt}, which {@code tables/ChainSizes.java} makes. */
final class ChainSizes {
    private static final Map<Integer, Integer> BYTES = load();

    private ChainSizes() {}

    /** Bytes of the structure of a type that stands before one of type {@code removed}. */
    static int of(int sType, int removed) {
        Integer bytes = BYTES.get(sType);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "pNext chain: a structure of type " + sType + " stands before one of type " + removed
                            + ", which the base driver must not see; its size is not known here: chain it behind");
        }
        return bytes;
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
