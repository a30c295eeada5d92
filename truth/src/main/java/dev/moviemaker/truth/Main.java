// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Records and judges the whole matrix and prints it. */
public final class Main {
    static final List<String> PROFILES = List.of("nvidia", "radv-rdna3");

    private static final int MAX_FAULT = 400;

    private Main() {}

    private static final class Row {
        private int cases;
        private double psnr = Raster.MAX_PSNR;
        private double patch;
        private double lag;
        private final List<String> faults = new ArrayList<>();

        private void add(Case of, Verdict verdict) {
            cases++;
            if (verdict.holds()) {
                psnr = Math.min(psnr, verdict.worstPsnr());
                patch = Math.max(patch, verdict.worstPatch());
                lag = Math.max(lag, Math.abs(verdict.worstLag()));
            } else {
                faults.add(of + ": " + told(String.join("; ", verdict.faults())));
            }
        }
    }

    private static String told(String faults) {
        String line = faults.replaceAll("\\s+", " ");
        return line.length() <= MAX_FAULT ? line : line.substring(0, MAX_FAULT) + " ...";
    }

    /**
     * Prints a table and ends with status 1 if anything is not as it should be.
     *
     * @param args {@code --software} or {@code --hardware} for one encoder, then parts of names of inputs to take only
     *     those
     * @throws IOException if an input cannot be made
     */
    public static void main(String[] args) throws IOException {
        List<String> words = new ArrayList<>(List.of(args));
        List<String> encoders = new ArrayList<>();
        if (!words.contains("--hardware")) {
            encoders.add(Case.SVT);
        }
        if (!words.contains("--software")) {
            encoders.addAll(PROFILES);
        }
        words.removeIf(word -> word.startsWith("--"));
        List<InputKind> inputs = InputTable.all().stream()
                .filter(kind -> words.isEmpty() || words.stream().anyMatch(kind.name()::contains))
                .toList();
        System.exit(run(Matrix.pairwise(inputs, encoders)) ? 0 : 1);
    }

    private static boolean run(List<Case> cases) throws IOException {
        Path folder = Files.createTempDirectory("truth");
        Map<String, Row> rows = new LinkedHashMap<>();
        JudgedRecordings recording = new JudgedRecordings(folder);
        long started = System.nanoTime();
        for (Case one : cases) {
            Verdict verdict;
            try {
                verdict = recording.judge(one);
            } catch (IOException | RuntimeException e) {
                verdict = Verdict.failed(e.toString());
            }
            rows.computeIfAbsent(one.input().name(), name -> new Row()).add(one, verdict);
        }
        return print(rows, (System.nanoTime() - started) / 1e9);
    }

    private static boolean print(Map<String, Row> rows, double seconds) {
        System.out.println(
                "| input | combinations | worst PSNR (dB) | worst patch (of 255) | worst lag (ms) | faults |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        int cases = 0;
        int wrong = 0;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            Row row = entry.getValue();
            cases += row.cases;
            wrong += row.faults.size();
            boolean any = row.cases > row.faults.size();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %s | %s |%n",
                    entry.getKey(),
                    row.cases,
                    any ? String.format(Locale.ROOT, "%.1f", row.psnr) : "-",
                    any ? String.format(Locale.ROOT, "%.1f", row.patch) : "-",
                    any && row.lag > 0 ? String.format(Locale.ROOT, "%.1f", 1000 * row.lag) : "-",
                    row.faults.isEmpty() ? "" : row.faults.size());
        }
        rows.values().forEach(row -> row.faults.forEach(fault -> System.out.println("WRONG: " + fault)));
        System.out.printf(
                Locale.ROOT,
                "truth: %d combinations of %d kinds of input, %d hold, %d wrong; %.0f s%n",
                cases,
                rows.size(),
                cases - wrong,
                wrong,
                seconds);
        return wrong == 0;
    }
}
