// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Formats of quantization maps: one signed number a texel. */
public enum MapFormat {
    /** {@code VK_FORMAT_R8_SINT}. */
    R8_SINT,
    /** {@code VK_FORMAT_R16_SINT}. */
    R16_SINT,
    /** {@code VK_FORMAT_R32_SINT}. */
    R32_SINT
}
