// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which drivers passed their self-test, for which kind of settings, in earlier runs of any program on this machine: an
 * empty file each, in the user's cache folder or where the system property {@value #FOLDER} says; with an empty
 * property nothing is kept. For any thread and any number of processes.
 */
final class CheckedDrivers {
    /** System property: the folder, or empty for none. */
    static final String FOLDER = "moviemaker.selftest.cache";

    /** Raised when drivers come to be told of pictures in another way: what passed then may not now. */
    private static final String GENERATION = "2 ";

    private static final System.Logger LOG = System.getLogger(CheckedDrivers.class.getName());

    private CheckedDrivers() {}

    /**
     * Whether this passed once.
     *
     * @param subject everything that a result holds for, as text
     */
    static boolean contains(String subject) {
        return file(subject).filter(Files::exists).isPresent();
    }

    /** Keeps that this passed. */
    static void add(String subject) {
        file(subject).ifPresent(file -> {
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "", StandardOpenOption.CREATE);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "The self-test's result cannot be kept", e);
            }
        });
    }

    private static Optional<Path> file(String subject) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((GENERATION + subject).getBytes(StandardCharsets.UTF_8));
            return folder().map(folder -> folder.resolve(HexFormat.of().formatHex(digest)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static Optional<Path> folder() {
        String chosen = System.getProperty(FOLDER);
        if (chosen != null) {
            return chosen.isEmpty() ? Optional.empty() : Optional.of(Path.of(chosen));
        }
        String home = System.getProperty("user.home", "");
        String system = System.getProperty("os.name", "");
        String cache = System.getenv(system.startsWith("Windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        if (cache == null || cache.isEmpty()) {
            if (home.isEmpty()) {
                return Optional.empty();
            }
            cache = home + (system.startsWith("Mac") ? "/Library/Caches" : "/.cache");
        }
        return Optional.of(Path.of(cache, "moviemaker-av1", "tested-drivers"));
    }
}
