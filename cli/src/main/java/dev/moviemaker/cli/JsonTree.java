// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of JSON from a file, whose values are asked for by name and type. */
final class JsonTree {
    private final String name;
    private final Map<?, ?> values;

    private JsonTree(String name, Map<?, ?> values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is no object; the message names the file
     */
    static JsonTree read(Path file) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
            parser.nextToken();
            if (value(parser) instanceof Map<?, ?> map) {
                return new JsonTree(file.toString(), map);
            }
        } catch (JsonProcessingException e) {
            throw new IOException("%s: not JSON: %s".formatted(file, e.getOriginalMessage()), e);
        }
        throw new IOException(file + ": not an object of JSON");
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            case null -> throw new IOException("it is empty");
            default -> parser.getText();
        };
    }

    String text(String key) throws IOException {
        return get(key, String.class, "a text");
    }

    long number(String key) throws IOException {
        return get(key, Long.class, "a whole number");
    }

    /** A number, or what stands for none. */
    long number(String key, long absent) throws IOException {
        return values.get(key) == null ? absent : number(key);
    }

    List<String> texts(String key) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Object element : get(key, List.class, "a list")) {
            texts.add(String.valueOf(element));
        }
        return texts;
    }

    List<JsonTree> objects(String key) throws IOException {
        List<JsonTree> objects = new ArrayList<>();
        for (Object element : get(key, List.class, "a list")) {
            if (!(element instanceof Map<?, ?> map)) {
                throw new IOException("%s: %s: a list of objects expected".formatted(name, key));
            }
            objects.add(new JsonTree(name, map));
        }
        return objects;
    }

    private <T> T get(String key, Class<T> type, String expected) throws IOException {
        Object value = values.get(key);
        if (!type.isInstance(value)) {
            throw new IOException("%s: %s: %s given, %s expected".formatted(name, key, value, expected));
        }
        return type.cast(value);
    }
}
