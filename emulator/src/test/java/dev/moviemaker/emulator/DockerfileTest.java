// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The Dockerfile of the testbed makes what its chroot is: the same suite, list of packages, way of installing and
 * environment.
 */
class DockerfileTest {
    private static final Path TESTBED = Path.of("..", "testbed");

    private static String read(String name) throws IOException {
        return Files.readString(TESTBED.resolve(name));
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void followsTheChroot() throws IOException {
        String docker = read("Dockerfile");
        assertThat(find("FROM debian:([a-z]+)-slim", docker)).isEqualTo(find("(?m)^suite=([a-z]+)$", read("enter")));
        String install = "apt-get install (--.*?) (?:\\\\|\"\\$@\")";
        assertThat(find(install, docker)).isEqualTo(find(install, read("make-root")));
        assertThat(docker).contains("COPY packages.txt /tmp/packages.txt", "grep -v '^#' /tmp/packages.txt");
        assertThat(read("enter")).contains("\"$here/packages.txt\"", "grep -hv '^#'");
        String variables = "(MOVIEMAKER_TESTBED=1 XDG_RUNTIME_DIR=/tmp LC_ALL=C.UTF-8)";
        assertThat(find(variables, docker)).isEqualTo(find(variables, read("run-inside")));
    }
}
