// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code av1 godot install} and {@code doctor}, on projects without an engine. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the programs of this test are shell scripts")
class GodotCommandTest {
    private static final String RESOURCE = "res://addons/movie_maker_av1/movie_maker_av1.gdextension";

    @TempDir
    private Path folder;

    private Path project;
    private Path addOn;
    private Path encoder;

    @BeforeEach
    void make() throws IOException {
        project = Files.createDirectory(folder.resolve("game"));
        Files.writeString(project.resolve("project.godot"), "config_version=5\n");
        addOn = folder.resolve("addon");
        Files.createDirectories(addOn.resolve("bin"));
        Files.writeString(addOn.resolve("movie_maker_av1.gdextension"), "[configuration]\n");
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        Files.writeString(addOn.resolve("bin/movie_maker_av1.linux.%s.so".formatted(arch)), "a library");
        encoder = program("av1", "exit 0");
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CommandRun install() {
        return CommandRun.of("godot", "install", project, "--from", addOn, "--command", encoder);
    }

    private List<String> missing(String engine) {
        CommandRun run = CommandRun.of("godot", "doctor", project, "--engine", engine);
        List<String> missing = run.out()
                .lines()
                .filter(line -> line.startsWith("missing"))
                .map(line -> line.substring(9))
                // Whether there is a display, and how the add-on beside this checkout is built, is not this test's.
                .filter(line -> !line.startsWith("no display") && !line.contains("is of another version"))
                .toList();
        assertThat(run.out().lines()).hasSize(6);
        return missing;
    }

    @Test
    void installCopiesListsAndNotes() throws IOException {
        Files.createDirectories(project.resolve(".godot"));
        Files.writeString(project.resolve(".godot/extension_list.cfg"), "res://other.gdextension\n");
        CommandRun first = install();
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(project.resolve("addons/movie_maker_av1/movie_maker_av1.gdextension"))
                .hasSameTextualContentAs(addOn.resolve("movie_maker_av1.gdextension"));
        assertThat(project.resolve(".godot/extension_list.cfg")).hasContent("res://other.gdextension\n" + RESOURCE);
        assertThat(project.resolve(".godot/movie_maker_av1.path")).hasContent(encoder.toString());
        Files.writeString(addOn.resolve("bin/readme"), "newer");
        CommandRun second = install();
        assertThat(second.out()).contains("1 files copied");
        assertThat(install().out()).contains("is up to date");
        assertThat(project.resolve(".godot/extension_list.cfg")).hasContent("res://other.gdextension\n" + RESOURCE);
    }

    @Test
    void installSaysWhatItCannotDo() throws IOException {
        CommandRun none = CommandRun.of("godot", "install", addOn, "--from", addOn, "--command", encoder);
        assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(none.error()).contains("no Godot project: there is no project.godot in it");
        CommandRun noEncoder =
                CommandRun.of("godot", "install", project, "--from", addOn, "--command", folder.resolve("nothing"));
        assertThat(noEncoder.error()).contains("nothing: not a program that can be run");
        Files.delete(addOn.resolve("movie_maker_av1.gdextension"));
        try (var libraries = Files.list(addOn.resolve("bin"))) {
            for (Path library : libraries.toList()) {
                Files.delete(library);
            }
        }
        assertThat(install().error())
                .contains("has no bin/movie_maker_av1.linux.")
                .contains("build it with ");
        assertThat(project.resolve("addons")).doesNotExist();
    }

    @Test
    void doctorFindsEachThingThatIsMissing() throws IOException {
        String engine = program("godot", "echo 4.6.3.stable").toString();
        assertThat(missing(engine)).anySatisfy(line -> assertThat(line).startsWith("the add-on is not in"));
        install();
        assertThat(missing(engine)).isEmpty();
        Files.delete(project.resolve(".godot/extension_list.cfg"));
        assertThat(missing(engine)).singleElement().asString().contains("does not list it");
        install();
        Files.delete(encoder);
        assertThat(missing(engine)).singleElement().asString().contains("names the encoder '" + encoder);
        Files.writeString(
                project.resolve("project.godot"),
                "config_version=5\n[editor]\n\nmovie_writer/speaker_mode=3\nmovie_writer/av1/command=\"sh\"\n");
        assertThat(missing(engine))
                .singleElement()
                .asString()
                .startsWith("editor/movie_writer/speaker_mode is 3: the engine records movies in stereo");
        String old = program("godot4", "echo 4.2.1.stable").toString();
        assertThat(missing(old)).hasSize(2).last().asString().contains("is '4.2.1.stable', 4.6 or newer is needed");
        assertThat(missing(folder.resolve("no-engine").toString()))
                .last()
                .asString()
                .startsWith("no engine: ");
    }

    @Test
    void presetsAsJsonHaveNamesAndFigures() {
        assertThat(CommandRun.of("presets", "--json").out().replaceAll("\\s", ""))
                .startsWith("[{\"name\":\"low\",\"bitrate\":2000000,\"max_bitrate\":4000000,\"quality\":30},{");
    }
}
