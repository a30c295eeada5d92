package dev.moviemaker.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.moviemaker.bitstream.Ints;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program {@code vulkaninfo} on one driver: the base driver by its own manifest, or the emulated one as {@code icd/} makes it for any program. */
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
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "skipped: gcc is not installed; run in testbed/enter");
        String java = System.getProperty("java.home");
        Path icd = Path.of("icd");
        run(
                Map.of(),
                folder,
                List.of(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-I" + java + "/include",
                        "-I" + java + "/include/linux",
                        icd.resolve("moviemaker_icd.c").toAbsolutePath().toString(),
                        "-o",
                        "libmoviemaker_icd.so"));
        Path manifest = Files.copy(icd.resolve("moviemaker_icd.json"), folder.resolve("moviemaker_icd.json"));
        String classPath = Stream.of(EmulatedDriver.class, Vulkan.class, Ints.class, Gson.class)
                .map(Vulkaninfo::place)
                .collect(Collectors.joining(File.pathSeparator));
        return new Vulkaninfo(
                Map.of(
                        "VK_DRIVER_FILES",
                        manifest.toString(),
                        "MOVIEMAKER_EMULATOR_JVM",
                        java + "/lib/server/libjvm.so",
                        "MOVIEMAKER_EMULATOR_CLASSPATH",
                        classPath,
                        "MOVIEMAKER_EMULATOR_PROFILE",
                        profile,
                        "MOVIEMAKER_EMULATOR_REPORT",
                        folder.resolve("report.txt").toString()),
                folder);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its text, without the bytes in use and left, which change from run to run. */
    List<String> text() throws IOException {
        return run(environment, folder, List.of("vulkaninfo"))
                .lines()
                .filter(line ->
                        !line.strip().startsWith("usage  =") && !line.strip().startsWith("budget ="))
                .toList();
    }

    /** What it writes for the Vulkan profiles schema. */
    JsonObject json() throws IOException {
        run(environment, folder, List.of("vulkaninfo", "--json", "-o", "vulkaninfo.json"));
        return JsonParser.parseString(Files.readString(folder.resolve("vulkaninfo.json")))
                .getAsJsonObject();
    }

    /** Violations and errors that the emulated driver reported. */
    List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("report.txt"));
    }

    private static String run(Map<String, String> environment, Path folder, List<String> command) throws IOException {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(command + " ended with " + status + ": " + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return output;
    }
}
