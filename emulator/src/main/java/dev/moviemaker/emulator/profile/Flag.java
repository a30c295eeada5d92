// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

import java.util.Collection;

/** A bit of one of Vulkan's flag types, under the specification's own name. */
public interface Flag {
    /** The value of the bit. */
    int bit();

    /** The bits of all of {@code flags} together. */
    static int mask(Collection<? extends Flag> flags) {
        return flags.stream().mapToInt(Flag::bit).reduce(0, (a, b) -> a | b);
    }
}
