// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Native images of GraalVM must be told every shape of call between Java and C when they are built. The file in the jar
 * has those of all function pointers, and those of callbacks for the other direction. {@code -Dmetadata=write} writes
 * it anew.
 */
class ReachabilityMetadataTest {
    private static final Path METADATA = Path.of(
            "src/main/resources/META-INF/native-image/dev.moviemaker/moviemaker-bindings/reachability-metadata.json");
    private static final Path GENERATED = Path.of("src/generated/java/dev/moviemaker/vulkan/raw");

    @Test
    void hasTheShapeOfEveryCall() throws Exception {
        Set<String> calls = new TreeSet<>();
        Set<String> callbacks = new TreeSet<>();
        for (String name : functionPointers()) {
            FunctionDescriptor descriptor = (FunctionDescriptor) Class.forName("dev.moviemaker.vulkan.raw." + name)
                    .getMethod("descriptor")
                    .invoke(null);
            calls.add(shape(descriptor));
            if (name.matches("PFN_vk(.*Callback.*|\\w*(Function|Notification))")) {
                callbacks.add(shape(descriptor));
            }
        }
        assertThat(calls).hasSizeGreaterThan(30);
        assertThat(callbacks).isNotEmpty();
        String expected = """
                {
                  "foreign": {
                    "downcalls": [
                %s
                    ],
                    "upcalls": [
                %s
                    ]
                  }
                }
                """.formatted(String.join(",\n", calls), String.join(",\n", callbacks));
        if ("write".equals(System.getProperty("metadata"))) {
            Files.createDirectories(METADATA.getParent());
            Files.writeString(METADATA, expected);
        }
        assertThat(Files.readString(METADATA)).isEqualTo(expected);
    }

    private static Set<String> functionPointers() throws IOException {
        try (Stream<Path> files = Files.list(GENERATED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("PFN_") && name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String shape(FunctionDescriptor descriptor) {
        String parameters = descriptor.argumentLayouts().stream()
                .map(layout -> "\"" + type(layout) + "\"")
                .collect(Collectors.joining(", "));
        return "      { \"returnType\": \"%s\", \"parameterTypes\": [%s] }"
                .formatted(
                        descriptor
                                .returnLayout()
                                .map(ReachabilityMetadataTest::type)
                                .orElse("void"),
                        parameters);
    }

    private static String type(MemoryLayout layout) {
        return switch (layout) {
            case AddressLayout address -> "void*";
            case ValueLayout value -> "j" + value.carrier().getName();
            default -> throw new AssertionError("a structure by value: " + layout);
        };
    }
}
