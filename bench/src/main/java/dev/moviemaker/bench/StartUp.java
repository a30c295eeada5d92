// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** From the start of a process to what its user waits for, with and without an archive of classes. */
public final class StartUp implements Question {
    private static final String HARDWARE_DEVICE = "instant:nvidia";

    @Override
    public String asks() {
        return "How long from the start of a process to `av1 caps`, and to the first packet of 1080p?";
    }

    /** A command, and the line of its output that ends the wait; it ends with the process where there is none. */
    private record Start(String what, Archive archive, List<String> command, String line) {}

    /** What is kept of the classes between starts. */
    private enum Archive {
        AOT_CACHE("AOT cache", "-XX:AOTCacheOutput="),
        CLASS_ARCHIVE("class archive", "-XX:ArchiveClassesAtExit="),
        NONE("none", "");

        private final String label;
        private final String making;

        Archive(String label, String making) {
            this.label = label;
            this.making = making;
        }

        /** The options that use it, as the start script gives them. */
        List<String> options(Path file) {
            return switch (this) {
                case AOT_CACHE ->
                    List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining", "-XX:AOTCache=" + file);
                case CLASS_ARCHIVE -> List.of("-XX:SharedArchiveFile=" + file);
                case NONE -> List.of();
            };
        }
    }

    /** A program: its command line with options of the virtual machine in the middle. */
    private interface Program {
        List<String> command(List<String> options);
    }

    @Override
    public Answer answer(Run run) throws Exception {
        int times = run.choose(3, 15);
        List<Row> rows = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Start> starts = new ArrayList<>();
        for (Start start : starts(run, notes)) {
            try {
                await(start);
                starts.add(start);
            } catch (IOException e) {
                notes.add("%s, %s: %s".formatted(start.what, start.archive.label, String.valueOf(e.getMessage())));
            }
        }
        double[][] seconds = new double[starts.size()][times];
        double[] cpu = new double[starts.size()];
        // In turns, so that what else the machine does falls on all alike.
        for (int time = 0; time < times; time++) {
            for (int i = 0; i < starts.size(); i++) {
                double before = ProcessUsage.cpuOfEnded();
                seconds[i][time] = await(starts.get(i));
                cpu[i] += ProcessUsage.cpuOfEnded() - before;
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            Start start = starts.get(i);
            Arrays.sort(seconds[i]);
            rows.add(Row.of("until", start.what)
                    .about("archive of classes", start.archive.label)
                    .with("best", seconds[i][0], "s")
                    .with("median", seconds[i][times / 2], "s")
                    .with("worst", seconds[i][times - 1], "s")
                    .with("processor time", cpu[i] / times, "s"));
            ratios.add(Ratio.atMost(
                    "%s, archive: %s".formatted(start.what, start.archive.label), seconds[i][times / 2], "s", 1));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("runs", times + " of each, in turns, after one that is not counted");
        settings.put("first packet", "1920x1080 RGBA, CRF, speed 10; opening the encoder and its self-test included");
        settings.put("processor time", "mean of whole runs, to the end of the process");
        settings.put("GPU", "the emulated driver in its instant mode, profile nvidia");
        return new Answer(settings, rows, ratios, notes);
    }

    private static List<Start> starts(Run run, List<String> notes) throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
        // Builds the command if need be.
        await(new Start("av1", Archive.NONE, List.of(root.resolve("av1").toString(), "--version"), ""));
        List<String> current = Files.readAllLines(root.resolve("cli/target/current"));
        String java = Path.of(current.get(1), "bin", "java").toString();
        String javaOptions = "@" + root.resolve("cli/src/launcher/java.options");
        String path = current.getFirst() + "/*";
        add(
                run,
                notes,
                starts,
                "av1 caps",
                "",
                options -> joined(
                        joined(List.of(java, javaOptions), options),
                        List.of("-cp", path, "dev.moviemaker.cli.Main", "caps")),
                options -> joined(
                        joined(List.of(java, javaOptions), options),
                        List.of("-cp", path, "dev.moviemaker.cli.Training")));
        addFirstPacket(run, notes, starts, "first packet, software", "av1_software");
        addFirstPacket(run, notes, starts, "first packet, GPU path", "av1_hardware", HARDWARE_DEVICE);
        return starts;
    }

    private static void addFirstPacket(
            Run run, List<String> notes, List<Start> starts, String what, Object... arguments)
            throws IOException, InterruptedException {
        Program program = options -> JavaProgram.command(
                FirstPacket.class, joined(List.of("-XX:+UseSerialGC", "-Xlog:disable"), options), arguments);
        add(run, notes, starts, what, "packet", program, program);
    }

    /** Adds it with each archive that can be made, by a run of the training, and without. */
    private static void add(
            Run run,
            List<String> notes,
            List<Start> starts,
            String what,
            String line,
            Program program,
            Program training)
            throws IOException, InterruptedException {
        for (Archive archive : Archive.values()) {
            Path file = run.work()
                    .resolve(what.replaceAll("\\W+", "-") + "." + archive.name().toLowerCase(Locale.ROOT));
            if (archive != Archive.NONE) {
                Files.deleteIfExists(file);
                try {
                    await(new Start(what, archive, training.command(List.of(archive.making + file)), ""));
                } catch (IOException e) {
                    // The process that puts a cache together may fail at its end, and the cache be good.
                    run.say("bench: %s", String.valueOf(e.getMessage()));
                }
                if (!Files.isRegularFile(file) || Files.size(file) == 0) {
                    notes.add("%s, %s: this Java makes none".formatted(what, archive.label));
                    continue;
                }
            }
            starts.add(new Start(what, archive, program.command(archive.options(file)), line));
        }
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Seconds until the line, or until the end if there is none to wait for. */
    private static double await(Start start) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(start.command).redirectErrorStream(true);
        builder.environment().put("SVT_LOG", "1");
        long begin = System.nanoTime();
        Process process = builder.start();
        long end = 0;
        StringBuilder output = new StringBuilder();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                if (end == 0 && !start.line.isEmpty() && line.startsWith(start.line)) {
                    end = System.nanoTime();
                }
            }
        }
        int status = process.waitFor();
        if (start.line.isEmpty()) {
            end = System.nanoTime();
        }
        if (status != 0 || end == 0) {
            throw new IOException("%s ended with %d: %s".formatted(start.command.getFirst(), status, output));
        }
        return (end - begin) / 1e9;
    }
}
