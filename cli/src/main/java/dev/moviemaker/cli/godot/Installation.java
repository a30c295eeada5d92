// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.godot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the add-on into a project. */
public final class Installation {
    private Installation() {}

    /**
     * Copies the add-on, lists it among the engine's extensions and notes where this machine's command is. May be done
     * again at any time.
     *
     * @param command absolute path of {@code av1}
     * @throws IOException if the add-on has no library for this machine, or the project cannot be written
     */
    public static List<String> into(GodotProject project, AddOn addOn, Path command) throws IOException {
        if (!addOn.isBuilt()) {
            throw new IOException("%s has no %s: build it with %s"
                    .formatted(
                            addOn.folder(),
                            AddOn.library(),
                            addOn.folder().resolve("../../build").normalize()));
        }
        if (!Files.isExecutable(command)) {
            throw new IOException("%s: not a program that can be run".formatted(command));
        }
        List<String> done = new ArrayList<>();
        List<Path> copied = addOn.copyTo(project.addOn());
        done.add(
                copied.isEmpty()
                        ? "%s is up to date".formatted(project.addOn())
                        : "%s: %d files copied".formatted(project.addOn(), copied.size()));
        project.addExtension(AddOn.RESOURCE);
        done.add("%s lists it".formatted(project.extensionList()));
        Files.writeString(project.notedCommand(), command.toAbsolutePath() + "\n");
        done.add("%s names %s".formatted(project.notedCommand(), command.toAbsolutePath()));
        return done;
    }
}
