// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The profiles that come with the driver, and those in files of the user's own. */
public final class Profiles {
    /** Names of the built-in profiles. */
    public static final List<String> NAMES = List.of("nvidia", "radv-rdna3", "radv-rdna4", "anv", "minimal", "maximal");

    private Profiles() {}

    /**
     * Reads a built-in profile.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static DriverProfile named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("profile " + name + ": there are " + NAMES);
        }
        try (InputStream in = Profiles.class.getResourceAsStream(name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("profile " + name + ": its resource is missing from the jar");
            }
            return ProfileJson.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a profile file of the user's own.
     *
     * @throws ProfileException if a field is missing, unknown or of the wrong kind
     */
    public static DriverProfile read(Path file) throws IOException {
        return ProfileJson.read(Files.readString(file));
    }
}
