// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.realdrivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the driver tells today is what it told when it was recorded ({@code -Drecord} records), and what the emulated
 * driver's profile of it tells, but for the differences that a file lists. With a newer Mesa the changes are printed
 * instead.
 */
class CapabilitiesRadvTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "caps");
    private static final System.Logger LOG = System.getLogger(CapabilitiesRadvTest.class.getName());

    static List<String> chips() {
        return EncodeRadvTest.chips();
    }

    private static Map<String, String> capabilities(PlayedGpu.Result result) {
        result.requireClean();
        Map<String, String> values = new TreeMap<>();
        for (String line : result.told("cap")) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    /** Names whose values differ, each with both. */
    private static List<String> differences(Map<String, String> left, Map<String, String> right) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        for (String name : names) {
            if (!left.getOrDefault(name, "none").equals(right.getOrDefault(name, "none"))) {
                differences.add("%s: %s, %s"
                        .formatted(name, left.getOrDefault(name, "none"), right.getOrDefault(name, "none")));
            }
        }
        return differences;
    }

    /**
     * What was recorded of this driver's version; without such a file of the newest version that there is one of.
     *
     * @param lines recorded
     * @param sameDriver whether it is of this version
     */
    private record Recorded(List<String> lines, boolean sameDriver) {}

    private static Recorded recorded(String name, String driver, List<String> actual) throws IOException {
        String version = driver.replaceAll("[^0-9.-]+", "");
        Path own = FOLDER.resolve("%s.%s.txt".formatted(name, version));
        if (System.getProperty("record") != null) {
            Files.createDirectories(FOLDER);
            Files.write(own, actual);
        }
        if (Files.exists(own)) {
            return new Recorded(Files.readAllLines(own), true);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            Optional<Path> newest = files.filter(
                            f -> String.valueOf(f.getFileName()).startsWith(name + "."))
                    .max(Comparator.naturalOrder());
            // Of a chip that was never recorded all of it has come.
            return new Recorded(newest.isPresent() ? Files.readAllLines(newest.get()) : List.of(), false);
        }
    }

    private static void compare(String what, String driver, Recorded recorded, List<String> actual) {
        if (recorded.sameDriver()) {
            assertThat(actual).as("%s, %s", what, driver).isEqualTo(recorded.lines());
            return;
        }
        List<String> gone = new ArrayList<>(recorded.lines());
        gone.removeAll(actual);
        List<String> come = new ArrayList<>(actual);
        come.removeAll(recorded.lines());
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} was never recorded; since the newest that was, gone:\n{2}\ncome:\n{3}",
                what,
                driver,
                String.join("\n", gone),
                String.join("\n", come));
    }

    @ParameterizedTest
    @MethodSource("chips")
    void theDriverTellsWhatItTold(String chip) throws IOException {
        PlayedGpu.Result result = new PlayedGpu(chip).withoutLayers().run(CapsRun.class);
        List<String> lines = new ArrayList<>();
        capabilities(result).forEach((name, value) -> lines.add(name + "=" + value));
        assertThat(lines).hasSizeGreaterThan(100);
        String driver = result.told("driver").getFirst();
        compare("capabilities of " + chip, driver, recorded(chip, driver, lines), lines);
    }

    /** Sections that are about encoding; devices, heaps and other extensions are the base driver's. */
    private static Map<String, String> encoding(Map<String, String> all) {
        Map<String, String> some = new TreeMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith("AV1 ")) {
                some.put(name, value);
            }
        });
        return some;
    }

    @ParameterizedTest
    @CsvSource({"navi31, radv-rdna3", "gfx1201, radv-rdna4"})
    void theProfileTellsWhatTheDriverTells(String chip, String profile) throws IOException {
        PlayedGpu.Result result = new PlayedGpu(chip).withoutLayers().run(CapsRun.class);
        String driver = result.told("driver").getFirst();
        Map<String, String> real = encoding(capabilities(result));
        Map<String, String> emulated = encoding(capabilities(new PlayedGpu(chip)
                .set("VK_DRIVER_FILES", "/usr/share/vulkan/icd.d/lvp_icd.json")
                .withoutLayers()
                .run(CapsRun.class, profile)));
        assertThat(real).hasSizeGreaterThan(100);
        List<String> differences = differences(real, emulated);
        compare("driver and profile " + profile, driver, recorded(profile, driver, differences), differences);
    }
}
