// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.bench.report.ReportPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That the benchmarks start and that their answers become a page; how fast anything is is not for tests. */
class BenchTest {
    @TempDir
    Path folder;

    @Test
    void jmhKnowsEveryBenchmark() {
        var known = BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
        assertThat(known.stream().map(entry -> entry.getUserClassQName()).distinct())
                .containsExactlyInAnyOrder(
                        CallBenchmark.class.getName(),
                        StructBenchmark.class.getName(),
                        ConversionBenchmark.class.getName(),
                        HostBenchmark.class.getName());
    }

    /** Those that need neither Vulkan nor another class path. */
    @Test
    void benchmarksStart() throws Exception {
        var options = new OptionsBuilder()
                .include(Pattern.quote(StructBenchmark.class.getName()) + "\\.ours.*")
                .include(Pattern.quote(ConversionBenchmark.class.getName()) + "\\..*")
                .param("height", "72")
                .shouldFailOnError(true)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .verbosity(VerboseMode.SILENT)
                .build();
        assertThat(new Runner(options).run()).hasSize(2 + 2 * 2);
    }

    @Test
    void plainLoopInJavaConvertsGrey() {
        byte[] white = new byte[4 * 4 * 2];
        java.util.Arrays.fill(white, (byte) 255);
        assertThat((byte[]) new PlainConverter(4, 2, 8).convert(white))
                .containsExactly(235, 235, 235, 235, 235, 235, 235, 235, 128, 128, 128, 128);
        assertThat((short[]) new PlainConverter(4, 2, 10).convert(white))
                .contains((short) (940 << 6), (short) (512 << 6))
                .hasSize(12);
    }

    @Test
    void answersBecomeAPage() throws Exception {
        for (String name : Main.QUESTIONS.keySet()) {
            Row row = Row.of("by", "this library")
                    .about("size", "1x1")
                    .about("to", "NV12")
                    .about("scale", "size")
                    .with("time", 12.345, "us")
                    .with("speed", 1234.5, "frames/s");
            Answer answer = new Answer(
                    Map.of("setting", "<value>"),
                    List.of(row),
                    List.of(Ratio.atMost("ours / theirs", 1.5, "", 1)),
                    List.of("a note"));
            new Result(name, "Why?", "bench/run " + name, new LinkedHashMap<>(Map.of("JDK", "25")), answer)
                    .write(folder);
        }
        ReportPage.main(new String[] {folder.toString(), "A title"});
        String page = Files.readString(folder.resolve("index.html"));
        String tables = Files.readString(folder.resolve("README.md"));
        for (String name : Main.QUESTIONS.keySet()) {
            assertThat(page).contains("<section id=\"" + name + "\">");
            assertThat(tables).contains("## " + name);
        }
        assertThat(page)
                .contains("&lt;value&gt;", "ours / theirs 1.50 (&lt;= 1: missed)", "Chart.js v", "12.3")
                .doesNotContain("{{", "src=", "href=\"http");
        assertThat(tables).contains("| this library | 1x1 | NV12 | size | 12.3 | 1,235 |");
    }
}
