// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated sources are what their inputs make, and nobody edited them. */
class DriftTest {

    private static final String HEADER_CLASS = "dev/moviemaker/vulkan/raw/Vulkan.java";
    private static final String SHARED_CLASS = "dev/moviemaker/vulkan/raw/Vulkan$shared.java";

    @Test
    void lockMatchesInputsAndGeneratedTree() {
        Map<String, String> locked = new HashMap<>();
        List<String> lines = Sources.read(Sources.BINDINGS.resolve("bindings.lock"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        lines.stream().skip(1).forEach(line -> locked.put(line.substring(66), line.substring(0, 64)));

        Map<String, String> found = new HashMap<>();
        for (String input : List.of(
                "../vulkan-headers/VERSION",
                "../vulkan-headers/SHA256SUMS",
                "compile_flags.txt",
                "includes.txt",
                "wrapper.h")) {
            found.put(input, Sources.sha256(Sources.BINDINGS.resolve(input)));
        }
        found.put("src/generated/java", treeHash(Sources.GENERATED));

        assertThat(locked)
                .as("bindings.lock; after a wanted change run bindings/generate.sh, which writes it anew")
                .isEqualTo(found);
        assertThat(Sources.read(Sources.BINDINGS.resolve("generate.sh")))
                .as("the jextract that generate.sh demands is the one in bindings.lock")
                .contains("jextract_version=\"" + lines.getFirst() + "\"");
    }

    private static String treeHash(Path folder) {
        String list = Sources.tree(folder).entrySet().stream()
                .map(file -> Sources.sha256(file.getValue()) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        return Sources.sha256(list.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void includeListIsSortedAndFreeOfDuplicates() {
        Map<String, List<String>> sections = Sources.read(Sources.BINDINGS.resolve("includes.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" "))
                .collect(Collectors.groupingBy(
                        option -> option[0],
                        TreeMap::new,
                        Collectors.mapping(option -> option[1], Collectors.toList())));

        assertThat(sections.keySet())
                .containsExactly("--include-constant", "--include-struct", "--include-typedef", "--include-union");
        sections.forEach((option, names) -> assertThat(names)
                .as(option)
                .isEqualTo(names.stream().distinct().sorted().toList()));
    }

    @Test
    void everyLongFlagOfTheWrapperIsIncluded() {
        List<String> included =
                Sources.read(Sources.BINDINGS.resolve("includes.txt")).lines().toList();
        List<String> macros = Sources.read(Sources.BINDINGS.resolve("wrapper.h"))
                .lines()
                .filter(line -> line.startsWith("#define "))
                .map(line -> line.substring(8, line.indexOf(' ', 8)))
                .toList();

        assertThat(macros).isSorted().doesNotHaveDuplicates().isNotEmpty();
        assertThat(included)
                .containsAll(macros.stream()
                        .map(name -> "--include-constant " + name)
                        .toList());
    }

    @Test
    void generatedCodeIsTheSameOnEveryPlatform() {
        Map<String, Path> files = Sources.tree(Sources.GENERATED);

        assertThat(files).containsKeys(HEADER_CLASS, SHARED_CLASS);
        assertThat(files.keySet())
                .as("one header class, no chain")
                .noneMatch(name -> name.matches(".*/Vulkan_\\d+\\.java"));
        files.forEach((name, file) -> {
            String source = Sources.read(file);
            assertThat(source)
                    .as("%s does not use C's long, whose size differs between platforms", name)
                    .doesNotContainPattern("\\bC_LONG\\b|get\\(\"long\"\\)");
            assertThat(source)
                    .as("%s names no file of the machine that made it", name)
                    .doesNotContainPattern("\"/|/usr/|/home/|/tmp/|[A-Z]:\\\\\\\\");
        });
    }

    @Test
    void generatingAgainGivesTheSameTree(@TempDir Path scratch) throws IOException, InterruptedException {
        Optional<Path> jextract = Sources.program("JEXTRACT", "jextract");
        Optional<Path> bash = Sources.program("BASH", "bash");
        Optional<Path> headers = Sources.headers();
        assumeTrue(jextract.isPresent(), "no jextract: set JEXTRACT or put it on PATH to generate again");
        assumeTrue(bash.isPresent(), "no bash to run generate.sh with");
        assumeTrue(headers.isPresent(), "the pinned Vulkan headers are not here: run vulkan-headers/fetch");

        Path output = scratch.resolve("java");
        Map<String, String> environment = Map.of(
                "JEXTRACT", jextract.get().toString(),
                "VULKAN_HEADERS", headers.get().toString(),
                "OUT", scratch.resolve("headers").toString());
        Sources.run(
                environment,
                scratch.resolve("printed"),
                bash.get().toString(),
                Sources.BINDINGS.resolve("generate.sh").toString(),
                output.toString());

        Map<String, String> expected = contents(Sources.GENERATED);
        assertThat(contents(output)).isEqualTo(expected).isNotEmpty();
    }

    private static Map<String, String> contents(Path folder) {
        Map<String, String> hashes = new TreeMap<>();
        Sources.tree(folder).forEach((name, file) -> hashes.put(name, Sources.sha256(file)));
        return hashes;
    }
}
