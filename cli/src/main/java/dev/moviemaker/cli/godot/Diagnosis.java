// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.godot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a project lacks for recording. */
public final class Diagnosis {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final int ENGINE_SECONDS = 20;

    private final GodotProject project;
    private final String engine;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * One thing that was looked at.
     *
     * @param good whether it is as it must be
     * @param text what it is, or what is missing and what to do
     */
    public record Finding(boolean good, String text) {}

    private Diagnosis(GodotProject project, String engine, Map<String, String> environment) {
        this.project = project;
        this.engine = engine;
        this.environment = environment;
    }

    /**
     * Looks at everything.
     *
     * @param engine name or path of the engine's program
     * @return findings in the order in which they matter
     * @throws IOException if the project cannot be read
     */
    public static List<Finding> of(GodotProject project, String engine, Map<String, String> environment)
            throws IOException {
        Diagnosis diagnosis = new Diagnosis(project, engine, environment);
        diagnosis.addOn();
        diagnosis.extensionList();
        diagnosis.command();
        diagnosis.settings();
        diagnosis.engine();
        diagnosis.display();
        return List.copyOf(diagnosis.findings);
    }

    private void good(String text) {
        findings.add(new Finding(true, text));
    }

    private void bad(String text) {
        findings.add(new Finding(false, text));
    }

    private void addOn() throws IOException {
        Path copy = project.addOn();
        if (!Files.isDirectory(copy)) {
            bad("the add-on is not in %s: 'av1 godot install' copies it".formatted(copy));
            return;
        }
        if (!Files.isRegularFile(copy.resolve(AddOn.library()))) {
            bad("%s has no %s: build it and run 'av1 godot install'".formatted(copy, AddOn.library()));
            return;
        }
        List<Path> differing = AddOn.ofThisCommand().map(AddOn::folder).isEmpty()
                ? List.of()
                : AddOn.ofThisCommand().orElseThrow().differing(copy);
        if (differing.isEmpty()) {
            good("add-on in %s".formatted(copy));
        } else {
            bad("%s is of another version (%s): 'av1 godot install' renews it".formatted(copy, differing.getFirst()));
        }
    }

    private void extensionList() throws IOException {
        if (project.extensions().contains(AddOn.RESOURCE)) {
            good("listed among the engine's extensions");
        } else {
            bad(("%s does not list it, so the engine does not load it: 'av1 godot install' lists it, and so does"
                            + " opening the project in the editor")
                    .formatted(project.extensionList()));
        }
    }

    /** In the order of the extension. */
    private void command() throws IOException {
        Optional<String> set = project.setting("editor", "movie_writer/av1/command");
        if (set.isPresent() && !set.get().isBlank()) {
            runnable("the project setting editor/movie_writer/av1/command", set.get());
        } else if (Files.isRegularFile(project.notedCommand())) {
            runnable(
                    project.notedCommand().toString(),
                    Files.readString(project.notedCommand()).strip());
        } else {
            onPath("av1")
                    .ifPresentOrElse(
                            path -> good("encoder %s, from the path".formatted(path)),
                            () -> bad("no encoder: neither the project nor the path has av1; 'av1 godot install' notes "
                                    + "it"));
        }
    }

    private void runnable(String source, String command) {
        boolean found;
        try {
            found = Files.isExecutable(project.folder().resolve(command))
                    || onPath(command).isPresent();
        } catch (InvalidPathException e) {
            found = false;
        }
        if (found) {
            good("encoder %s".formatted(command));
        } else {
            bad("%s names the encoder '%s', which cannot be run here: 'av1 godot install' notes the right one"
                    .formatted(source, command));
        }
    }

    private Optional<Path> onPath(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1)) {
            Path file = Path.of(folder, program);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private void settings() throws IOException {
        String mode = project.setting("editor", "movie_writer/speaker_mode").orElse("0");
        if (mode.equals("0")) {
            good("sound in stereo");
        } else {
            bad("editor/movie_writer/speaker_mode is %s: the engine records movies in stereo (0) only".formatted(mode));
        }
    }

    private void engine() {
        try {
            Process process = new ProcessBuilder(engine, "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ENGINE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                bad("'%s --version' does not end".formatted(engine));
                return;
            }
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher matcher = VERSION.matcher(version);
            boolean found = matcher.lookingAt();
            int number = found ? 100 * Integer.parseInt(matcher.group(1)) + Integer.parseInt(matcher.group(2)) : 0;
            if (number >= 406) {
                good("engine %s".formatted(version));
            } else {
                bad("the engine '%s' is '%s', 4.6 or newer is needed".formatted(engine, version));
            }
        } catch (IOException e) {
            bad("no engine: '%s' cannot be run; --engine names another".formatted(engine));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void display() {
        String system = System.getProperty("os.name");
        boolean needed = !system.startsWith("Windows") && !system.contains("Mac");
        if (!needed || environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")) {
            good("a display to draw on");
        } else {
            bad("no display: the engine records nothing with --headless; 'xvfb-run -a godot …' gives it one");
        }
    }
}
