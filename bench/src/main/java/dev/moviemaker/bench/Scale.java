// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How cost and memory grow with the size of frames, the length of a recording and the number of recordings at once. */
public final class Scale implements Question {
    private static final double KIB_PER_MIB = 1024;
    private static final double MEGA = 1e6;
    private static final int TENTHS = 10;
    private static final List<Integer> HEIGHTS = List.of(360, 720, 1080, 1440, 2160, 4320);
    private static final List<Integer> RECORDINGS = List.of(1, 2, 4, 8, 16);
    /** A heap that cannot grow, so that memory gained is something else. */
    private static final List<String> FIXED_HEAP =
            List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    private static final String IN_TURN = "recordings in turn";
    private static final String SOFTWARE = "av1_software";
    private static final String HARDWARE = "av1_hardware";
    private static final String DEVICE = "instant:nvidia";

    @Override
    public String asks() {
        return "How do speed and memory grow with the size of frames, the length of a recording and the recordings at "
                + "once?";
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Row> sizes = new ArrayList<>();
        for (int height : run.quick() ? HEIGHTS.subList(0, 5) : HEIGHTS) {
            int frames = Math.max(run.choose(10, 20), run.choose(60, 240) * 360 / height);
            sizes.add(measure(run, SOFTWARE, "size", height * 16 / 9, height, frames, 1));
        }
        rows.addAll(sizes);
        double small = perMegapixel(sizes.get(1));
        double large = perMegapixel(sizes.getLast());
        ratios.add(Ratio.atMost("processor time per megapixel: largest / 720p", large / small, "", 1.2));
        lengths(run, SOFTWARE, rows, ratios, notes);
        lengths(run, HARDWARE, rows, ratios, notes);
        List<Row> counts = new ArrayList<>();
        for (int recordings : run.quick() ? RECORDINGS.subList(0, 4) : RECORDINGS) {
            counts.add(measure(run, SOFTWARE, "recordings at once", 640, 360, run.choose(60, 200), recordings));
        }
        rows.addAll(counts);
        Row one = counts.getFirst();
        Row most = counts.getLast();
        double times = Double.parseDouble(String.valueOf(most.what().get("recordings")));
        ratios.add(Ratio.atMost(
                "processor time per frame: %.0f at once / 1".formatted(times),
                most.value("cpu per frame") / one.value("cpu per frame"),
                "",
                1.2));
        ratios.add(Ratio.atMost(
                "memory: %.0f at once / %.0f times 1".formatted(times, times),
                most.value("peak memory") / (times * one.value("peak memory")),
                "",
                1));
        Row inTurn = measure(run, SOFTWARE, IN_TURN, 64, 64, 3, run.choose(100, 1000));
        rows.add(inTurn);
        ratios.add(Ratio.atMost(
                "recordings in turn: memory gained from 20 to 100 %", inTurn.value("memory gained"), "MiB", 10));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Java's heap", "128 MiB from the start, in peak memory as well");
        settings.put("recording", "NV12 in memory to MP4, CRF; each row in a process of its own");
        settings.put("software", "SVT-AV1 at speed 13");
        settings.put("GPU path", "the emulated driver in its instant mode, profile nvidia: all but the coding itself");
        settings.put("cpu per frame", "processor time of the whole process; the start of the encoder is in it");
        settings.put(
                "last half / first half",
                "processor time per frame from 50 to 100 % of the length by that from 10 to 50 %; memory gained: at "
                        + "100 % minus at 20 %");
        return new Answer(settings, rows, ratios, notes);
    }

    private void lengths(Run run, String backend, List<Row> rows, List<Ratio> ratios, List<String> notes)
            throws IOException, InterruptedException {
        Row longest = null;
        try {
            for (int frames : run.quick() ? List.of(100, 1000, 5000) : List.of(100, 1000, 10_000, 100_000)) {
                longest = measure(run, backend, "length", 256, 144, frames, 1);
                rows.add(longest);
            }
        } catch (IOException e) {
            notes.add("%s: %s".formatted(backend, e.getMessage()));
        }
        if (longest != null) {
            String name = backend.equals(SOFTWARE) ? "software" : "GPU path";
            ratios.add(Ratio.atMost(
                    "%s, longest: cost per frame last half / first half".formatted(name),
                    longest.value("last half / first half"),
                    "",
                    1.1));
            ratios.add(Ratio.atMost(
                    "%s, memory gained from 20 to 100 %%".formatted(name), longest.value("memory gained"), "MiB", 10));
        }
    }

    private static double perMegapixel(Row row) {
        String[] size = String.valueOf(row.what().get("size")).split("x", -1);
        return row.value("cpu per frame") / (Double.parseDouble(size[0]) * Double.parseDouble(size[1]) / MEGA);
    }

    private static Row measure(Run run, String backend, String part, int width, int height, int frames, int recordings)
            throws IOException, InterruptedException {
        String device = backend.equals(HARDWARE) ? DEVICE : "-";
        Printed figures = JavaProgram.run(
                ScaleRun.class,
                FIXED_HEAP,
                backend,
                device,
                width,
                height,
                frames,
                recordings,
                part.equals(IN_TURN),
                run.work());
        run.say(
                "bench: %s %s: %dx%d, %d frames, %d at once: %.1f s",
                backend, part, width, height, frames, recordings, figures.get("seconds"));
        double all = (double) frames * recordings;
        Row row = Row.of("scale", part)
                .about("encoder", backend.equals(SOFTWARE) ? "software" : "GPU path")
                .about("size", width + "x" + height)
                .about("frames", frames)
                .about("recordings", recordings)
                .with("speed", all / figures.get("seconds"), "frames/s")
                .with("cpu per frame", 1000 * figures.get("cpu") / all, "ms")
                .with("peak memory", figures.get("peakKib") / KIB_PER_MIB, "MiB");
        if (figures.has("cpu" + TENTHS)) {
            double first = (figures.get("cpu5") - figures.get("cpu1")) / 4;
            double second = (figures.get("cpu10") - figures.get("cpu5")) / 5;
            row.with("last half / first half", second / first, "");
            row.with(
                    "memory gained", (figures.get("residentKib10") - figures.get("residentKib2")) / KIB_PER_MIB, "MiB");
        }
        return row;
    }
}
