// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of input once, all containers among them, in software. {@code truth/run} has all pairs. */
class TruthTest {
    @TempDir
    private static Path folder;

    private static JudgedRecordings recording;

    @BeforeAll
    static void open() {
        recording = new JudgedRecordings(folder);
    }

    static List<Case> cases() {
        return Matrix.pairwise(InputTable.all(), List.of(Case.SVT)).stream()
                .limit(InputTable.all().size())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatComesOutIsWhatWentIn(Case of) throws IOException {
        Verdict verdict = recording.judge(of);
        assertThat(verdict.faults()).as("%s", of).isEmpty();
    }
}
