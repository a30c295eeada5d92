// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the hand-over of a frame to its packet. */
public final class FrameLatency implements Question {
    private static final String HARDWARE = "av1_hardware";

    @Override
    public String asks() {
        return "How long from the hand-over of a frame to its packet?";
    }

    /** An encoder: its name, backend, device, speed and what frames it takes. */
    private record Encoder(String title, String backend, String device, int speed, List<EncodeInput> inputs) {}

    private static List<Encoder> encoders(List<String> notes) {
        List<EncodeInput> memory = List.of(EncodeInput.RGBA);
        List<EncodeInput> all = List.of(EncodeInput.values());
        List<Encoder> encoders = new ArrayList<>();
        for (int speed : List.of(13, 10, 8)) {
            encoders.add(new Encoder("SVT-AV1, speed " + speed, "av1_software", "-", speed, memory));
        }
        encoders.add(new Encoder("emulated GPU", HARDWARE, EncodeLoop.EMULATED, 10, all));
        encoders.add(new Encoder("emulated GPU, instant", HARDWARE, EncodeLoop.INSTANT, 10, all));
        if (MovieMaker.isHardwareEncodingSupported()) {
            encoders.add(new Encoder("GPU", HARDWARE, "-", 10, all));
        } else {
            notes.add("no GPU of this machine encodes AV1");
        }
        return encoders;
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Encoder encoder : encoders(notes)) {
            for (int height : run.quick() ? List.of(720) : List.of(720, 1080, 2160)) {
                for (int inFlight : List.of(1, 3)) {
                    for (EncodeInput input : encoder.inputs) {
                        try {
                            rows.add(measure(run, encoder, height, inFlight, input));
                        } catch (IOException e) {
                            notes.add(
                                    "%s, %dp, %s: %s".formatted(encoder.title, height, input.title(), e.getMessage()));
                        }
                    }
                }
            }
        }
        List<Ratio> ratios = new ArrayList<>();
        for (Row row : rows) {
            if (row.is("size", "1280x720") && row.is("asked in flight", "1")) {
                ratios.add(Ratio.of(
                        "%s, %s, 720p: p99 / p50"
                                .formatted(row.what().get("encoder"), row.what().get("frames")),
                        row.value("p99") / row.value("p50"),
                        ""));
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("rate control", "CBR, 4 bits per pixel and second; key frame every 60");
        settings.put(
                "in flight",
                "asked: frames_in_flight, and so many handed over before the first is waited for; needed: so many had "
                        + "to be handed over before packets came");
        settings.put(
                "emulated GPU",
                "the emulated driver over lavapipe, profile nvidia; conversion from RGBA runs on lavapipe, too");
        return new Answer(settings, rows, ratios, notes);
    }

    private static Row measure(Run run, Encoder encoder, int height, int inFlight, EncodeInput input)
            throws IOException, InterruptedException {
        int width = height * 16 / 9;
        Printed figures = JavaProgram.run(
                LatencyRun.class,
                List.of("-Xmx2g"),
                encoder.backend,
                encoder.device,
                encoder.speed,
                width,
                height,
                inFlight,
                input.name(),
                run.choose(2, 8),
                run.choose(60, 600));
        run.say(
                "bench: %s, %dp, %d in flight, %s: p50 %.1f ms",
                encoder.title, height, inFlight, input.title(), figures.get("p50"));
        Row row = Row.of("encoder", encoder.title)
                .about("frames", input.title())
                .about("size", width + "x" + height)
                .about("asked in flight", inFlight)
                .about("needed", Math.round(figures.get("inFlight")))
                .about("samples", Math.round(figures.get("samples")));
        for (String percentile : List.of("p50", "p95", "p99", "max")) {
            row.with(percentile, figures.get(percentile), "ms");
        }
        return row;
    }
}
