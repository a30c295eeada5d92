// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A recording whose process is killed without warning plays, and has lost at most a second. The long run is
 * bench/kill.sh.
 */
class KillTest {
    private static final long SEED = 7;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"mp4,0", "mp4,1", "mp4,5", "mkv,3", "webm,2", "ivf,4", "obu,8"})
    void losesAtMostASecond(String extension, int number) throws Exception {
        KilledRun run = KilledRun.of(folder, extension, number, SEED);
        assertThat(run.pictures()).as("%s, seed %d", run, SEED).isLessThanOrEqualTo(run.submitted());
        assertThat(run.lostSeconds()).as("%s, seed %d", run, SEED).isLessThanOrEqualTo(1);
    }
}
