// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script {@code av1} with a Java and a Maven that only write down how they were called. */
class StartScriptTest {
    private static final Path SCRIPT = Path.of("..", "av1").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Path root;
    private Path jdk;
    private Path tools;

    private String locale = "C.UTF-8";

    /** What a run of the script left. */
    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void makeTree() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "the start script needs a POSIX shell, and there is no /bin/sh");
        root = Files.createDirectories(folder.resolve("a tree"));
        Files.copy(SCRIPT, root.resolve("av1"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(SCRIPT.resolveSibling(".mvn/setup.sh"), root.resolve(".mvn/setup.sh"));
        Path launcher = Files.createDirectories(root.resolve("cli/src/launcher"));
        try (Stream<Path> parts = Files.list(SCRIPT.resolveSibling("cli/src/launcher"))) {
            for (Path part : parts.toList()) {
                Files.copy(part, launcher.resolve(part.getFileName()));
            }
        }
        for (String module : List.of("bitstream", "recorder", "encoder", "media", "coder", "cli")) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
        }
        Files.createFile(root.resolve("pom.xml"));
        jdk = fakeJdk("jdk", "25.0.1");
        tools = folder.resolve("tools");
        executable(tools.resolve("mvn"), """
                echo "$@" >> "%1$s/mvn.log"
                mkdir -p "%1$s/cli/target/lib"
                echo jar > "%1$s/cli/target/lib/moviemaker-encoder-1.jar"
                echo jar > "%1$s/cli/target/lib/other.jar"
                echo jar > "%1$s/cli/target/moviemaker-cli-1.jar"
                sleep 0.3
                """.formatted(root));
    }

    private Path fakeJdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        executable(home.resolve("bin/javac"), "exit 0");
        executable(home.resolve("bin/java"), """
                for word in "$@"; do
                    case $word in
                        -XX:AOTCacheOutput=*)
                            grep -q '"2[0-4]' "$(dirname "$0")/../release" && exit 1
                            [ -e "$(dirname "$0")/../broken" ] || echo cache > "${word#*=}" ;;
                        -XX:ArchiveClassesAtExit=*) : > "${word#*=}" ;;
                    esac
                done
                echo "java in $PWD:"
                for word in "$@"; do echo "<$word>"; done
                for stream in 0 1 2; do
                    { true 3<&$stream; } 2>/dev/null && echo "stream $stream is open"
                done
                echo "locale ${LC_ALL:-}"
                """);
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(Path out, Path err, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("av1").toString()));
        command.addAll(List.of(args));
        return builder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("AV1_JAVA_OPTS");
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("PATH", tools + ":/usr/bin:/bin");
        environment.put("LC_ALL", locale);
        return builder;
    }

    private Run run(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(out, err, args);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        Path log = root.resolve("mvn.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private void touch(String file) throws IOException {
        Path path = root.resolve(file);
        if (!Files.exists(path)) {
            Files.createFile(path);
        }
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(2)));
    }

    @Test
    void buildsOnceAndHandsOverTheWordsAsTheyAre() throws IOException, InterruptedException {
        buildsOnce("<-XX:AOTCache=" + root.toRealPath() + "/cli/target/app-");
    }

    @Test
    void olderJavasGetAnArchiveOfClasses() throws IOException, InterruptedException {
        jdk = fakeJdk("jdk24", "24.0.1");
        buildsOnce("<-XX:SharedArchiveFile=" + root.toRealPath() + "/cli/target/app-");
    }

    /** The process that puts an AOT cache together can crash, and Java's exit status is 0 all the same. */
    @Test
    void whereTheCacheFailsThereIsAnArchive() throws IOException, InterruptedException {
        Files.createFile(jdk.resolve("broken"));
        buildsOnce("<-XX:SharedArchiveFile=" + root.toRealPath() + "/cli/target/app-");
    }

    /** Java puts the first file that it opens in the place of a closed stream, and crashed when that was closed. */
    @Test
    void closedStreamsAreOpenedAsEmptyOnes() throws IOException, InterruptedException {
        run("--version");
        Path out = folder.resolve("closed.txt");
        Process process = builder(
                        List.of("sh", "-c", "\"$0\" --version <&- 2>&- >\"$1\"", root + "/av1", out.toString()))
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out)).contains("stream 0 is open\nstream 1 is open\nstream 2 is open\n");
    }

    private void buildsOnce(String archive) throws IOException, InterruptedException {
        Run first = run("demo", "two words", "*");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("av1: building");
        assertThat(first.out())
                .startsWith("java in " + folder.toRealPath() + ":")
                .contains("<dev.moviemaker.cli.Main>\n<demo>\n<two words>\n<*>\n")
                .contains(archive);
        Run second = run("--version");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    /** In the C locale Java cannot open files whose names are not ASCII. */
    @Test
    void namesWorkInTheCLocaleAndOtherLocalesStay() throws IOException, InterruptedException {
        locale = "C";
        assertThat(run("--version").out()).endsWith("locale C.UTF-8\n");
        locale = "de_AT.UTF-8";
        assertThat(run("--version").out()).endsWith("locale de_AT.UTF-8\n");
    }

    @Test
    void buildsAgainWhenASourceIsNewerOrJavaIsAnother() throws IOException, InterruptedException {
        run("--version");
        touch("cli/src/launcher/java.options");
        run("--version");
        assertThat(builds()).isEqualTo(2);
        Files.setLastModifiedTime(root.resolve("cli/src/launcher/java.options"), FileTime.from(Instant.EPOCH));
        touch("encoder/src/main/A.java");
        run("--version");
        assertThat(builds()).isEqualTo(3);
        Files.setLastModifiedTime(root.resolve("encoder/src/main/A.java"), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(root.resolve("encoder/src/main"), FileTime.from(Instant.EPOCH));
        run("--version");
        assertThat(builds()).isEqualTo(3);
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.2\"\n");
        run("--version");
        assertThat(builds()).isEqualTo(4);
    }

    @Test
    void startsAtTheSameTimeBuildOnlyOnce() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            processes.add(start(
                    Files.createTempFile(folder, "out", ""), Files.createTempFile(folder, "err", ""), "--version"));
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(root.resolve("cli/target/lock")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerIsGoneIsTakenOver() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("cli/target/lock"));
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(root.resolve("cli/target/lock/pid"), Long.toString(gone.pid()));
        assertThat(run("--version").exitCode()).isZero();
    }

    @Test
    void aFailedBuildIsOneErrorAndLeavesNothingBehind() throws IOException, InterruptedException {
        executable(tools.resolve("mvn"), "echo '[ERROR] A.java:[1,1] broken'; exit 1\n");
        Run run = run("--version");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("[ERROR] A.java:[1,1] broken").contains("av1: building failed, see ");
        assertThat(root.resolve("cli/target/current")).doesNotExist();
        assertThat(root.resolve("cli/target/lock")).doesNotExist();
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws IOException, InterruptedException {
        jdk = fakeJdk("old", "17.0.9");
        Run run = run("--version");
        // Whether another JDK is on this machine is not the test's to say: it is used, or the message says what was
        // found.
        assertThat(run.out()).doesNotContain("java in ");
        if (!run.err().contains("av1: building")) {
            assertThat(run.err()).contains("a JDK 22 or newer is needed (JAVA_HOME has Java 17)");
        }
    }
}
