// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.profile;

/** Bits of {@code VkVideoEncodeRgbModelConversionFlagsVALVE} that convert. */
public enum RgbModel implements Flag {
    YCBCR_709(4, 0.2126, 0.0722),
    YCBCR_601(8, 0.299, 0.114),
    YCBCR_2020(16, 0.2627, 0.0593);

    private final int bit;
    private final double kr;
    private final double kb;

    RgbModel(int bit, double kr, double kb) {
        this.bit = bit;
        this.kr = kr;
        this.kb = kb;
    }

    @Override
    public int bit() {
        return bit;
    }

    /** Share of red in luma (ITU-T H.273, 8.3). */
    public double kr() {
        return kr;
    }

    /** Share of blue in luma. */
    public double kb() {
        return kb;
    }
}
