// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** The other bits of {@code VkImageUsageFlags} that a video picture may have. */
public enum ImageUsage implements Flag {
    TRANSFER_SRC(1),
    TRANSFER_DST(2),
    SAMPLED(4),
    STORAGE(8),
    COLOR_ATTACHMENT(16);

    private final int bit;

    ImageUsage(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
