// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.godot;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The add-on as it came with this command, and the command's own start script. */
public record AddOn(Path folder) {
    static final String NAME = "movie_maker_av1";
    static final String RESOURCE = "res://addons/movie_maker_av1/movie_maker_av1.gdextension";

    /**
     * Finds the add-on that belongs to the running command: in {@code godot/addons} beside it or above.
     *
     * @return empty if it came without
     */
    public static Optional<AddOn> ofThisCommand() {
        return above("godot/addons/" + NAME).filter(Files::isDirectory).map(AddOn::new);
    }

    /**
     * Returns the script that starts the running command.
     *
     * @return empty if there is none beside it or above
     */
    public static Optional<Path> startScript() {
        String name = isWindows() ? "av1.cmd" : "av1";
        return above(name)
                .filter(Files::isRegularFile)
                .or(() -> above("bin/" + name).filter(Files::isRegularFile));
    }

    private static Optional<Path> above(String name) {
        CodeSource source = AddOn.class.getProtectionDomain().getCodeSource();
        try {
            Path place = source == null ? null : Path.of(source.getLocation().toURI());
            for (; place != null; place = place.getParent()) {
                Path candidate = place.resolve(name);
                if (Files.exists(candidate)) {
                    return Optional.of(candidate);
                }
            }
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }

    /** The library for this machine, as the {@code .gdextension} file names it, relative to the add-on's folder. */
    static Path library() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = isWindows() ? "windows" : system.contains("mac") ? "macos" : system;
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String processor = switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> arch;
        };
        return Path.of("bin", "%s.%s.%s.%s".formatted(NAME, os, processor, isWindows() ? "dll" : "so"));
    }

    boolean isBuilt() {
        return Files.isRegularFile(folder.resolve(library()));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(folder::relativize).toList();
        }
    }

    /** Files that a copy lacks or has otherwise. */
    List<Path> differing(Path copy) throws IOException {
        return files().stream().filter(file -> !isSame(file, copy)).toList();
    }

    private boolean isSame(Path file, Path copy) {
        Path there = copy.resolve(file);
        try {
            return Files.isRegularFile(there) && Files.mismatch(folder.resolve(file), there) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Brings a copy up to date; what else lies there stays. */
    List<Path> copyTo(Path copy) throws IOException {
        List<Path> changed = differing(copy);
        for (Path file : changed) {
            Path target = copy.resolve(file);
            Files.createDirectories(target.resolveSibling(""));
            // A running engine keeps the library it has loaded: the file is replaced, not written over.
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Files.copy(folder.resolve(file), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return changed;
    }
}
