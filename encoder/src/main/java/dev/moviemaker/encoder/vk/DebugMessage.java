// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.vk;

/**
 * A message of {@code VK_EXT_debug_utils}.
 *
 * @param id name of the rule, for example a VUID; may be empty
 */
public record DebugMessage(int severity, int types, String id, String text) {

    /** Severity of a warning. */
    public static final int WARNING = 0x100;

    /** Severity of an error. */
    public static final int ERROR = 0x1000;
}
