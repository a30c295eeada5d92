// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.emulator.EmulatedDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Some kinds of input in all containers on the emulated driver, with and without padding. {@code truth/run} has all of
 * them.
 */
class TruthEmulatorTest {
    private static final List<String> KINDS =
            List.of("png + wav (Godot)", "y4m 420p10", "raw nv12", "mp4 mpeg4 601", "y4m full");

    @TempDir
    private static Path folder;

    private static JudgedRecordings recording;

    @BeforeAll
    static void open() {
        assumeTrue(EmulatedDriver.lavapipe().isPresent(), "lavapipe (Debian: mesa-vulkan-drivers) is not installed");
        recording = new JudgedRecordings(folder);
    }

    static List<Case> cases() {
        List<InputKind> kinds = InputTable.all().stream()
                .filter(kind -> KINDS.contains(kind.name()))
                .toList();
        return Matrix.pairwise(kinds, Main.PROFILES).stream().limit(15).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatComesOutIsWhatWentIn(Case of) throws IOException {
        Verdict verdict = recording.judge(of);
        assertThat(verdict.faults()).as("%s", of).isEmpty();
    }
}
