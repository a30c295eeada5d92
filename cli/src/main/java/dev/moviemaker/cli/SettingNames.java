// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The library names settings in its messages by their keys; a user of the command knows the options. */
final class SettingNames {
    private static final Pattern KEY_OF_LINE = Pattern.compile("(?m)^([a-zA-Z_]+):");
    private static final Map<String, String> OWN_NAMES = Map.of(
            "enable_cdef", "--cdef",
            "enable_restoration", "--restoration",
            "framerate", "--fps",
            "frameRate", "--fps",
            "rawFormat", "--format");

    private SettingNames() {}

    static String asOptions(String message) {
        Matcher matcher = KEY_OF_LINE.matcher(message);
        return matcher.replaceAll(match -> {
            String key = match.group(1);
            return OWN_NAMES.getOrDefault(key, "--" + key.replace('_', '-')) + ":";
        });
    }
}
