// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the C program that says how a C compiler lays out every struct of the include list.
 *
 * <p>It reads the field names from the headers' text and not from the generated classes: a field that the generator
 * left out would otherwise be missing on both sides of the comparison. Run it through {@code bindings/golden.sh}.
 */
public final class LayoutProgram {

    private static final Pattern AGGREGATE =
            Pattern.compile("typedef (?:struct|union) (\\w+) \\{(.*?)\\} \\1;", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(\\w+)\\s*(?:\\[\\w+\\]\\s*)*(:\\s*\\d+)?\\s*;");

    private static final String HEAD = """
            /* Written by LayoutProgram.java from the headers and includes.txt. golden.sh compiles and runs it. */
            #include <stddef.h>
            #include <stdint.h>
            #include <stdio.h>
            #include <string.h>
            #include <vulkan/vulkan_core.h>

            /* struct NAME SIZE ALIGNMENT */
            #define STRUCT(s) printf("struct %s %zu %zu\\n", #s, sizeof(s), _Alignof(s));
            /* field NAME OFFSET SIZE */
            #define FIELD(s, f) printf("field %s %zu %zu\\n", #f, offsetof(s, f), sizeof(((s *)0)->f));
            /* bits NAME MASK, the mask being what the 32-bit word at offset 0 holds when the field is all ones */
            #define BITS(s, f)                                     \\
                {                                                  \\
                    s value;                                       \\
                    uint32_t word;                                 \\
                    memset(&value, 0, sizeof value);               \\
                    value.f--; /* 0 - 1: every bit of the field */ \\
                    memcpy(&word, &value, sizeof word);            \\
                    printf("bits %s 0x%08x\\n", #f, (unsigned)word); \\
                }

            int main(void)
            {
            """;

    private LayoutProgram() {}

    /**
     * Prints the program.
     *
     * @param args the folder with the headers, the include list
     */
    public static void main(String[] args) {
        System.out.print(source(Path.of(args[0]), Path.of(args[1])));
    }

    static String source(Path headers, Path includes) {
        Map<String, String> bodies = bodies(headers);
        StringBuilder program = new StringBuilder(HEAD);
        for (String name : structs(includes)) {
            String body = bodies.get(name);
            if (body == null) {
                throw new IllegalStateException("the headers do not define " + name);
            }
            program.append("    STRUCT(").append(name).append(")\n");
            Matcher field = FIELD.matcher(body);
            while (field.find()) {
                String macro = field.group(2) == null ? "FIELD" : "BITS";
                program.append("    ").append(macro).append('(').append(name).append(", ");
                program.append(field.group(1)).append(")\n");
            }
        }
        return program.append("    return 0;\n}\n").toString();
    }

    static List<String> structs(Path includes) {
        List<String> names = new ArrayList<>();
        for (String line : read(includes).lines().toList()) {
            if (line.startsWith("--include-struct ") || line.startsWith("--include-union ")) {
                names.add(line.substring(line.indexOf(' ') + 1));
            }
        }
        return names;
    }

    private static Map<String, String> bodies(Path headers) {
        Map<String, String> bodies = new HashMap<>();
        headerFiles(headers).forEach(header -> bodies.putAll(bodiesOf(header)));
        return bodies;
    }

    /** The text between the braces of every struct and union of a header, without comments. */
    static Map<String, String> bodiesOf(Path header) {
        Map<String, String> bodies = new HashMap<>();
        Matcher aggregate = AGGREGATE.matcher(read(header));
        while (aggregate.find()) {
            bodies.put(aggregate.group(1), aggregate.group(2).replaceAll("//.*", ""));
        }
        return bodies;
    }

    static List<Path> headerFiles(Path headers) {
        try (Stream<Path> files = Files.walk(headers)) {
            return files.filter(path -> path.toString().endsWith(".h")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
