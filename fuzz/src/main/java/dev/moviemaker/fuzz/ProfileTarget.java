// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.ProfileException;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;

/** A file with a driver profile of the user's own. */
public final class ProfileTarget {
    private static final Path FILE = ScratchFile.of("profile.json");

    private ProfileTarget() {}

    /** Entry point of Jazzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        ScratchFile.write(FILE, data);
        Limits.run(() -> {
            try {
                DriverProfile profile = Profiles.read(FILE);
                Limits.require(
                        profile.withKnownFaults(profile.knownFaults()).equals(profile),
                        () -> "copied, it is another: " + profile);
            } catch (ProfileException | IOException documented) {
                Limits.require(documented.getMessage() != null, "it says nothing");
            }
        });
    }
}
