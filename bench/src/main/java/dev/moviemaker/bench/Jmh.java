// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs a class of JMH benchmarks. JMH's own account goes to a file. */
final class Jmh {
    private Jmh() {}

    /** Runs all of a class; an exception of a benchmark ends its fork and leaves its result out. */
    static List<RunResult> run(Run run, Class<?> benchmarks, Consumer<ChainedOptionsBuilder> more)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmarks.getName()) + "\\.")
                .forks(run.choose(1, 3))
                .warmupIterations(run.choose(4, 5))
                .warmupTime(TimeValue.milliseconds(run.choose(500, 1000)))
                .measurementIterations(run.choose(5, 10))
                .measurementTime(TimeValue.milliseconds(run.choose(200, 500)))
                .jvmArgsPrepend("-Xmx1g", JavaProgram.NO_DECODER)
                .addProfiler(CpuTime.class)
                .output(run.work()
                        .resolve(benchmarks.getSimpleName() + ".jmh.txt")
                        .toString());
        more.accept(options);
        Collection<RunResult> results = new Runner(options.build()).run();
        return new ArrayList<>(results);
    }

    /** The name of the benchmark's method. */
    static String method(RunResult result) {
        String label = result.getParams().getBenchmark();
        return label.substring(label.lastIndexOf('.') + 1);
    }

    /** The parameters, in order. */
    static Map<String, String> parameters(RunResult result) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String key : result.getParams().getParamsKeys()) {
            all.put(key, result.getParams().getParam(key));
        }
        return all;
    }

    /** Time by the clock. */
    static Measurement score(RunResult result) {
        return figure(result.getPrimaryResult());
    }

    /** Processor time of the measuring threads. */
    static Measurement cpu(RunResult result) {
        return secondary(result, CpuTime.LABEL);
    }

    /** What a profiler counted. */
    static Measurement secondary(RunResult result, String label) {
        return figure(Objects.requireNonNull(result.getSecondaryResults().get(label), label));
    }

    /** The median of the iterations, so that one disturbed iteration changes nothing. */
    private static Measurement figure(Result<?> result) {
        Statistics all = result.getStatistics();
        double spread = (all.getPercentile(75) - all.getPercentile(25)) / 2;
        return new Measurement(all.getPercentile(50), result.getScoreUnit(), Double.isNaN(spread) ? 0 : spread);
    }
}
