// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recording whose process is killed without warning plays, and has lost at most a second; what was made from a file
 * has lost more. The long run is bench/kill.sh.
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

    /** A file made from a file lacks the chunks in work, one and a half of 60 frames for each core. */
    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void whatWasConvertedPlays(String extension) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        int inWork = 60 * (cores + Math.max(1, cores / 2));
        KilledRun run = KilledRun.transcoding(folder, extension, inWork + 120);
        assertThat(run.pictures()).as("%s", run).isBetween(60, run.submitted());
        assertThat(run.submitted() - run.pictures()).as("%s", run).isLessThanOrEqualTo(inWork + 30);
        assertThat(run.lostSeconds()).as("%s", run).isLessThanOrEqualTo((inWork + 60) / 30.0);
    }
}
