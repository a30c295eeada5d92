// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every sample of random streams equals what dav1d and aomdec decode. The long run is {@link RandomStreamRun}. */
final class RandomStreamTest {
    private static final int STREAMS = Integer.getInteger("codec.streams", 80);

    @TempDir
    Path folder;

    @Test
    void bothDecodersAgreeWithTheReconstruction() throws Exception {
        assumeTrue(isInstalled("dav1d", "--version"), "dav1d is not installed: nothing to compare with");
        assumeTrue(isInstalled("aomdec", "--help"), "aomdec is not installed: nothing to compare with");
        for (long seed = 0; seed < STREAMS; seed++) {
            assertThat(RandomStreamRun.compare(new RandomStream(seed).code(), folder))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        for (long seed = 500; seed < 510; seed++) {
            byte[] one = new RandomStream(seed).code(1).ivf();
            byte[] three = new RandomStream(seed).code(3).ivf();
            assertThat(Arrays.mismatch(one, three)).as("seed %d", seed).isEqualTo(-1);
        }
    }

    private static boolean isInstalled(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            process.waitFor();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
