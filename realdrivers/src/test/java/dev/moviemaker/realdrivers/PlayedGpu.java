// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a Java program of the tests in a process whose only GPU is played, under validation layers. */
final class PlayedGpu {
    static final Path DRIVER = Path.of("/usr/share/vulkan/icd.d/radeon_icd.json");
    private static final Path LIBRARY = Path.of("target", "libplayed_gpu.so").toAbsolutePath();
    private static final String LAYER = "VK_LAYER_KHRONOS_validation";
    /** What layers say that is no fault of anybody's: the loader's and drivers' own remarks on the environment. */
    private static final List<String> NOISE = List.of(
            "radv is not a conformant Vulkan implementation",
            "WARNING: A restricted method",
            "Khronos Validation Layer Active");

    private final String chip;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new java.util.TreeMap<>();
    private boolean layers = true;
    private long minutes = 8;

    /** One of the chips of chips.c. */
    PlayedGpu(String chip) {
        this.chip = chip;
    }

    PlayedGpu option(String jvmOption) {
        options.add(jvmOption);
        return this;
    }

    PlayedGpu faults(String faults) {
        environment.put("PLAYED_GPU_FAULTS", faults);
        return this;
    }

    PlayedGpu set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    PlayedGpu withoutLayers() {
        layers = false;
        return this;
    }

    /** How long a program may take before it is ended: 8 minutes unless told otherwise. */
    PlayedGpu within(long most) {
        minutes = most;
        return this;
    }

    /** What a program printed, and how it ended. */
    record Result(int status, List<String> lines, List<String> messages) {
        Result {
            lines = List.copyOf(lines);
            messages = List.copyOf(messages);
        }

        /** Lines that begin with a word, without it. */
        List<String> told(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word + " "))
                    .map(line -> line.substring(word.length() + 1))
                    .toList();
        }

        /** It ended well and no layer had anything to say. */
        Result requireClean() {
            assertThat(status)
                    .as("exit status; it printed%n%s", String.join("\n", lines))
                    .isZero();
            assertThat(messages).as("validation messages").isEmpty();
            return this;
        }
    }

    /** Says why there can be no such process here. */
    static void assume() {
        assumeTrue(Files.exists(DRIVER), DRIVER + " is missing (Debian: mesa-vulkan-drivers): run realdrivers/test");
        assumeTrue(Files.exists(LIBRARY), LIBRARY + " is missing: run realdrivers/test");
    }

    /** Runs {@code main} with a socket's path for its coder in front of the arguments. */
    Result run(Class<?> main, String... arguments) {
        assume();
        try {
            Path folder = Files.createTempDirectory("radv");
            try {
                return run(folder, main, arguments);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Result run(Path folder, Class<?> main, String... arguments) throws IOException, InterruptedException {
        Path messages = folder.resolve("messages");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash"),
                "-Dmoviemaker.selftest.cache=" + folder.resolve("cache")));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> variables = builder.environment();
        variables.putAll(environment(chip, folder.resolve("coder")));
        if (layers) {
            variables.put("VK_INSTANCE_LAYERS", LAYER);
            variables.put("VK_KHRONOS_VALIDATION_LOG_FILENAME", messages.toString());
            variables.put("VK_KHRONOS_VALIDATION_DEBUG_ACTION", "VK_DBG_LAYER_ACTION_LOG_MSG");
            variables.put("VK_KHRONOS_VALIDATION_REPORT_FLAGS", "error,warn");
            variables.put("VK_KHRONOS_VALIDATION_VALIDATE_SYNC", "true");
        }
        variables.putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new Result(process.exitValue(), read(output), read(messages));
    }

    /** What a process needs to find the played GPU, and this its coder. */
    static Map<String, String> environment(String chip, Path socket) {
        return Map.of(
                "LD_PRELOAD", LIBRARY.toString(),
                "PLAYED_GPU", chip,
                "PLAYED_GPU_CODER", socket.toString(),
                "VK_DRIVER_FILES", DRIVER.toString());
    }

    private static List<String> read(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                        .filter(line -> !line.isBlank() && NOISE.stream().noneMatch(line::contains))
                        .toList()
                : List.of();
    }

    private static String classPath() {
        return Stream.of(
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        Path.of("target", "test-classes").toAbsolutePath().toString())
                .filter(path -> !path.isEmpty())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
