// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the glossary to the code: it has once defined types that did not exist. */
class GlossaryTest {
    private static final Path CHECKOUT = Path.of("..");

    @Test
    void everyTypeThatTheGlossaryNamesExists() throws IOException {
        Set<String> types = new TreeSet<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> types.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        Set<String> named = Pattern.compile("`([A-Z][a-z]\\w*[a-z])`")
                .matcher(Files.readString(CHECKOUT.resolve("GLOSSARY.md")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).contains("EncodedFrame", "FrameSlab").isSubsetOf(types);
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(CHECKOUT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .toList();
        }
    }
}
