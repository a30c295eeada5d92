// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program {@code vulkaninfo} on one driver: the base driver by its own manifest, or the emulated one as
 * {@code icd/} makes it for any program.
 */
final class Vulkaninfo {
    private static final Path MANIFESTS = Path.of("/usr/share/vulkan/icd.d");

    private final Map<String, String> environment;
    private final Path folder;

    private Vulkaninfo(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** On lavapipe itself; files go to {@code folder}. */
    static Vulkaninfo onLavapipe(Path folder) throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/vulkaninfo")),
                "skipped: vulkaninfo is not installed; run in testbed/enter");
        try (Stream<Path> manifests = Files.list(MANIFESTS)) {
            Path manifest = manifests
                    .filter(file -> file.getFileName().toString().startsWith("lvp_icd"))
                    .findFirst()
                    .orElseThrow();
            return new Vulkaninfo(Map.of("VK_DRIVER_FILES", manifest.toString()), folder);
        }
    }

    /** On the emulated driver over lavapipe; the library is made in {@code folder}. */
    static Vulkaninfo onEmulator(String profile, Path folder) throws IOException {
        return new Vulkaninfo(Icd.make(profile, folder), folder);
    }

    /** Its text, without the bytes in use and left, which change from run to run. */
    List<String> text() throws IOException {
        return Icd.run(environment, folder, List.of("vulkaninfo"))
                .lines()
                .filter(line ->
                        !line.strip().startsWith("usage  =") && !line.strip().startsWith("budget ="))
                .toList();
    }

    /** What it writes for the Vulkan profiles schema. */
    JsonObject json() throws IOException {
        Icd.run(environment, folder, List.of("vulkaninfo", "--json", "-o", "vulkaninfo.json"));
        return JsonParser.parseString(Files.readString(folder.resolve("vulkaninfo.json")))
                .getAsJsonObject();
    }

    /** Violations and errors that the emulated driver reported. */
    List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report.txt"));
    }
}
