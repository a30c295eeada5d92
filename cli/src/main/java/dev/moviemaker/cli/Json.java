// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.bitstream.bits.Ints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, public records and values as indented JSON; a record's components are its keys. */
final class Json {
    private Json() {}

    static String of(Object value) {
        StringWriter text = new StringWriter();
        try {
            write(text, value);
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /** On one line. */
    static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new AssertionError("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /**
     * Writes while it walks: an {@link Iterable} may make its elements as they are asked for. The writer stays open.
     */
    static void write(Writer out, Object value) throws IOException {
        try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.useDefaultPrettyPrinter();
            write(generator, value);
        }
    }

    private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Boolean bool -> generator.writeBoolean(bool);
            case Number number -> writeNumber(generator, number);
            case Optional<?> optional -> write(generator, optional.orElse(null));
            case OptionalInt optional ->
                write(generator, optional.stream().boxed().findAny());
            case OptionalLong optional ->
                write(generator, optional.stream().boxed().findAny());
            case OptionalDouble optional ->
                write(generator, optional.stream().boxed().findAny());
            case Ints numbers -> generator.writeArray(numbers.toArray(), 0, numbers.length());
            case Map<?, ?> map -> writeMap(generator, map);
            case Supplier<?> lazy -> write(generator, lazy.get());
            // A path is an Iterable of its names.
            case Path path -> generator.writeString(path.toString());
            case Iterable<?> list -> writeList(generator, list);
            case EncodingCapabilities capabilities -> writeMap(generator, capabilities.asMap());
            case Record record -> writeRecord(generator, record);
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeNumber(JsonGenerator generator, Number value) throws IOException {
        switch (value) {
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            // JSON has no word for infinity or not-a-number.
            case Double number when number.isInfinite() || number.isNaN() -> generator.writeNull();
            case Double number -> generator.writeNumber(number);
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeMap(JsonGenerator generator, Map<?, ?> map) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            generator.writeFieldName(String.valueOf(entry.getKey()));
            write(generator, entry.getValue());
        }
        generator.writeEndObject();
    }

    private static void writeList(JsonGenerator generator, Iterable<?> list) throws IOException {
        generator.writeStartArray();
        for (Object element : list) {
            write(generator, element);
        }
        generator.writeEndArray();
    }

    private static void writeRecord(JsonGenerator generator, Record record) throws IOException {
        generator.writeStartObject();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            generator.writeFieldName(component.getName());
            try {
                write(generator, component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException("%s.%s cannot be read".formatted(record.getClass(), component), e);
            }
        }
        generator.writeEndObject();
    }
}
