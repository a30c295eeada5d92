// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 1080p frames as fast as they go through the GPU path; each thread has a recording of its own. */
@NullUnmarked // JMH calls the set-up first.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HostBenchmark {
    private static final int WARM_UP = 6000;

    /** The frames. */
    @Param({"RGBA", "VULKAN"})
    public EncodeInput input;

    private EncodeLoop loop;

    /** Opens the encoder. */
    @Setup
    public void open() {
        // Compiled code before frames of a size at which they take long in software.
        try (EncodeLoop small = new EncodeLoop(EncodeLoop.INSTANT, 256, 144, input)) {
            loop = small;
            for (int i = 0; i < WARM_UP; i++) {
                int _ = frame();
            }
        }
        loop = new EncodeLoop(EncodeLoop.INSTANT, 1920, 1080, input);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        loop.close();
    }

    /** Hands over a frame and takes what packets are there. */
    @Benchmark
    public int frame() {
        loop.submit();
        int packets = 0;
        while (loop.encoder().receive() != null) {
            packets++;
        }
        return packets;
    }
}
