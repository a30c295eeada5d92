// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

/**
 * {@code color_config()} (AV1 specification, 5.5.2 and 6.4.2).
 *
 * @param bitDepth the specification's {@code BitDepth}: 8, 10 or 12
 * @param monoChrome whether there is only luma
 * @param colorDescriptionPresentFlag whether the three codes below are in the stream
 * @param colorPrimaries {@code color_primaries}, 0 to 255; 2 (unspecified) when not in the stream
 * @param transferCharacteristics {@code transfer_characteristics}, 0 to 255; 2 when not in the stream
 * @param matrixCoefficients {@code matrix_coefficients}, 0 to 255; 2 when not in the stream
 * @param colorRange true for full range, false for limited range
 * @param subsamplingX 1 when chroma has half the width
 * @param subsamplingY 1 when chroma has half the height
 * @param chromaSamplePosition {@code chroma_sample_position}: 0 unknown, 1 vertical, 2 colocated; 4:2:0 only
 * @param separateUvDeltaQ whether U and V may have different quantizer offsets
 */
public record ColorConfig(
        int bitDepth,
        boolean monoChrome,
        boolean colorDescriptionPresentFlag,
        int colorPrimaries,
        int transferCharacteristics,
        int matrixCoefficients,
        boolean colorRange,
        int subsamplingX,
        int subsamplingY,
        int chromaSamplePosition,
        boolean separateUvDeltaQ) {
    /** {@code CP_BT_709}. */
    public static final int CP_BT_709 = 1;
    /** {@code CP_UNSPECIFIED}, {@code TC_UNSPECIFIED} and {@code MC_UNSPECIFIED}. */
    public static final int UNSPECIFIED = 2;
    /** {@code TC_SRGB}. */
    public static final int TC_SRGB = 13;
    /** {@code MC_IDENTITY}. */
    public static final int MC_IDENTITY = 0;

    /** Returns 4:2:0 of the given bit depth, limited range, nothing said about colours. */
    public static ColorConfig yuv420(int bitDepth) {
        return new ColorConfig(bitDepth, false, false, UNSPECIFIED, UNSPECIFIED, UNSPECIFIED, false, 1, 1, 0, false);
    }

    /** Returns 4:2:0 of the given bit depth with these colour codes. */
    public static ColorConfig yuv420(int bitDepth, int primaries, int transfer, int matrix, boolean fullRange) {
        return new ColorConfig(bitDepth, false, true, primaries, transfer, matrix, fullRange, 1, 1, 0, false);
    }

    /** Returns the specification's {@code NumPlanes}: 1 or 3. */
    public int numPlanes() {
        return monoChrome ? 1 : 3;
    }

    /** Returns whether the codes are those of sRGB, for which range and subsampling are not coded. */
    public boolean isSrgbIdentity() {
        return colorPrimaries == CP_BT_709 && transferCharacteristics == TC_SRGB && matrixCoefficients == MC_IDENTITY;
    }
}
