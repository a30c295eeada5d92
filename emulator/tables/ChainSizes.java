import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Makes the resource file of the package dev.moviemaker.emulator.base: structure types that may be chained to the structures whose chains the driver
 * shortens, with their bytes.
 *
 * <p>Usage: {@code java tables/ChainSizes.java VULKAN_HEADERS/registry/vk.xml ../vulkan-headers/target RESOURCE}; wants gcc.
 */
final class ChainSizes {
    private static final Set<String> HEADS = Set.of(
            "VkDeviceCreateInfo",
            "VkImageCreateInfo",
            "VkBufferCreateInfo",
            "VkImageViewCreateInfo",
            "VkPhysicalDeviceImageFormatInfo2");

    public static void main(String[] arguments) throws Exception {
        String header = Files.readString(Path.of(arguments[1], "vulkan", "vulkan_core.h"));
        List<String> prints = new ArrayList<>();
        NodeList types = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(arguments[0]).toFile())
                .getElementsByTagName("type");
        for (int i = 0; i < types.getLength(); i++) {
            Element type = (Element) types.item(i);
            String name = type.getAttribute("name");
            boolean wanted = List.of(type.getAttribute("structextends").split(",")).stream().anyMatch(HEADS::contains);
            if (wanted && type.getAttribute("alias").isEmpty() && header.contains("typedef struct " + name + " {")) {
                Element member = (Element) type.getElementsByTagName("member").item(0);
                prints.add("printf(\"%%d %%zu %1$s\\n\", %2$s, sizeof(%1$s));".formatted(name, member.getAttribute("values")));
            }
        }
        // vk_layer.h: sType, pNext, function, a pointer. The loader chains it and leaves it in.
        prints.add("printf(\"%d 32 VkLayerDeviceCreateInfo\\n\", VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);");
        List<String> lines = run(Path.of(arguments[1]), prints);
        lines.sort((a, b) -> Long.compare(number(a), number(b)));
        Files.write(Path.of(arguments[2]), lines);
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static List<String> run(Path include, List<String> prints) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("chain-sizes");
        Path source = folder.resolve("sizes.c");
        Path program = folder.resolve("sizes");
        Files.writeString(
                source,
                "#define VK_ENABLE_BETA_EXTENSIONS\n#include <stdio.h>\n#include <vulkan/vulkan_core.h>\nint main(void) {\n"
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
