// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The loader unloads a driver with its last instance, and loads it again for the next one; a process has one JVM for
 * good.
 */
class ReloadEmulatorTest {
    private static final int ROUNDS = 10;

    @TempDir
    Path folder = Path.of("unset");

    @BeforeEach
    void vulkan() {
        Testbed.needsVulkan();
    }

    @Test
    void comesBackAfterItsLastInstance() throws IOException {
        reload(Icd.make("nvidia", folder));
    }

    /**
     * As a program builds it that does not know of {@code -z nodelete}: each copy has to find the JVM that an earlier
     * one made.
     */
    @Test
    void comesBackWhenItWasReallyUnloaded() throws IOException {
        Map<String, String> environment = Icd.make("nvidia", folder);
        String java = System.getProperty("java.home");
        List<String> command = new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1"));
        command.addAll(List.of("-I" + java + "/include", "-I" + java + "/include/linux"));
        command.addAll(List.of(Path.of("icd/moviemaker_icd.c").toAbsolutePath().toString(), "-o"));
        command.add(folder.resolve("libmoviemaker_icd.so").toString());
        Icd.run(Map.of(), folder, command);
        reload(environment);
    }

    private void reload(Map<String, String> environment) throws IOException {
        Path program = Icd.compile("reload", folder);
        List<String> lines = Icd.run(environment, folder, List.of(program.toString(), String.valueOf(ROUNDS)))
                .lines()
                .toList();
        assertThat(lines).hasSize(ROUNDS).allMatch(line -> line.contains("Emulated NVIDIA over llvmpipe"));
    }
}
