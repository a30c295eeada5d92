// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.syntax;

import dev.moviemaker.bitstream.bits.Ints;
import dev.moviemaker.bitstream.bits.SyntaxException;
import dev.moviemaker.bitstream.frame.FilmGrainParams;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.FrameType;
import dev.moviemaker.bitstream.reference.ReferenceState;
import dev.moviemaker.bitstream.sequence.ColorConfig;

/** {@code film_grain_params()} (5.9.30), read or written. */
final class FilmGrainSyntax {
    private FilmGrainSyntax() {}

    static FilmGrainParams code(
            Syntax s, ColorConfig color, ReferenceState state, FrameType type, Ints refFrameIdx, FilmGrainParams v) {
        s.section("5.9.30");
        boolean update = true;
        if (!s.flag("apply_grain", v.applyGrain() || !v.updateGrain())) {
            return s.inferred("film_grain_params", v, FilmGrainParams.NONE);
        }
        int seed = s.f("grain_seed", 16, v.grainSeed());
        if (type == FrameType.INTER_FRAME) {
            update = s.flag("update_grain", v.updateGrain());
        } else {
            s.inferred("update_grain", v.updateGrain(), true);
        }
        if (!update) {
            return loaded(s, state, refFrameIdx, seed, v);
        }
        s.inferred("film_grain_params_ref_idx", v.filmGrainParamsRefIdx(), 0);
        return parameters(s, color, seed, v);
    }

    private static FilmGrainParams loaded(
            Syntax s, ReferenceState state, Ints refFrameIdx, int seed, FilmGrainParams v) {
        int index = s.f("film_grain_params_ref_idx", 3, v.filmGrainParamsRefIdx());
        boolean used = false;
        for (int i = 0; i < refFrameIdx.length(); i++) {
            used |= refFrameIdx.get(i) == index;
        }
        s.demand(used, "film_grain_params_ref_idx", index, "one of ref_frame_idx " + refFrameIdx, "6.8.20");
        FrameHeader stored = state.slot(index).header();
        if (stored == null) {
            throw new SyntaxException("film_grain_params_ref_idx", index, "a slot that holds a frame", "6.8.20");
        }
        return s.inferred("film_grain_params", v, stored.filmGrainParams().loadedFrom(index, seed));
    }

    private static FilmGrainParams parameters(Syntax s, ColorConfig color, int seed, FilmGrainParams v) {
        Points y = points(s, "num_y_points", 14, v.pointYValue(), v.pointYScaling());
        boolean fromLuma = color.monoChrome()
                ? s.inferred("chroma_scaling_from_luma", v.chromaScalingFromLuma(), false)
                : s.flag("chroma_scaling_from_luma", v.chromaScalingFromLuma());
        boolean is420 = color.subsamplingX() == 1 && color.subsamplingY() == 1;
        boolean chroma = !color.monoChrome() && !fromLuma && (!is420 || y.count() > 0);
        Points cb = chromaPoints(s, chroma, "cb", v.pointCbValue(), v.pointCbScaling());
        Points cr = chromaPoints(s, chroma, "cr", v.pointCrValue(), v.pointCrScaling());
        s.demand(
                !is420 || (cb.count() == 0) == (cr.count() == 0),
                "num_cr_points",
                cr.count(),
                "zero exactly when num_cb_points is, for 4:2:0",
                "6.8.20");
        return parameters(s, seed, fromLuma, y, cb, cr, v);
    }

    private static FilmGrainParams parameters(
            Syntax s, int seed, boolean fromLuma, Points y, Points cb, Points cr, FilmGrainParams v) {
        int scaling = s.f("grain_scaling_minus_8", 2, v.grainScalingMinus8());
        int lag = s.f("ar_coeff_lag", 2, v.arCoeffLag());
        int lumaCount = 2 * lag * (lag + 1);
        int chromaCount = y.count() > 0 ? lumaCount + 1 : lumaCount;
        Ints coeffsY = s.row("ar_coeffs_y_plus_128", 8, v.arCoeffsYPlus128(), y.count() > 0 ? lumaCount : 0);
        Ints coeffsCb =
                s.row("ar_coeffs_cb_plus_128", 8, v.arCoeffsCbPlus128(), fromLuma || cb.count() > 0 ? chromaCount : 0);
        Ints coeffsCr =
                s.row("ar_coeffs_cr_plus_128", 8, v.arCoeffsCrPlus128(), fromLuma || cr.count() > 0 ? chromaCount : 0);
        int arShift = s.f("ar_coeff_shift_minus_6", 2, v.arCoeffShiftMinus6());
        int grainShift = s.f("grain_scale_shift", 2, v.grainScaleShift());
        boolean hasCb = cb.count() > 0;
        boolean hasCr = cr.count() > 0;
        return new FilmGrainParams(
                true,
                seed,
                true,
                0,
                y.values,
                y.scaling,
                fromLuma,
                cb.values,
                cb.scaling,
                cr.values,
                cr.scaling,
                scaling,
                lag,
                coeffsY,
                coeffsCb,
                coeffsCr,
                arShift,
                grainShift,
                // Arguments are evaluated, and so coded, in order.
                coded(s, hasCb, "cb_mult", 8, v.cbMult()),
                coded(s, hasCb, "cb_luma_mult", 8, v.cbLumaMult()),
                coded(s, hasCb, "cb_offset", 9, v.cbOffset()),
                coded(s, hasCr, "cr_mult", 8, v.crMult()),
                coded(s, hasCr, "cr_luma_mult", 8, v.crLumaMult()),
                coded(s, hasCr, "cr_offset", 9, v.crOffset()),
                s.flag("overlap_flag", v.overlapFlag()),
                s.flag("clip_to_restricted_range", v.clipToRestrictedRange()));
    }

    private static Points chromaPoints(Syntax s, boolean coded, String plane, Ints values, Ints scaling) {
        if (coded) {
            return points(s, "num_%s_points".formatted(plane), 10, values, scaling);
        }
        s.length("point_%s_value".formatted(plane), values, 0);
        s.length("point_%s_scaling".formatted(plane), scaling, 0);
        return new Points(Ints.EMPTY, Ints.EMPTY);
    }

    private static int coded(Syntax s, boolean present, String element, int bits, int value) {
        return present ? s.f(element, bits, value) : s.inferred(element, value, 0);
    }

    private static Points points(Syntax s, String countElement, int max, Ints values, Ints scaling) {
        int count = s.f(countElement, 4, values.length());
        s.require(count <= max, countElement, count, "0 to " + max, "6.8.20");
        s.length("scaling of " + countElement, scaling, count);
        int[] x = new int[count];
        int[] y = new int[count];
        for (int i = 0; i < count; i++) {
            x[i] = s.f("point_value", 8, s.item("point_value", values, i));
            s.demand(i == 0 || x[i] > x[i - 1], "point_value", x[i], "more than the point before", "6.8.20");
            y[i] = s.f("point_scaling", 8, s.item("point_scaling", scaling, i));
        }
        return new Points(Ints.of(x), Ints.of(y));
    }

    private record Points(Ints values, Ints scaling) {
        int count() {
            return values.length();
        }
    }
}
