// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every system property that the sources name has the prefix and a row in the table of docs/SETTINGS.md. */
class SystemPropertiesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern READ =
            Pattern.compile("(?:getProperty|getInteger|getBoolean|getLong)\\(\\s*\"([^\"]+)\"");
    private static final Pattern NAMED = Pattern.compile("\"(moviemaker\\.[a-z.]*[a-z])\"");
    private static final Pattern OWN_OR_JAVA = Pattern.compile(
            "moviemaker\\..*|java\\..*|os\\..*|user\\..*|jdk\\..*|file\\..*|line\\..*|stdout\\..*|native\\..*");

    @Test
    void theCommandIsQuietUnlessItIsToldNotToBe() {
        String before = System.getProperty("moviemaker.media.quiet");
        try {
            System.setProperty("moviemaker.media.quiet", "false");
            Main.quietUnlessAsked();
            assertThat(System.getProperty("moviemaker.media.quiet")).isEqualTo("false");
            System.clearProperty("moviemaker.media.quiet");
            Main.quietUnlessAsked();
            assertThat(System.getProperty("moviemaker.media.quiet")).isEqualTo("true");
        } finally {
            System.clearProperty("moviemaker.media.quiet");
            if (before != null) {
                System.setProperty("moviemaker.media.quiet", before);
            }
        }
    }

    @Test
    void everyPropertyHasThePrefixAndARow() throws IOException {
        String table = Files.readString(ROOT.resolve("docs/SETTINGS.md"));
        Set<String> named = new TreeSet<>();
        for (String module :
                new String[] {"bindings", "bitstream", "recorder", "encoder", "media", "coder", "emulator", "cli"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    Matcher read = READ.matcher(source);
                    while (read.find()) {
                        assertThat(read.group(1)).as("read by %s", file).matches(OWN_OR_JAVA);
                    }
                    NAMED.matcher(source).results().forEach(match -> named.add(match.group(1)));
                }
            }
        }
        assertThat(named).isNotEmpty();
        named.removeIf(name -> table.contains("`" + name + "`"));
        assertThat(named).as("properties without a row in docs/SETTINGS.md").isEmpty();
    }
}
