// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the tests read of the source tree and of the machine: inputs of the generator, headers, tools. */
final class Sources {

    /** The module's folder; Maven runs tests in it. */
    static final Path BINDINGS = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    static final Path GENERATED = BINDINGS.resolve("src/generated/java");

    private static final Path PINS = BINDINGS.resolveSibling("vulkan-headers");

    private Sources() {}

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static String sha256(Path file) {
        try {
            return sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Relative path with forward slashes to content, for every file below a folder, sorted by code point. */
    static Map<String, Path> tree(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(Files::isRegularFile)
                    .forEach(path ->
                            files.put(folder.relativize(path).toString().replace(File.separatorChar, '/'), path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** An include folder with exactly the pinned headers, if this machine has one. Nothing is downloaded. */
    static Optional<Path> headers() {
        List<Path> places = new ArrayList<>(List.of(PINS.resolve("target"), Path.of("/usr/include")));
        for (String variable : List.of("VULKAN_HEADERS", "VULKAN_SDK")) {
            Optional.ofNullable(System.getenv(variable))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> {
                        places.add(Path.of(value));
                        places.add(Path.of(value, "include"));
                    });
        }
        return places.stream().filter(Sources::arePinned).findFirst();
    }

    private static boolean arePinned(Path include) {
        return read(PINS.resolve("SHA256SUMS")).lines().allMatch(line -> {
            String[] hashAndName = line.split("  ", 2);
            Path header = include.resolve(hashAndName[1]);
            return Files.isRegularFile(header) && sha256(header).equals(hashAndName[0]);
        });
    }

    /** The program that a variable names, or else the first of that name on the path. */
    static Optional<Path> program(String variable, String name) {
        Optional<Path> named = Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable);
        return named.or(() -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst());
    }

    /** Runs a command to its end and returns what it printed; fails the test when it fails. */
    static String run(Map<String, String> environment, Path printed, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " still runs after 60 s");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + read(printed));
        }
        return read(printed);
    }
}
