// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes the resource file of the package dev.moviemaker.emulator.base: structure types that may be chained to the
 * structures whose chains the driver shortens, with their bytes.
 *
 * <p>Usage: {@code java tables/ChainSizes.java VULKAN_HEADERS/registry/vk.xml ../vulkan-headers/target RESOURCE}; wants
 * gcc. The registry is that of the pinned headers.
 */
final class ChainSizes {
    private static final Set<String> HEADS = Set.of(
            "VkDeviceCreateInfo",
            "VkImageCreateInfo",
            "VkBufferCreateInfo",
            "VkImageViewCreateInfo",
            "VkPhysicalDeviceImageFormatInfo2");

    private final Map<String, Element> types = new TreeMap<>();
    private final String header;

    private ChainSizes(Path registry, String header) throws Exception {
        this.header = header;
        NodeList list = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(registry.toFile())
                .getElementsByTagName("type");
        for (int i = 0; i < list.getLength(); i++) {
            Element type = (Element) list.item(i);
            types.putIfAbsent(name(type), type);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path include = Path.of(arguments[1]);
        String header = Files.readString(include.resolve("vulkan").resolve("vulkan_core.h"));
        ChainSizes sizes = new ChainSizes(Path.of(arguments[0]), header);
        List<String> declarations = new ArrayList<>();
        List<String> prints = new ArrayList<>();
        for (String name : sizes.chained()) {
            Element type = sizes.types.get(name);
            String sType = ((Element) type.getElementsByTagName("member").item(0)).getAttribute("values");
            if (!header.contains(sType + " =")) {
                continue; // of Vulkan SC, or reserved
            }
            if (!header.contains("typedef struct " + name + " {")) {
                declarations.add(sizes.declaration(type));
            }
            prints.add("printf(\"%%d %%zu %1$s\\n\", %2$s, sizeof(%1$s));".formatted(name, sType));
        }
        // vk_layer.h: sType, pNext, function, a pointer. The loader chains it and leaves it in.
        prints.add("printf(\"%d 32 VkLayerDeviceCreateInfo\\n\", VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);");
        List<String> lines = run(include, declarations, prints);
        lines.sort((a, b) -> Long.compare(number(a), number(b)));
        Files.write(Path.of(arguments[2]), lines);
    }

    /** The name stands in an attribute or, for handles and functions, in an element of its own. */
    private static String name(Element type) {
        NodeList inside = type.getElementsByTagName("name");
        return type.hasAttribute("name") || inside.getLength() == 0
                ? type.getAttribute("name")
                : inside.item(0).getTextContent();
    }

    /** What may be chained to one of the heads, or to what may be chained to it. */
    private Set<String> chained() {
        Set<String> reached = new TreeSet<>(HEADS);
        int before;
        do {
            before = reached.size();
            types.forEach((name, type) -> {
                List<String> extended = List.of(type.getAttribute("structextends").split(","));
                if (type.getAttribute("alias").isEmpty() && extended.stream().anyMatch(reached::contains)) {
                    reached.add(name);
                }
            });
        } while (reached.size() > before);
        reached.removeAll(HEADS);
        return reached;
    }

    /**
     * A structure of a platform's header, or of a beta extension, whose types need not be known here: only their sizes.
     */
    private String declaration(Element type) {
        StringBuilder text = new StringBuilder("typedef struct {");
        NodeList members = type.getElementsByTagName("member");
        for (int i = 0; i < members.getLength(); i++) {
            Element member = (Element) members.item(i);
            boolean pointer = member.getTextContent().contains("*");
            String name = member.getElementsByTagName("name").item(0).getTextContent();
            String of = member.getElementsByTagName("type").item(0).getTextContent();
            text.append(' ').append(pointer ? "void *" : known(of)).append(' ').append(name).append(';');
        }
        return text.append(" } ").append(name(type)).append(';').toString();
    }

    private String known(String type) {
        if (header.contains(" " + type + ";") || header.contains(" " + type + " ")) {
            return type;
        }
        Element known = types.get(type);
        return switch (known == null ? "" : known.getAttribute("category")) {
            case "bitmask", "enum" -> "uint32_t";
            case "handle" -> "uint64_t";
            default -> "void *"; // objects of the platform
        };
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static List<String> run(Path include, List<String> declarations, List<String> prints)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("chain-sizes");
        Path source = folder.resolve("sizes.c");
        Path program = folder.resolve("sizes");
        Files.writeString(
                source,
                "#define VK_ENABLE_BETA_EXTENSIONS\n#include <stdio.h>\n#include <vulkan/vulkan_core.h>\n"
                        + String.join("\n", declarations) + "\nint main(void) {\n"
                        + String.join("\n", prints) + "\n}\n");
        int made = new ProcessBuilder("gcc", "-I" + include, source.toString(), "-o", program.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (made != 0) {
            throw new IOException("gcc returned " + made);
        }
        Process process = new ProcessBuilder(program.toString()).start();
        return new ArrayList<>(new String(process.getInputStream().readAllBytes()).lines().toList());
    }
}
