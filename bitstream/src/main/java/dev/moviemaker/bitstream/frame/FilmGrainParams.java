// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * {@code film_grain_params()} (AV1 specification, 5.9.30 and 6.8.20), with the values in force: where
 * {@code updateGrain} is false they are those of the reference, apart from the seed.
 *
 * @param applyGrain {@code apply_grain}
 * @param grainSeed {@code grain_seed}, 0 to 65535
 * @param updateGrain {@code update_grain}; true where it is not coded
 * @param filmGrainParamsRefIdx {@code film_grain_params_ref_idx}, 0 to 7; 0 unless {@code updateGrain} is false
 * @param pointYValue {@code point_y_value}: up to 14 increasing values of 0 to 255
 * @param pointYScaling {@code point_y_scaling}: as many values of 0 to 255
 * @param chromaScalingFromLuma {@code chroma_scaling_from_luma}
 * @param pointCbValue {@code point_cb_value}: up to 10 increasing values
 * @param pointCbScaling {@code point_cb_scaling}: as many values
 * @param pointCrValue {@code point_cr_value}: up to 10 increasing values
 * @param pointCrScaling {@code point_cr_scaling}: as many values
 * @param grainScalingMinus8 {@code grain_scaling_minus_8}, 0 to 3
 * @param arCoeffLag {@code ar_coeff_lag}, 0 to 3
 * @param arCoeffsYPlus128 {@code ar_coeffs_y_plus_128}: {@code 2 * lag * (lag + 1)} values, empty without luma points
 * @param arCoeffsCbPlus128 {@code ar_coeffs_cb_plus_128}: empty when not coded
 * @param arCoeffsCrPlus128 {@code ar_coeffs_cr_plus_128}: empty when not coded
 * @param arCoeffShiftMinus6 {@code ar_coeff_shift_minus_6}, 0 to 3
 * @param grainScaleShift {@code grain_scale_shift}, 0 to 3
 * @param cbMult {@code cb_mult}, 0 to 255
 * @param cbLumaMult {@code cb_luma_mult}, 0 to 255
 * @param cbOffset {@code cb_offset}, 0 to 511
 * @param crMult {@code cr_mult}, 0 to 255
 * @param crLumaMult {@code cr_luma_mult}, 0 to 255
 * @param crOffset {@code cr_offset}, 0 to 511
 * @param overlapFlag {@code overlap_flag}
 * @param clipToRestrictedRange {@code clip_to_restricted_range}
 */
public record FilmGrainParams(
        boolean applyGrain,
        int grainSeed,
        boolean updateGrain,
        int filmGrainParamsRefIdx,
        Ints pointYValue,
        Ints pointYScaling,
        boolean chromaScalingFromLuma,
        Ints pointCbValue,
        Ints pointCbScaling,
        Ints pointCrValue,
        Ints pointCrScaling,
        int grainScalingMinus8,
        int arCoeffLag,
        Ints arCoeffsYPlus128,
        Ints arCoeffsCbPlus128,
        Ints arCoeffsCrPlus128,
        int arCoeffShiftMinus6,
        int grainScaleShift,
        int cbMult,
        int cbLumaMult,
        int cbOffset,
        int crMult,
        int crLumaMult,
        int crOffset,
        boolean overlapFlag,
        boolean clipToRestrictedRange) {
    /** No film grain: what {@code reset_grain_params()} leaves. */
    public static final FilmGrainParams NONE = new FilmGrainParams(
            false,
            0,
            true,
            0,
            Ints.EMPTY,
            Ints.EMPTY,
            false,
            Ints.EMPTY,
            Ints.EMPTY,
            Ints.EMPTY,
            Ints.EMPTY,
            0,
            0,
            Ints.EMPTY,
            Ints.EMPTY,
            Ints.EMPTY,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            false,
            false);

    /** Returns these values as loaded by a frame with {@code update_grain} = 0 from slot {@code refIdx}. */
    public FilmGrainParams loadedFrom(int refIdx, int seed) {
        return new FilmGrainParams(
                applyGrain,
                seed,
                false,
                refIdx,
                pointYValue,
                pointYScaling,
                chromaScalingFromLuma,
                pointCbValue,
                pointCbScaling,
                pointCrValue,
                pointCrScaling,
                grainScalingMinus8,
                arCoeffLag,
                arCoeffsYPlus128,
                arCoeffsCbPlus128,
                arCoeffsCrPlus128,
                arCoeffShiftMinus6,
                grainScaleShift,
                cbMult,
                cbLumaMult,
                cbOffset,
                crMult,
                crLumaMult,
                crOffset,
                overlapFlag,
                clipToRestrictedRange);
    }
}
