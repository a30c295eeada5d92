// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;

/** What the library itself costs per frame where the GPU does the rest. */
public final class HostOverhead implements Question {
    private static final String MICROS = "us";
    private static final int MICROS_TARGET = 50;
    private static final List<Integer> RECORDINGS = List.of(1, 2, 4);

    @Override
    public String asks() {
        return "What does a 1080p frame cost the host on the GPU path: time, heap, native calls?";
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (EncodeInput input : EncodeInput.values()) {
            try {
                rows.add(alone(run, input, ratios, notes));
            } catch (IOException e) {
                notes.add("%s: %s".formatted(input.title(), e.getMessage()));
            }
        }
        for (int recordings : RECORDINGS) {
            for (RunResult result : Jmh.run(
                    run,
                    HostBenchmark.class,
                    options -> options.threads(recordings).forks(1).addProfiler(GCProfiler.class))) {
                Measurement wall = Jmh.score(result);
                Measurement allocated = Jmh.secondary(result, "gc.alloc.rate.norm");
                rows.add(Row.of(
                                "frames",
                                EncodeInput.valueOf(result.getParams().getParam("input"))
                                        .title())
                        .about("how", "as fast as they go")
                        .about("recordings", recordings)
                        .with(
                                "processor time, submitting thread",
                                Jmh.cpu(result).value() / 1000,
                                MICROS)
                        .with("whole frame", wall.value(), MICROS)
                        .with("heap with the driver", allocated.value(), "B"));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("driver", "the emulated one over lavapipe, in Java, in its instant mode, profile nvidia");
        settings.put("encoder", "1920x1080, CBR, key frame every 60");
        settings.put("one at a time", "each frame submitted after the packet of the one before; medians");
        settings.put("submit", "time in Av1Encoder.submit by the clock");
        settings.put(
                "library alone",
                "with Vulkan commands that do nothing: processor time of the submitting thread, the best batch of 250 "
                        + "frames when 300 batches bring no better one, with copies of the pixels between; heap of "
                        + "both threads");
        return new Answer(settings, rows, ratios, notes);
    }

    private static Row alone(Run run, EncodeInput input, List<Ratio> ratios, List<String> notes) throws Exception {
        int frames = run.choose(100, 500);
        Path loader = CompiledLibrary.compile("counting_loader.c", run.work());
        Printed calls = JavaProgram.run(
                HostRun.class, List.of("-Dmoviemaker.vulkan.loader=" + loader), "calls", loader, frames, input.name());
        Printed alone = JavaProgram.run(HostRun.class, List.of(), "idle", input.name());
        double copy = alone.get("copy");
        ratios.add(Ratio.atMost(
                input.title() + ": library alone" + (copy > 0 ? ", less a copy of the pixels" : ""),
                alone.get("idle") - copy,
                MICROS,
                MICROS_TARGET));
        ratios.add(Ratio.atMost("heap", alone.get("bytes"), "B/frame", 0));
        notes.add("%s, calls per frame: %s"
                .formatted(
                        input.title(),
                        calls.values().entrySet().stream()
                                .filter(e -> e.getKey().startsWith("call:"))
                                .map(e -> "%s %s".formatted(e.getKey().substring(5), Ratio.number(e.getValue())))
                                .collect(Collectors.joining(", "))));
        return Row.of("frames", input.title())
                .about("how", "one at a time")
                .about("recordings", 1)
                .with("submit", calls.get("submit"), MICROS)
                .with("whole frame", calls.get("whole"), MICROS)
                .with("library alone", alone.get("idle"), MICROS)
                .with("copy of the pixels", copy, MICROS)
                .with("heap, library alone", alone.get("bytes"), "B")
                .with("Vulkan commands", calls.get("calls"), "")
                .with("on the submitting thread", calls.get("callsSubmitting"), "");
    }
}
