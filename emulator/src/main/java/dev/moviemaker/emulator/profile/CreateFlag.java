// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkImageCreateFlags} that a video picture may have. */
public enum CreateFlag implements Flag {
    MUTABLE_FORMAT(8),
    ALIAS(0x400),
    EXTENDED_USAGE(0x100),
    DISJOINT(0x200),
    VIDEO_PROFILE_INDEPENDENT(0x100000);

    private final int bit;

    CreateFlag(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
