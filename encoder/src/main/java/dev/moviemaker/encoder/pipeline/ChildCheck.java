// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.encoder.session.Patience;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a self-test in a process of its own, made like this one: a driver that ends its process ends that one. RADV of
 * Mesa 26 did so on RDNA4. For any thread.
 */
final class ChildCheck {
    private static final System.Logger LOG = System.getLogger(ChildCheck.class.getName());
    private static final List<String> FORWARDED = List.of(
            "moviemaker.", "dev.moviemaker.", "org.bytedeco.", "java.library.path", "user.home", "java.io.tmpdir");
    private static final long LOOK_MILLIS = 500;
    private static final String FRAME = "# Problematic frame:";

    private final Class<?> main;
    private final Duration patience;
    private final List<String> options;

    ChildCheck() {
        this(DriverCheckProcess.class, Duration.ofMinutes(2), List.of());
    }

    /**
     * With another program.
     *
     * @param main has the main method; its only argument is the file for {@link DriverCheckProcess#STARTED} and the
     *     verdict
     * @param patience how long it may take
     * @param options of its Java virtual machine, besides those that it always gets
     */
    ChildCheck(Class<?> main, Duration patience, List<String> options) {
        this.main = main;
        this.patience = patience;
        this.options = List.copyOf(options);
    }

    /**
     * What a test came to: it found no problem, it found one, or there was no test, for a reason that says nothing
     * about the driver.
     */
    sealed interface Verdict {
        /** All is well. */
        record Passed() implements Verdict {}

        /** The driver is not to be trusted. */
        record Failed(String problem) implements Verdict {}

        /** The test did not run. */
        record NotRun(String reason) implements Verdict {}
    }

    /**
     * Runs the test. No interrupt ends it, as the driver would then be tested in this process: it stays pending.
     */
    Verdict run(DriverCheckProcess.Request request) {
        try {
            Path folder = Files.createTempDirectory("moviemaker-self-test");
            try {
                return run(request, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return new Verdict.NotRun("a process for it could not be started: " + e.getMessage());
        }
    }

    private Verdict run(DriverCheckProcess.Request request, Path folder) throws IOException {
        Path result = folder.resolve("result");
        Path crash = folder.resolve("crash");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command(result, crash))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            try (DataOutputStream out = new DataOutputStream(process.getOutputStream())) {
                RecordStream.write(out, request);
            } catch (IOException e) {
                // It ended before it read: what it left behind says why.
                LOG.log(System.Logger.Level.DEBUG, "The self-test's process took no request", e);
            }
            if (!ends(process)) {
                return new Verdict.Failed("it did not end within %d s".formatted(patience.toSeconds()));
            }
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.exists(result) ? Files.readAllLines(result) : List.of();
        if (lines.size() > 1) {
            return verdict(lines.get(1), String.join("\n", lines.subList(2, lines.size())));
        }
        String status = "exit status " + process.exitValue();
        if (lines.isEmpty()) {
            return new Verdict.NotRun("its process ended before it began, %s: %s".formatted(status, lastLine(output)));
        }
        return new Verdict.Failed("the driver ended the process, %s%s".formatted(status, place(crash)));
    }

    private boolean ends(Process process) {
        Patience waiting = new Patience(patience.toNanos());
        waiting.begin(System.nanoTime());
        boolean interrupted = false;
        try {
            do {
                try {
                    if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        return true;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            } while (!waiting.isOver(System.nanoTime()));
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Verdict verdict(String word, String rest) {
        return switch (word) {
            case DriverCheckProcess.PASSED -> new Verdict.Passed();
            case DriverCheckProcess.FAILED -> new Verdict.Failed(rest);
            default -> new Verdict.NotRun(rest);
        };
    }

    private List<String> command(Path result, Path crash) {
        List<String> command = new ArrayList<>();
        boolean windows = File.separatorChar == '\\';
        command.add(Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
                .toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + crash));
        command.addAll(options);
        Set<String> names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.removeIf(name -> FORWARDED.stream().noneMatch(name::startsWith));
        names.forEach(name -> command.add("-D%s=%s".formatted(name, System.getProperty(name))));
        Module module = main.getModule();
        String classPath = System.getProperty("java.class.path", "");
        if (!classPath.isEmpty()) {
            command.addAll(List.of("-cp", classPath));
        }
        if (module.isNamed()) {
            String modules =
                    ModuleLayer.boot().modules().stream().map(Module::getName).collect(Collectors.joining(","));
            command.addAll(List.of(
                    "--module-path",
                    System.getProperty("jdk.module.path", ""),
                    "--add-modules",
                    modules,
                    "--enable-native-access=" + natives(),
                    "--module",
                    module.getName() + "/" + main.getName()));
        } else {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", main.getName()));
        }
        command.add(result.toString());
        return command;
    }

    /** The modules that this process trusts with native code, which the other one then may trust too. */
    private static String natives() {
        return Stream.concat(
                        Stream.of("ALL-UNNAMED"),
                        ModuleLayer.boot().modules().stream()
                                .filter(Module::isNativeAccessEnabled)
                                .map(Module::getName))
                .collect(Collectors.joining(","));
    }

    private static String place(Path crash) throws IOException {
        if (!Files.exists(crash)) {
            return "";
        }
        List<String> lines = Files.readAllLines(crash);
        int frame = lines.indexOf(FRAME);
        return frame < 0 || frame + 1 >= lines.size()
                ? ""
                : ", in "
                        + lines.get(frame + 1)
                                .replaceFirst("^# *[A-Za-z] *", "")
                                .strip();
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output, java.nio.charset.StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The self-test's folder stays", e);
        }
    }
}
