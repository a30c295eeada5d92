// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Settings as {@link RecordStream} writes them: every value that their builder sets, so that a new one needs nothing
 * here.
 */
final class SettingsStream {
    /** In an order of their own: the frame rate comes before the time base, which it resets. */
    private static final List<Method> SETTERS = Arrays.stream(EncoderSettingsBuilder.class.getMethods())
            .filter(method -> method.getReturnType().isAssignableFrom(EncoderSettingsBuilder.class))
            .filter(setter -> setter.getParameterCount() == 1 && getter(setter).isPresent())
            .sorted(Comparator.comparing(Method::getName))
            .toList();

    private SettingsStream() {}

    private static Optional<Method> getter(Method setter) {
        return Arrays.stream(EncoderSettings.class.getMethods())
                .filter(method -> method.getName().equals(setter.getName()) && method.getParameterCount() == 0)
                .findFirst();
    }

    static void write(DataOutputStream out, EncoderSettings settings) throws IOException {
        for (Method setter : SETTERS) {
            try {
                Object value = getter(setter).orElseThrow().invoke(settings);
                RecordStream.writeValue(out, value instanceof Optional<?> ? value : Optional.of(value));
            } catch (ReflectiveOperationException e) {
                throw new IOException("cannot read " + setter.getName(), e);
            }
        }
    }

    static EncoderSettings read(DataInputStream in) throws IOException {
        EncoderSettingsBuilder builder = EncoderSettings.builder();
        for (Method setter : SETTERS) {
            if (in.readInt() == 1) {
                Object value = RecordStream.readValue(in, setter.getGenericParameterTypes()[0]);
                try {
                    setter.invoke(builder, value);
                } catch (ReflectiveOperationException e) {
                    throw new IOException("cannot set " + setter.getName(), e);
                }
            }
        }
        return builder.build();
    }
}
