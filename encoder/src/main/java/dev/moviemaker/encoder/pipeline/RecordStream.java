// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes records of numbers, booleans, strings, enums, lists, maps, optionals, settings and records, and reads them
 * back in another process of the same program.
 */
final class RecordStream {
    private RecordStream() {}

    /** Writes a record, component by component. */
    static void write(DataOutputStream out, Record value) throws IOException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                writeValue(out, component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IOException("cannot read " + component, e);
            }
        }
    }

    static void writeValue(DataOutputStream out, Object value) throws IOException {
        switch (value) {
            case Integer number -> out.writeInt(number);
            case Long number -> out.writeLong(number);
            case Double number -> out.writeDouble(number);
            case Boolean flag -> out.writeBoolean(flag);
            case String text -> out.writeUTF(text);
            case Enum<?> constant -> out.writeUTF(constant.name());
            case Optional<?> optional -> writeAll(out, optional.stream().toList());
            case List<?> list -> writeAll(out, list);
            case Map<?, ?> map -> {
                List<?> keys = List.copyOf(map.keySet());
                writeAll(out, keys);
                writeAll(out, keys.stream().map(map::get).toList());
            }
            case Record inner -> write(out, inner);
            case EncoderSettings settings -> SettingsStream.write(out, settings);
            default -> throw new IOException("cannot write a " + value.getClass());
        }
    }

    private static void writeAll(DataOutputStream out, List<?> values) throws IOException {
        out.writeInt(values.size());
        for (Object value : values) {
            writeValue(out, value);
        }
    }

    /** Reads a record that {@link #write} wrote. */
    static <T extends Record> T read(DataInputStream in, Class<T> type) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = readValue(in, components[i].getGenericType());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot make a " + type, e);
        }
    }

    static Object readValue(DataInputStream in, Type type) throws IOException {
        if (type instanceof ParameterizedType parameterized) {
            List<Object> values = readAll(in, parameterized.getActualTypeArguments()[0]);
            if (parameterized.getRawType() == Map.class) {
                return map(values, readAll(in, parameterized.getActualTypeArguments()[1]));
            }
            return parameterized.getRawType() == Optional.class
                    ? values.stream().findFirst()
                    : values;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            // What a builder takes as varargs was written as a list.
            List<Object> values = readAll(in, plain.getComponentType());
            return values.toArray((Object[]) Array.newInstance(plain.getComponentType(), values.size()));
        }
        if (plain.isRecord()) {
            return read(in, plain.asSubclass(Record.class));
        }
        if (plain == EncoderSettings.class) {
            return SettingsStream.read(in);
        }
        if (plain.isEnum()) {
            String name = in.readUTF();
            return Arrays.stream(plain.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException(plain + " has no " + name));
        }
        return switch (plain.getSimpleName()) {
            case "int" -> in.readInt();
            case "long" -> in.readLong();
            case "double" -> in.readDouble();
            case "boolean" -> in.readBoolean();
            case "String" -> in.readUTF();
            default -> throw new IOException("cannot read a " + plain);
        };
    }

    private static Map<Object, Object> map(List<Object> keys, List<Object> values) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    private static List<Object> readAll(DataInputStream in, Type type) throws IOException {
        int count = in.readInt();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(readValue(in, type));
        }
        return values;
    }
}
