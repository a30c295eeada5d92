// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.encoder.convert.ConversionThroughput;
import dev.moviemaker.encoder.convert.ConversionThroughput.Measured;
import dev.moviemaker.encoder.vk.VulkanLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;

/** The way from RGB to what an encoder takes. */
public final class Conversion implements Question {
    private static final double NANOS_PER_MICRO = 1000;
    private static final String TIME = "time";
    private static final String SHARE = "of the bandwidth";

    @Override
    public String asks() {
        return "How long does a picture take from RGBA to NV12 and P010: our shader, swscale, a plain loop in Java?";
    }

    @Override
    public Answer answer(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        gpu(run, rows, settings, notes);
        for (RunResult result : Jmh.run(run, ConversionBenchmark.class, options -> options.forks(1))) {
            Map<String, String> parameters = Jmh.parameters(result);
            int height = Integer.parseInt(parameters.getOrDefault("height", "0"));
            rows.add(row(
                            Jmh.method(result).equals("java") ? "plain loop in Java" : "swscale",
                            height * 16 / 9,
                            height,
                            Integer.parseInt(parameters.getOrDefault("bitDepth", "8")))
                    .with(TIME, Jmh.cpu(result).value() / NANOS_PER_MICRO, "us"));
        }
        settings.put("on the processor", "one thread, its processor time");
        settings.put("shader", "time by the clock, the best of all submissions, many pictures in each");
        for (String size : List.of("1920x1080", "3840x2160")) {
            ratio(rows, size, "swscale", ratios);
            ratio(rows, size, "plain loop in Java", ratios);
        }
        return new Answer(settings, rows, ratios, notes);
    }

    private static void gpu(Run run, List<Row> rows, Map<String, String> settings, List<String> notes) {
        ConversionThroughput.Measurement measured;
        try {
            measured = ConversionThroughput.measure(
                    VulkanLoader.load(), Integer.getInteger("bench.conversions", 2), run.choose(3, 20));
        } catch (Av1EncoderException e) {
            notes.add("no shader: " + e.getMessage());
            return;
        }
        settings.put("device", measured.device());
        settings.put(
                "its bandwidth",
                "%s GB/s read and written by vkCmdCopyBuffer".formatted(Ratio.number(measured.copyBandwidth())));
        settings.put(
                "the way from host memory",
                "%s GB/s read by vkCmdCopyBuffer, of which the rows of host memory have their share"
                        .formatted(Ratio.number(measured.busBandwidth())));
        for (Measured one : measured.all()) {
            rows.add(row(
                            "our shader, %s, %s"
                                    .formatted(one.source(), one.path().name().toLowerCase(java.util.Locale.ROOT)),
                            one.width(),
                            one.height(),
                            one.bitDepth())
                    .with(TIME, one.nanos() / NANOS_PER_MICRO, "us")
                    .with("bandwidth", one.bandwidth(), "GB/s")
                    .with(SHARE, 100 * one.share(), "%"));
        }
    }

    private static Row row(String by, int width, int height, int bitDepth) {
        return Row.of("by", by).about("size", width + "x" + height).about("to", bitDepth == 8 ? "NV12" : "P010");
    }

    private static void ratio(List<Row> rows, String size, String peer, List<Ratio> ratios) {
        double ours = best(rows, "our shader", size);
        double theirs = best(rows, peer, size);
        if (Double.isFinite(ours) && Double.isFinite(theirs)) {
            ratios.add(Ratio.of("%s NV12: shader / %s".formatted(size, peer), ours / theirs, ""));
        }
    }

    private static double best(List<Row> rows, String by, String size) {
        return rows.stream()
                .filter(row -> row.is("size", size) && row.is("to", "NV12"))
                .filter(row -> row.what().getOrDefault("by", "").startsWith(by))
                .mapToDouble(row -> row.value(TIME))
                .min()
                .orElse(Double.NaN);
    }
}
