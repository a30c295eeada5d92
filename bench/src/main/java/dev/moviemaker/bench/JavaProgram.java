// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A main class of this jar run in a process of its own; it prints figures as lines {@code name value}. */
final class JavaProgram {
    /** The instant driver codes no picture that a decoder could compare with its frame. */
    static final String NO_DECODER = "-Dmoviemaker.selftest.nodecoder=true";

    private JavaProgram() {}

    /** The command line of a main class. */
    static List<String> command(Class<?> main, List<String> jvmArguments, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add(NO_DECODER);
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        return command;
    }

    /** Runs it to its end and returns its figures. */
    static Printed run(Class<?> main, List<String> jvmArguments, Object... arguments)
            throws IOException, InterruptedException {
        Path errors = Files.createTempFile("bench", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command(main, jvmArguments, arguments)).redirectError(errors.toFile());
            builder.environment().put("SVT_LOG", "1");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                String why = Files.readAllLines(errors).stream()
                        .filter(line -> line.contains("Exception") || line.contains("Error"))
                        .findFirst()
                        .orElse(output);
                throw new IOException("%s ended with %d: %s".formatted(main.getSimpleName(), process.exitValue(), why));
            }
            return figures(output);
        } finally {
            Files.delete(errors);
        }
    }

    private static Printed figures(String output) {
        Map<String, Double> figures = new LinkedHashMap<>();
        output.lines()
                .map(line -> line.split(" ", -1))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> {
                    figures.put(parts[0], Double.valueOf(parts[1]));
                });
        return new Printed(figures);
    }
}
