// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.godot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder with a {@code project.godot}.
 */
public record GodotProject(Path folder) {
    private static final String PROJECT_FILE = "project.godot";

    /**
     * Finds a project.
     *
     * @throws IOException if there is none
     */
    public static GodotProject at(Path place) throws IOException {
        Path given = place.toAbsolutePath().normalize();
        Path folder = given.endsWith(PROJECT_FILE) && Files.isRegularFile(given) ? given.resolveSibling("") : given;
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(place.toString());
        }
        if (!Files.isRegularFile(folder.resolve(PROJECT_FILE))) {
            throw new IOException("%s: no Godot project: there is no %s in it".formatted(place, PROJECT_FILE));
        }
        return new GodotProject(folder);
    }

    /** Where the add-on lies in it. */
    Path addOn() {
        return folder.resolve("addons").resolve(AddOn.NAME);
    }

    /** The engine loads the extensions that are listed here, one resource path a line; its editor keeps the list. */
    Path extensionList() {
        return folder.resolve(".godot").resolve("extension_list.cfg");
    }

    /** Where the command of this machine is noted: this folder is of one machine and never checked in. */
    Path notedCommand() {
        return folder.resolve(".godot").resolve("movie_maker_av1.path");
    }

    List<String> extensions() throws IOException {
        Path list = extensionList();
        return Files.exists(list) ? Files.readAllLines(list) : List.of();
    }

    /** Adds the extension to the list, and keeps what else is in it. */
    void addExtension(String resource) throws IOException {
        List<String> lines = new ArrayList<>(extensions());
        lines.removeIf(String::isBlank);
        if (!lines.contains(resource)) {
            lines.add(resource);
            Files.createDirectories(folder.resolve(".godot"));
            Files.write(extensionList(), lines);
        }
    }

    /**
     * A setting as {@code project.godot} has it.
     *
     * @return without quotes; empty if it is not there
     */
    Optional<String> setting(String section, String key) throws IOException {
        boolean inside = false;
        for (String line : Files.readAllLines(folder.resolve(PROJECT_FILE))) {
            if (line.startsWith("[")) {
                inside = line.strip().equals("[%s]".formatted(section));
            } else if (inside && line.startsWith(key + "=")) {
                String value = line.substring(key.length() + 1).strip();
                return Optional.of(value.replaceAll("^\"|\"$", ""));
            }
        }
        return Optional.empty();
    }
}
