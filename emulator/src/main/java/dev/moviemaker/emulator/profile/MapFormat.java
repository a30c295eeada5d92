// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Formats of quantization maps: one number a texel. */
public enum MapFormat {
    /** {@code VK_FORMAT_R8_SINT}. */
    R8_SINT,
    /** {@code VK_FORMAT_R16_SINT}. */
    R16_SINT,
    /** {@code VK_FORMAT_R32_SINT}. */
    R32_SINT,
    /** {@code VK_FORMAT_R8_UNORM}, of emphasis maps. */
    R8_UNORM;

    /** Returns whether its maps say how much blocks matter, and not by how much their QIndex changes. */
    public boolean isEmphasis() {
        return this == R8_UNORM;
    }
}
