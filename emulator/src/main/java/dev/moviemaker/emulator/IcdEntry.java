// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.Profiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The driver for programs in other languages: a few lines of C host a JVM and ask for one address.
 *
 * <p>System properties, each also as an environment variable in capitals with underscores:
 *
 * <ul>
 *   <li>{@code moviemaker.emulator.base}: library of the installed driver; lavapipe by default
 *   <li>{@code moviemaker.emulator.profile}: name of a built-in profile or path of a profile file; maximal by default
 *   <li>{@code moviemaker.emulator.faults}: see {@link Faults#parse}
 *   <li>{@code moviemaker.emulator.report}: file that gets violations and errors as they happen
 *   <li>{@code moviemaker.emulator.instant}: true codes pictures without looking at them
 * </ul>
 */
public final class IcdEntry {
    private IcdEntry() {}

    /**
     * Returns the address of the driver's {@code vk_icdGetInstanceProcAddr}, or 0 after a message on standard error.
     */
    public static long address() {
        try {
            return open().getInstanceProcAddr().address();
        } catch (RuntimeException | IOException | Error e) {
            // The caller is C: nothing may be thrown, and the loader only says that the driver did not load.
            System.err.println("moviemaker emulator: " + e);
            return 0;
        }
    }

    private static EmulatedDriver open() throws IOException {
        String base = setting("base", "");
        Path icd = base.isEmpty()
                ? EmulatedDriver.lavapipe()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no lavapipe; name the installed driver in moviemaker.emulator.base"))
                : Path.of(base);
        Faults faults = Faults.parse(setting("faults", ""));
        DriverProfile profile = profile(setting("profile", "maximal"));
        EmulatedDriver driver = Boolean.parseBoolean(setting("instant", "false"))
                ? EmulatedDriver.instantOver(icd, profile)
                : EmulatedDriver.over(icd, profile, faults);
        String report = setting("report", "");
        if (!report.isEmpty()) {
            PrintStream out = new PrintStream(Files.newOutputStream(Path.of(report)), true, StandardCharsets.UTF_8);
            driver.listen(out::println);
        }
        return driver;
    }

    private static String setting(String name, String otherwise) {
        String property = System.getProperty("moviemaker.emulator." + name);
        String variable = System.getenv("MOVIEMAKER_EMULATOR_" + name.toUpperCase(java.util.Locale.ROOT));
        return property != null ? property : variable != null ? variable : otherwise;
    }

    private static DriverProfile profile(String name) throws IOException {
        return Profiles.NAMES.contains(name) ? Profiles.named(name) : Profiles.read(Path.of(name));
    }
}
