// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes an enum for every included struct of bit-fields that has none in {@code src/main}: jextract leaves bit-fields
 * out. Run by {@code bindings/generate.sh}.
 */
public final class FlagProgram {

    private static final Pattern BITS = Pattern.compile("(\\w+)\\s*:\\s*(\\d+)\\s*;");

    private FlagProgram() {}

    /**
     * Writes the sources.
     *
     * @param args the folder with the headers, the include list, the folder of enums written by hand, the folder of
     *     those to write
     * @throws IOException if one cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path headers = Path.of(args[0]);
        Path output = Path.of(args[3]);
        Files.createDirectories(output);
        for (Path header : LayoutProgram.headerFiles(headers)) {
            Map<String, String> bodies = LayoutProgram.bodiesOf(header);
            for (String struct : LayoutProgram.structs(Path.of(args[1]))) {
                String file = struct.substring(0, struct.length() - 1) + ".java";
                String body = bodies.getOrDefault(struct, "");
                // The flags of H.264's and H.265's weight tables are whole numbers, a bit for each reference.
                if (!struct.endsWith("Flags") || !BITS.matcher(body).find() || Files.exists(Path.of(args[2], file))) {
                    continue;
                }
                Files.writeString(
                        output.resolve(file),
                        source(struct, header.getFileName().toString(), body));
            }
        }
    }

    static String source(String struct, String header, String body) {
        StringBuilder constants = new StringBuilder();
        int bit = 0;
        Matcher field = BITS.matcher(body);
        while (field.find()) {
            String name = field.group(1);
            int width = Integer.parseInt(field.group(2));
            if (name.startsWith("reserved")) {
                break;
            }
            for (int i = 0; i < width; i++) {
                String of = width == 1 ? "" : ", bit " + i + " of " + width;
                String constant = name.toUpperCase(Locale.ROOT) + (width == 1 ? "" : "_" + i);
                constants
                        .append(bit == 0 ? "" : ",\n\n")
                        .append("    /** Bit %d: {@code %s}%s. */\n".formatted(bit, name, of))
                        .append("    ")
                        .append(constant);
                bit++;
            }
        }
        return """
                package dev.moviemaker.vulkan.std;

                /**
                 * The bits of {@code %s} ({@code %s}), named as the codec's
                 * specification names its syntax elements.
                 *
                 * <p>Each constant is one bit and its ordinal is the bit's number. \
                Written by {@code bindings/generate.sh}.
                 */
                public enum %s implements StdFlag {
                %s
                }
                """.formatted(struct, header, struct.substring(0, struct.length() - 1), constants);
    }
}
