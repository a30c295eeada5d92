// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.coder.PictureCoder;
import dev.moviemaker.vulkan.raw.Vulkan;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The driver as {@code icd/} makes it for any program, and programs run on it. */
final class Icd {
    private Icd() {}

    /** Makes the library in {@code folder}; what a program's environment needs to find it, and nothing else. */
    static Map<String, String> make(String profile, Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "skipped: gcc is not installed; run in testbed/enter");
        String java = System.getProperty("java.home");
        run(Map.of("JAVA_HOME", java), folder, List.of(absolute("icd/build"), folder.toString()));
        Map<String, String> environment = new HashMap<>();
        environment.put("VK_DRIVER_FILES", folder.resolve("moviemaker_icd.json").toString());
        environment.put("MOVIEMAKER_EMULATOR_JVM", java + "/lib/server/libjvm.so");
        environment.put(
                "MOVIEMAKER_EMULATOR_CLASSPATH",
                Stream.of(EmulatedDriver.class, PictureCoder.class, Vulkan.class, Ints.class, Gson.class)
                        .map(Icd::place)
                        .collect(Collectors.joining(File.pathSeparator)));
        environment.put("MOVIEMAKER_EMULATOR_PROFILE", profile);
        environment.put(
                "MOVIEMAKER_EMULATOR_REPORT", folder.resolve("report.txt").toString());
        return environment;
    }

    /** A program of {@code src/test/c}, made in {@code folder}. */
    static Path compile(String name, Path folder) throws IOException {
        Path program = folder.resolve(name);
        run(
                Map.of(),
                folder,
                List.of("gcc", "-Wall", "-Werror", absolute("src/test/c/" + name + ".c"), "-o", program.toString()));
        return program;
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
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

    /** What the command prints; a status other than 0 is an error that says what it had to say. */
    static String run(Map<String, String> environment, Path folder, List<String> command) throws IOException {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        command + " ended with " + status + ": " + output + Files.readString(errors));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return output;
    }
}
