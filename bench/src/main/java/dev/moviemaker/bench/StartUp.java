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
import java.util.Map;

/** From the start of a process to what its user waits for, with and without an archive of classes. */
public final class StartUp implements Question {
    private static final String HARDWARE_DEVICE = "instant:nvidia";

    @Override
    public String asks() {
        return "How long from the start of a process to `av1 caps`, and to the first packet of 1080p?";
    }

    /** A command, and the line of its output that ends the wait. */
    private record Start(
            String what, String archive, List<String> command, Map<String, String> environment, String line) {}

    @Override
    public Answer answer(Run run) throws Exception {
        int times = run.choose(3, 15);
        List<Row> rows = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Start start : starts(run)) {
            try {
                await(start);
            } catch (IOException e) {
                notes.add("%s, %s: %s".formatted(start.what, start.archive, String.valueOf(e.getMessage())));
                continue;
            }
            double[] seconds = new double[times];
            double cpu = ProcessUsage.cpuOfEnded();
            for (int i = 0; i < times; i++) {
                seconds[i] = await(start);
            }
            cpu = ProcessUsage.cpuOfEnded() - cpu;
            Arrays.sort(seconds);
            rows.add(Row.of("until", start.what)
                    .about("archive of classes", start.archive)
                    .with("best", seconds[0], "s")
                    .with("median", seconds[times / 2], "s")
                    .with("worst", seconds[times - 1], "s")
                    .with("processor time", cpu / times, "s"));
            ratios.add(Ratio.atMost("%s, archive %s".formatted(start.what, start.archive), seconds[times / 2], "s", 1));
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("runs", times + " after one that is not counted");
        settings.put("first packet", "1920x1080 RGBA, CRF, speed 10; opening the encoder and its self-test included");
        settings.put("processor time", "mean of whole runs, to the end of the process");
        settings.put("GPU", "the emulated driver in its instant mode, profile nvidia");
        return new Answer(settings, rows, ratios, notes);
    }

    private static List<Start> starts(Run run) throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        Path av1 = Path.of(System.getProperty("bench.root", "."), "av1").toAbsolutePath();
        // The last archive named on a command line counts: the JDK's own takes the place of the command's.
        Path plain = Path.of(System.getProperty("java.home"), "lib", "server", "classes.jsa");
        List<String> caps = List.of(av1.toString(), "caps");
        starts.add(new Start("av1 caps", "with", caps, Map.of(), ""));
        starts.add(
                new Start("av1 caps", "without", caps, Map.of("AV1_JAVA_OPTS", "-XX:SharedArchiveFile=" + plain), ""));
        addProgram(run, starts, "first packet, software", "av1_software");
        addProgram(run, starts, "first packet, GPU path", "av1_hardware", HARDWARE_DEVICE);
        return starts;
    }

    private static void addProgram(Run run, List<Start> starts, String what, Object... arguments)
            throws IOException, InterruptedException {
        Path archive = run.work().resolve("first-packet-%s.jsa".formatted(arguments[0]));
        Files.deleteIfExists(archive);
        List<String> quiet = List.of("-XX:+UseSerialGC", "-Xlog:disable");
        List<String> training = new ArrayList<>(quiet);
        training.add("-XX:ArchiveClassesAtExit=" + archive);
        try {
            Printed _ = JavaProgram.run(FirstPacket.class, training, arguments);
        } catch (IOException e) {
            run.say("bench: no archive for %s: %s", what, e);
        }
        List<String> with = new ArrayList<>(quiet);
        with.add("-XX:SharedArchiveFile=" + archive);
        Map<String, String> environment = Map.of("SVT_LOG", "1");
        starts.add(new Start(
                what, "with", JavaProgram.command(FirstPacket.class, with, arguments), environment, "packet"));
        starts.add(new Start(
                what, "without", JavaProgram.command(FirstPacket.class, quiet, arguments), environment, "packet"));
    }

    /** Seconds until the line, or until the end if there is none to wait for. */
    private static double await(Start start) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(start.command).redirectErrorStream(true);
        builder.environment().putAll(start.environment);
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
