// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ListDevicesTest {
    @Test
    void theReadmeHasTheProgram() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/moviemaker/vulkan/examples/ListDevices.java"));
        String program = source.substring(source.indexOf("final class ListDevices"));
        assertThat(Files.readString(Path.of("README.md"))).contains(program);
    }

    @Test
    void listsDevicesWhereThereIsALoader() {
        assumeTrue(hasLoader(), "no libvulkan.so.1 here");
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ListDevices.main(new String[0]);
        } finally {
            System.setOut(standard);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .allMatch(line -> line.endsWith("timeline semaphores"));
    }

    private static boolean hasLoader() {
        try (Arena arena = Arena.ofConfined()) {
            return SymbolLookup.libraryLookup("libvulkan.so.1", arena)
                    .find("vkGetInstanceProcAddr")
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
