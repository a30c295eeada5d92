// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** The video bits of {@code VkImageUsageFlags} that an AV1 encoder knows. */
public enum PictureUsage implements Flag {
    VIDEO_ENCODE_SRC(0x4000),
    VIDEO_ENCODE_DPB(0x8000);

    private final int bit;

    PictureUsage(int bit) {
        this.bit = bit;
    }

    @Override
    public int bit() {
        return bit;
    }
}
