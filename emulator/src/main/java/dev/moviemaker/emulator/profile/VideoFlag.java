// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoCapabilityFlagsKHR}. */
public enum VideoFlag implements Flag {
    PROTECTED_CONTENT(1),
    SEPARATE_REFERENCE_IMAGES(2);

    private final int bit;

    VideoFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
