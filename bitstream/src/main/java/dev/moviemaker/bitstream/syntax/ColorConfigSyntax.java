// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.sequence.ColorConfig;

/** {@code color_config()} (5.5.2), read or written. */
final class ColorConfigSyntax {
    private ColorConfigSyntax() {}

    static ColorConfig code(Syntax s, int profile, ColorConfig v) {
        s.section("5.5.2");
        int bitDepth = bitDepth(s, profile, v.bitDepth());
        boolean mono =
                profile == 1 ? s.inferred("mono_chrome", v.monoChrome(), false) : s.flag("mono_chrome", v.monoChrome());
        boolean described = s.flag("color_description_present_flag", v.colorDescriptionPresentFlag());
        int primaries = code(s, "color_primaries", described, v.colorPrimaries());
        int transfer = code(s, "transfer_characteristics", described, v.transferCharacteristics());
        int matrix = code(s, "matrix_coefficients", described, v.matrixCoefficients());
        ColorConfig known =
                new ColorConfig(bitDepth, mono, described, primaries, transfer, matrix, true, 0, 0, 0, false);
        boolean range;
        int subX;
        int subY;
        int position = 0;
        boolean separate = false;
        if (mono) {
            range = s.flag("color_range", v.colorRange());
            subX = s.inferred("subsampling_x", v.subsamplingX(), 1);
            subY = s.inferred("subsampling_y", v.subsamplingY(), 1);
            s.inferred("chroma_sample_position", v.chromaSamplePosition(), 0);
            s.inferred("separate_uv_delta_q", v.separateUvDeltaQ(), false);
        } else {
            if (known.isSrgbIdentity()) {
                range = s.inferred("color_range", v.colorRange(), true);
                subX = s.inferred("subsampling_x", v.subsamplingX(), 0);
                subY = s.inferred("subsampling_y", v.subsamplingY(), 0);
                s.demand(
                        profile == 1 || (profile == 2 && bitDepth == 12),
                        "seq_profile",
                        profile,
                        "1, or 2 with 12 bit, for sRGB with the identity matrix",
                        "6.4.1");
            } else {
                range = s.flag("color_range", v.colorRange());
                subX = subsamplingX(s, profile, bitDepth, v);
                subY = subsamplingY(s, profile, bitDepth, subX, v);
            }
            position = chromaSamplePosition(s, subX == 1 && subY == 1, v.chromaSamplePosition());
            separate = s.flag("separate_uv_delta_q", v.separateUvDeltaQ());
        }
        s.demand(
                matrix != ColorConfig.MC_IDENTITY || (subX == 0 && subY == 0),
                "matrix_coefficients",
                matrix,
                "other than 0 (identity) with subsampled chroma",
                "6.4.2");
        return new ColorConfig(
                bitDepth, mono, described, primaries, transfer, matrix, range, subX, subY, position, separate);
    }

    private static int chromaSamplePosition(Syntax s, boolean coded, int value) {
        if (!coded) {
            return s.inferred("chroma_sample_position", value, 0);
        }
        int position = s.f("chroma_sample_position", 2, value);
        s.demand(position != 3, "chroma_sample_position", position, "0 to 2", "6.4.2");
        return position;
    }

    private static int bitDepth(Syntax s, int profile, int value) {
        boolean legal = value == 8 || value == 10 || (value == 12 && profile == 2);
        s.demand(legal, "BitDepth", value, profile == 2 ? "8, 10 or 12" : "8 or 10", "5.5.2");
        if (!s.flag("high_bitdepth", value > 8)) {
            return 8;
        }
        return profile == 2 && s.flag("twelve_bit", value == 12) ? 12 : 10;
    }

    private static int code(Syntax s, String element, boolean described, int value) {
        return described ? s.f(element, 8, value) : s.inferred(element, value, ColorConfig.UNSPECIFIED);
    }

    private static int subsamplingX(Syntax s, int profile, int bitDepth, ColorConfig v) {
        if (profile == 2 && bitDepth == 12) {
            return s.f("subsampling_x", 1, v.subsamplingX());
        }
        return s.inferred("subsampling_x", v.subsamplingX(), profile == 1 ? 0 : 1);
    }

    private static int subsamplingY(Syntax s, int profile, int bitDepth, int subX, ColorConfig v) {
        if (profile == 2 && bitDepth == 12 && subX == 1) {
            return s.f("subsampling_y", 1, v.subsamplingY());
        }
        return s.inferred("subsampling_y", v.subsamplingY(), profile == 0 ? 1 : 0);
    }
}
