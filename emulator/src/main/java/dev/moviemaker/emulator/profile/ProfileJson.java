// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a profile strictly: every field must be there, none may be there that is not known, since a silent default
 * would be a lie about a driver.
 */
final class ProfileJson {
    private ProfileJson() {}

    static DriverProfile read(String json) {
        try {
            return record(DriverProfile.class, JsonParser.parseString(json), "");
        } catch (JsonParseException e) {
            throw new ProfileException("not JSON: " + e.getMessage());
        }
    }

    private static Object value(Type type, JsonElement json, String path) {
        try {
            if (type == int.class || type == Integer.class) {
                return json.getAsBigDecimal().intValueExact();
            } else if (type == long.class) {
                return json.getAsBigDecimal().longValueExact();
            } else if (type == boolean.class) {
                return flag(json, path);
            } else if (type == String.class) {
                return json.getAsString();
            } else if (type instanceof ParameterizedType list) {
                return list(list, json, path);
            } else if (type == DriverProfile.Extent.class) {
                List<JsonElement> numbers = json.getAsJsonArray().asList();
                if (numbers.size() != 2) {
                    throw new ProfileException(path + ": " + json + " is not [width, height]");
                }
                return new DriverProfile.Extent(
                        numbers.get(0).getAsInt(), numbers.get(1).getAsInt());
            }
        } catch (IllegalStateException
                | ArithmeticException
                | UnsupportedOperationException
                | NumberFormatException e) {
            throw new ProfileException(path + ": " + json + " is not a " + type.getTypeName());
        }
        Class<?> known = (Class<?>) type;
        return known.isEnum() ? constant(known, json, path) : record(known.asSubclass(Record.class), json, path);
    }

    private static boolean flag(JsonElement json, String path) {
        if (!json.isJsonPrimitive() || !json.getAsJsonPrimitive().isBoolean()) {
            throw new ProfileException(path + ": " + json + " is neither true nor false");
        }
        return json.getAsBoolean();
    }

    private static Object list(ParameterizedType type, JsonElement json, String path) {
        List<Object> values = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray()) {
            values.add(value(type.getActualTypeArguments()[0], element, path + "[" + values.size() + "]"));
        }
        if (type.getRawType() == List.class) {
            return List.copyOf(values);
        }
        Set<Object> set = new LinkedHashSet<>(values);
        if (set.size() != values.size()) {
            throw new ProfileException(path + ": " + json + " names something twice");
        }
        return set;
    }

    private static Object constant(Class<?> type, JsonElement json, String path) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(json.getAsString())) {
                return constant;
            }
        }
        throw new ProfileException(path + ": " + json + " is none of " + List.of(type.getEnumConstants()));
    }

    private static <R extends Record> R record(Class<R> type, JsonElement json, String path) {
        if (!json.isJsonObject()) {
            throw new ProfileException((path.isEmpty() ? "profile" : path) + ": " + json + " is not an object");
        }
        JsonObject object = json.getAsJsonObject();
        RecordComponent[] components = type.getRecordComponents();
        Set<String> left = new LinkedHashSet<>(object.keySet());
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            String at = path.isEmpty() ? name : path + "." + name;
            if (!left.remove(name)) {
                throw new ProfileException(at + ": missing");
            }
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType(), object.get(name), at);
        }
        if (!left.isEmpty()) {
            throw new ProfileException(
                    String.format(Locale.ROOT, "%s: unknown fields %s", path.isEmpty() ? "profile" : path, left));
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ProfileException((path.isEmpty() ? "profile" : path) + ": " + cause.getMessage());
        }
    }
}
