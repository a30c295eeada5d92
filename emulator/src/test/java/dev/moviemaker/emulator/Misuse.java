// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator;

import dev.moviemaker.emulator.client.Hooks;
import dev.moviemaker.emulator.client.Settings;

/**
 * One mistake.
 *
 * @param name     what is done
 * @param expected the driver's rule, or part of a validation message
 * @param profile  profile it shows on
 * @param settings what is encoded
 * @param hooks    how it is done
 */
record Misuse(String name, String expected, String profile, Settings settings, Hooks hooks) {
    /**
     * Whether the validation layers are to catch it. The driver's own rules are tried without layers, some of which end
     * with a segmentation fault on such programs (1.4.309: no session parameters, a query beyond its pool).
     */
    boolean forLayers() {
        return !expected.matches("[A-Z_]+");
    }

    @Override
    public String toString() {
        return name;
    }
}
