package dev.moviemaker.media.convert;

import dev.moviemaker.ColorDescription;

/**
 * Integer weights from 8-bit RGB to Y'CbCr (ITU-T H.273, 8.3): {@code sample = (r * R + g * G + b * B + offset) >> SHIFT}, rounding included
 * in the offset.
 *
 * @param r weight of red
 * @param g weight of green
 * @param b weight of blue
 * @param offset of black, with one half for rounding
 */
record RgbMatrix(int r, int g, int b, int offset) {
    /** Fraction bits of a weight. */
    static final int SHIFT = 16;

    private static final double ONE = 1 << SHIFT;

    static RgbMatrix luma(ColorDescription color, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = lumaScale(color, bitDepth);
        return of(scale * kr, scale * kb, scale, lumaOffset(color, bitDepth));
    }

    static RgbMatrix cb(ColorDescription color, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = chromaScale(color, bitDepth) / (2 * (1 - kb));
        return of(-kr * scale, (1 - kb) * scale, 0, 1 << (bitDepth - 1));
    }

    static RgbMatrix cr(ColorDescription color, int bitDepth) {
        double kr = color.matrix().kr();
        double kb = color.matrix().kb();
        double scale = chromaScale(color, bitDepth) / (2 * (1 - kr));
        return of((1 - kr) * scale, -kb * scale, 0, 1 << (bitDepth - 1));
    }

    /** Rounds two weights and gives green the rest, so that grey stays exactly grey. */
    private static RgbMatrix of(double r, double b, double sum, int black) {
        int red = (int) Math.round(r * ONE);
        int blue = (int) Math.round(b * ONE);
        int green = (int) Math.round(sum * ONE) - red - blue;
        return new RgbMatrix(red, green, blue, (black << SHIFT) + (1 << (SHIFT - 1)));
    }

    private static double lumaScale(ColorDescription color, int bitDepth) {
        return switch (color.range()) {
            case LIMITED -> 219.0 * (1 << (bitDepth - 8)) / 255;
            case FULL -> ((1 << bitDepth) - 1) / 255.0;
        };
    }

    private static int lumaOffset(ColorDescription color, int bitDepth) {
        return color.range() == ColorDescription.Range.LIMITED ? 16 << (bitDepth - 8) : 0;
    }

    private static double chromaScale(ColorDescription color, int bitDepth) {
        return switch (color.range()) {
            case LIMITED -> 224.0 * (1 << (bitDepth - 8)) / 255;
            case FULL -> ((1 << bitDepth) - 1) / 255.0;
        };
    }
}
