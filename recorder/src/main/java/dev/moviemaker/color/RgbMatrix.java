// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.color;

import dev.moviemaker.ColorDescription;

/**
 * Integer weights from RGB to one component of Y'CbCr (ITU-T H.273, 8.3):
 * {@code sample = (r * R + g * G + b * B + offset) >> SHIFT}, rounding included in the offset. Sums of up to eight
 * pixels fit into 32 bits.
 *
 * @param offset of black, with one half for rounding
 */
public record RgbMatrix(int r, int g, int b, int offset) {
    /** Fraction bits of a weight. */
    public static final int SHIFT = 16;

    private static final double ONE = 1 << SHIFT;

    /**
     * Weights for Y'.
     *
     * @param sourceMax the code value of full red, green or blue: 255 in 8 bit
     * @param bitDepth of Y', 8 or 10
     */
    public static RgbMatrix luma(ColorDescription color, int sourceMax, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = lumaRange(color, bitDepth) / sourceMax;
        return of(scale * kr, scale * kb, scale, lumaOffset(color, bitDepth));
    }

    /**
     * Weights for Cb.
     *
     * @param sourceMax the code value of full red, green or blue
     * @param bitDepth of Cb, 8 or 10
     * @return the weights; a sum may exceed the largest code value by one
     */
    public static RgbMatrix cb(ColorDescription color, int sourceMax, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = chromaRange(color, bitDepth) / sourceMax / (2 * (1 - kb));
        return of(-kr * scale, (1 - kb) * scale, 0, 1 << (bitDepth - 1));
    }

    /**
     * Weights for Cr.
     *
     * @param sourceMax the code value of full red, green or blue
     * @param bitDepth of Cr, 8 or 10
     * @return the weights; a sum may exceed the largest code value by one
     */
    public static RgbMatrix cr(ColorDescription color, int sourceMax, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = chromaRange(color, bitDepth) / sourceMax / (2 * (1 - kr));
        return of((1 - kr) * scale, -kb * scale, 0, 1 << (bitDepth - 1));
    }

    /** Rounds two weights and gives green the rest, so that grey stays exactly grey. */
    private static RgbMatrix of(double r, double b, double sum, int black) {
        int red = (int) Math.round(r * ONE);
        int blue = (int) Math.round(b * ONE);
        int green = (int) Math.round(sum * ONE) - red - blue;
        return new RgbMatrix(red, green, blue, (black << SHIFT) + (1 << (SHIFT - 1)));
    }

    /** Returns the weights with red and blue exchanged, for pixels that have blue first. */
    public RgbMatrix blueFirst() {
        return new RgbMatrix(b, g, r, offset);
    }

    /** Code values from black to white. */
    private static double lumaRange(ColorDescription color, int bitDepth) {
        return switch (color.range()) {
            case LIMITED -> 219.0 * (1 << (bitDepth - 8));
            case FULL -> (1 << bitDepth) - 1;
        };
    }

    private static int lumaOffset(ColorDescription color, int bitDepth) {
        return color.range() == ColorDescription.Range.LIMITED ? 16 << (bitDepth - 8) : 0;
    }

    private static double chromaRange(ColorDescription color, int bitDepth) {
        return switch (color.range()) {
            case LIMITED -> 224.0 * (1 << (bitDepth - 8));
            case FULL -> (1 << bitDepth) - 1;
        };
    }
}
