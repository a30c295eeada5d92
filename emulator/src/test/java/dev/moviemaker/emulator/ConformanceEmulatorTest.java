// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.emulator.ConformanceRun.Outcome;
import dev.moviemaker.emulator.ConformanceRun.Verdict;
import dev.moviemaker.emulator.profile.Profiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Vulkan conformance tests ask of a driver, in a selection: each case is carried out, or the capabilities say
 * that it is not. {@code emulator/conformance} runs all cases and prints a table.
 */
class ConformanceEmulatorTest {
    @TempDir
    Path folder = Path.of("unset");

    static Stream<String> profiles() {
        return Profiles.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void carriesOutOrRefusesByCapability(String profile) {
        ConformanceRun run = new ConformanceRun(Testbed.needsVulkan(), folder);
        Testbed.needsDecoders();
        List<ConformanceCase> cases =
                ConformanceCase.all().stream().filter(ConformanceCase::quick).toList();
        Map<String, Outcome> outcomes = new TreeMap<>();
        cases.forEach(one -> outcomes.put(one.toString(), run.run(Testbed.profile(profile), one)));
        outcomes.values().removeIf(outcome -> outcome.verdict() == Verdict.REFUSED);
        assertThat(outcomes)
                .allSatisfy((name, outcome) -> assertThat(outcome.verdict())
                        .as("%s: %s", name, outcome.why())
                        .isEqualTo(Verdict.PASSED));
        assertThat(outcomes).hasSize(Objects.requireNonNull(EXPECTED.get(profile)));
    }

    /** How many of the selection a profile carries out: one that refused more would pass all the same. */
    private static final Map<String, Integer> EXPECTED = Map.of(
            "nvidia", 10,
            "radv-rdna3", 10,
            "radv-rdna4", 9,
            "anv", 10,
            "minimal", 3,
            "maximal", 14);
}
