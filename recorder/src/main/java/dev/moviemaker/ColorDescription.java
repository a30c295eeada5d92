// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

/**
 * The meaning of the recorded samples: RGB input is converted to it, Y'CbCr input is assumed to be in it, and the
 * stream declares it. The code points are those of the AV1 specification, 6.4.2 (ITU-T H.273).
 *
 * @param primaries the colour primaries
 * @param transfer the transfer characteristics; input must already have them
 * @param matrix the conversion between RGB and Y'CbCr
 * @param range the range of the recorded samples
 * @param chromaPosition where chroma samples lie among the luma samples; RGB input is converted to
 *     {@link ChromaPosition#LEFT}, other positions are for Y'CbCr input that has them
 */
public record ColorDescription(
        Primaries primaries, Transfer transfer, Matrix matrix, Range range, ChromaPosition chromaPosition) {

    /** BT.709, limited range: the usual choice for high definition. */
    public static final ColorDescription BT709 =
            new ColorDescription(Primaries.BT709, Transfer.BT709, Matrix.BT709, Range.LIMITED);

    /** BT.601 (525 lines), limited range. */
    public static final ColorDescription BT601 =
            new ColorDescription(Primaries.BT601, Transfer.BT601, Matrix.BT601, Range.LIMITED);

    /** BT.2020 with the PQ transfer function, as in HDR10; for 10-bit recordings. */
    public static final ColorDescription BT2100_PQ =
            new ColorDescription(Primaries.BT2020, Transfer.PQ, Matrix.BT2020_NCL, Range.LIMITED);

    /** BT.2020 with the HLG transfer function; for 10-bit recordings. */
    public static final ColorDescription BT2100_HLG =
            new ColorDescription(Primaries.BT2020, Transfer.HLG, Matrix.BT2020_NCL, Range.LIMITED);

    /**
     * Colours with chroma at {@link ChromaPosition#LEFT}.
     *
     * @param primaries of the picture
     * @param transfer characteristics
     * @param matrix between RGB and Y'CbCr
     * @param range of the recorded samples
     */
    public ColorDescription(Primaries primaries, Transfer transfer, Matrix matrix, Range range) {
        this(primaries, transfer, matrix, range, ChromaPosition.LEFT);
    }

    /**
     * The same colours with chroma elsewhere.
     *
     * @param position where it lies
     * @return a new description
     */
    public ColorDescription withChromaPosition(ChromaPosition position) {
        return new ColorDescription(primaries, transfer, matrix, range, position);
    }

    /** Colour primaries: {@code color_primaries}. */
    public enum Primaries {
        /** ITU-R BT.709. */
        BT709(1),
        /** ITU-R BT.470 System M (NTSC of 1953). */
        BT470M(4),
        /** ITU-R BT.601, 625 lines (BT.470 System B, G). */
        BT470BG(5),
        /** ITU-R BT.601, 525 lines; SMPTE 240M has the same. */
        BT601(6),
        /** Generic film, illuminant C. */
        FILM(8),
        /** ITU-R BT.2020. */
        BT2020(9),
        /** SMPTE RP 431-2 (DCI P3). */
        P3_DCI(11),
        /** SMPTE EG 432-1 (Display P3). */
        P3_D65(12),
        /** EBU Tech. 3213-E. */
        EBU3213(22);

        private final int code;

        Primaries(int code) {
            this.code = code;
        }

        /** Returns the code point of {@code color_primaries}. */
        public int code() {
            return code;
        }
    }

    /** Transfer characteristics: {@code transfer_characteristics}. */
    public enum Transfer {
        /** ITU-R BT.709. */
        BT709(1),
        /** Gamma 2.2 (BT.470 System M). */
        GAMMA22(4),
        /** Gamma 2.8 (BT.470 System B, G). */
        GAMMA28(5),
        /** ITU-R BT.601. */
        BT601(6),
        /** SMPTE 240M. */
        SMPTE240M(7),
        /** Linear. */
        LINEAR(8),
        /** IEC 61966-2-4 (xvYCC). */
        IEC61966_2_4(11),
        /** IEC 61966-2-1 (sRGB). */
        SRGB(13),
        /** ITU-R BT.2020, 10 bit. */
        BT2020_10(14),
        /** SMPTE ST 2084. */
        PQ(16),
        /** SMPTE ST 428-1 (digital cinema). */
        SMPTE428(17),
        /** ARIB STD-B67. */
        HLG(18);

        private final int code;

        Transfer(int code) {
            this.code = code;
        }

        /** Returns the code point of {@code transfer_characteristics}. */
        public int code() {
            return code;
        }
    }

    /** Matrix coefficients: {@code matrix_coefficients}. */
    public enum Matrix {
        /** ITU-R BT.709: Kr 0.2126, Kb 0.0722. */
        BT709(1, 0.2126, 0.0722),
        /** ITU-R BT.601: Kr 0.299, Kb 0.114. */
        BT601(6, 0.299, 0.114),
        /** ITU-R BT.2020, non-constant luminance: Kr 0.2627, Kb 0.0593. */
        BT2020_NCL(9, 0.2627, 0.0593);

        private final int code;
        private final double kr;
        private final double kb;

        Matrix(int code, double kr, double kb) {
            this.code = code;
            this.kr = kr;
            this.kb = kb;
        }

        /** Returns the code point of {@code matrix_coefficients}. */
        public int code() {
            return code;
        }

        /** Returns the weight of red in luma, 0 to 1. */
        public double kr() {
            return kr;
        }

        /** Returns the weight of blue in luma, 0 to 1. */
        public double kb() {
            return kb;
        }
    }

    /** chroma_sample_position: of one sample of chroma among the four of luma that it belongs to. */
    public enum ChromaPosition {
        /** Not known, or in the middle of the four, as JPEG has it: AV1 has no word for that. */
        UNKNOWN(0),
        /** Between the two on the left: MPEG-2 and most video since. */
        LEFT(1),
        /** On the top left one: BT.2020 and BT.2100. */
        TOP_LEFT(2);

        private final int code;

        ChromaPosition(int code) {
            this.code = code;
        }

        /**
         * The code point.
         *
         * @return chroma_sample_position
         */
        public int code() {
            return code;
        }
    }

    /** Range of sample values: {@code color_range}. */
    public enum Range {
        /** 8-bit luma from 16 to 235 and chroma from 16 to 240; four times those values with 10 bits. */
        LIMITED,
        /** The whole range of values. */
        FULL
    }
}
