// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;

/** What one Vulkan command costs, and filling the structures of a picture. */
public final class VulkanCall implements Question {
    private static final String STRUCTS = "VkVideoEncodeInfoKHR chain";
    private static final String CPU = "processor time";
    private static final Map<String, String> NAMES = Map.of(
            "ours", "this library",
            "oursAnew", "this library, structures carved anew",
            "lwjglJni", "LWJGL, JNI",
            "lwjglFfm", "LWJGL, FFM",
            "vulkan4j", "vulkan4j",
            "c", "C");

    @Override
    public String asks() {
        return "What does one Vulkan command cost, and filling a picture's structures, in this library, its peers and "
                + "C?";
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        String work = "vkGetDeviceQueue";
        add(rows, work, Jmh.run(run, CallBenchmark.class, options -> {}));
        add(rows, STRUCTS, Jmh.run(run, StructBenchmark.class, options -> {}));
        if (new Figures(rows, work).of("ours").isEmpty()) {
            throw new Missing("a Vulkan loader with a device; see CallBenchmark.jmh.txt in " + run.work());
        }
        for (String method : List.of("lwjglJni", "lwjglFfm", "vulkan4j", "c")) {
            if (new Figures(rows, work).of(method).isEmpty()) {
                notes.add(name(method) + " did not run; see CallBenchmark.jmh.txt in " + run.work());
            }
        }
        List<Ratio> ratios = new ArrayList<>();
        Figures calls = new Figures(rows, work);
        calls.quotient("lwjglJni").ifPresent(q -> ratios.add(Ratio.atMost("call: ours / LWJGL JNI", q, "", 1)));
        calls.quotient("lwjglFfm").ifPresent(q -> ratios.add(Ratio.of("ours / LWJGL FFM", q, "")));
        calls.quotient("vulkan4j").ifPresent(q -> ratios.add(Ratio.of("ours / vulkan4j", q, "")));
        calls.of("c").ifPresent(c -> ratios.add(Ratio.atMost("ours - C", calls.ours() - c, "ns", 10)));
        Figures structs = new Figures(rows, STRUCTS);
        structs.quotient("lwjglJni").ifPresent(q -> ratios.add(Ratio.of("structures: ours / LWJGL JNI", q, "")));
        structs.quotient("lwjglFfm").ifPresent(q -> ratios.add(Ratio.of("ours / LWJGL FFM", q, "")));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("command", "vkGetDeviceQueue of the same device through the address from vkGetDeviceProcAddr");
        settings.put("JMH", "median of the iterations, with half the range of their middle half");
        settings.put("ratios", "of processor time");
        return new Answer(settings, rows, ratios, notes);
    }

    private static void add(List<Row> rows, String work, List<RunResult> results) {
        for (RunResult result : results) {
            rows.add(Row.of("work", work)
                    .about("by", name(Jmh.method(result)))
                    .with(CPU, Jmh.cpu(result))
                    .with("time by the clock", Jmh.score(result)));
        }
    }

    private static String name(String method) {
        return NAMES.getOrDefault(method, method);
    }

    /** Processor time of each way to do one piece of work. */
    private record Figures(List<Row> rows, String work) {
        OptionalDouble of(String method) {
            return rows.stream()
                    .filter(row -> row.is("work", work) && row.is("by", name(method)))
                    .mapToDouble(row -> row.value(CPU))
                    .findFirst();
        }

        double ours() {
            return of("ours").orElseThrow();
        }

        /** Ours by another's. */
        OptionalDouble quotient(String method) {
            OptionalDouble other = of(method);
            return other.isEmpty() ? other : OptionalDouble.of(ours() / other.getAsDouble());
        }
    }
}
