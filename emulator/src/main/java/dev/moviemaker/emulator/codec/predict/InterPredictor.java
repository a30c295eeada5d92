package dev.moviemaker.emulator.codec.predict;

/**
 * Block inter prediction without scaling (section 7.11.3.4) and the averaging of two predictions (7.11.3.1, COMPOUND_AVERAGE), bit-exact at 8 and 10 bit.
 *
 * <p>Motion vectors come in sixteenths of a sample of the plane at hand: {@code 2 * mv} for luma and {@code mv} for chroma of 4:2:0, where mv is in eighths of
 * a luma sample. Reference coordinates outside the picture are clamped, so any vector is allowed. An instance owns its scratch and belongs to one thread.
 *
 * <p>A filter whose position is 0 multiplies one sample by 128, so it only shifts; such passes are left out and the shifts merged, which changes no value.
 */
public final class InterPredictor {
    private static final int MAX_SIDE = 128;
    private static final int TAPS = 8;
    private static final int PADDED = MAX_SIDE + TAPS;

    /** InterRound0 of section 7.11.3.2 at 8 and 10 bit. */
    private static final int ROUND_0 = 3;

    /** InterRound1 for one reference. */
    private static final int ROUND_1_SINGLE = 11;

    /** InterRound1 for two references; InterPostRound is then 4. */
    private static final int ROUND_1_COMPOUND = 7;

    private static final int POST_ROUND = 4;

    private final short[] padded = new short[PADDED * PADDED];
    private final short[] intermediate = new short[PADDED * MAX_SIDE];
    private final short[] second = new short[MAX_SIDE * MAX_SIDE];
    private final short[] first = new short[MAX_SIDE * MAX_SIDE];

    private short[] source = padded;
    private int sourceOffset;
    private int sourceStride;

    /**
     * Predicts a block from one reference.
     *
     * @param reference the reference plane
     * @param referenceStride distance of two rows
     * @param lastX largest column of the reference plane
     * @param lastY largest row of the reference plane
     * @param x column of the block in this plane
     * @param y row of the block in this plane
     * @param w width, 2 to 128
     * @param h height, 2 to 128
     * @param mvX horizontal vector in sixteenths of a sample
     * @param mvY vertical vector in sixteenths of a sample
     * @param filterX interp_filter[ 1 ], for the horizontal pass: 0 regular, 1 smooth, 2 sharp, 3 bilinear
     * @param filterY interp_filter[ 0 ], for the vertical pass
     * @param bitDepth 8 or 10
     * @param out receives the prediction
     * @param offset index of the first sample in {@code out}
     * @param stride distance of two rows in {@code out}
     */
    public void predict(
            short[] reference,
            int referenceStride,
            int lastX,
            int lastY,
            int x,
            int y,
            int w,
            int h,
            int mvX,
            int mvY,
            int filterX,
            int filterY,
            int bitDepth,
            short[] out,
            int offset,
            int stride) {
        locate(reference, referenceStride, lastX, lastY, x + (mvX >> 4), y + (mvY >> 4), w, h);
        int maximum = (1 << bitDepth) - 1;
        interpolate(w, h, mvX & 15, mvY & 15, filterX, filterY, ROUND_1_SINGLE, maximum, out, offset, stride);
    }

    /**
     * Predicts a block from one of two references, not yet rounded to samples: Round2( , InterRound1 = 7 ) of section 7.11.3.4, four more bits than samples.
     * Parameters as {@link #predict}.
     *
     * @param raw receives {@code w * h} values, row by row
     */
    public void predictUnrounded(
            short[] reference,
            int referenceStride,
            int lastX,
            int lastY,
            int x,
            int y,
            int w,
            int h,
            int mvX,
            int mvY,
            int filterX,
            int filterY,
            short[] raw) {
        locate(reference, referenceStride, lastX, lastY, x + (mvX >> 4), y + (mvY >> 4), w, h);
        interpolate(w, h, mvX & 15, mvY & 15, filterX, filterY, ROUND_1_COMPOUND, 0, raw, 0, w);
    }

    /** Averages two unrounded predictions of {@code w x h} samples into {@code out}. */
    public static void average(
            short[] raw0, short[] raw1, int w, int h, int bitDepth, short[] out, int offset, int stride) {
        int maximum = (1 << bitDepth) - 1;
        for (int i = 0; i < h; i++) {
            int o = i * w;
            int row = offset + i * stride;
            for (int j = 0; j < w; j++) {
                int value = (raw0[o + j] + raw1[o + j] + (1 << POST_ROUND)) >> (1 + POST_ROUND);
                out[row + j] = (short) Math.max(0, Math.min(maximum, value));
            }
        }
    }

    /** Scratch for the prediction from the first reference, {@code 128 * 128} values, for callers that average at once. */
    public short[] firstRaw() {
        return first;
    }

    /** Scratch for the prediction from the second reference. */
    public short[] secondRaw() {
        return second;
    }

    /** Lets {@link #source} point to the block at (x, y) with three samples before and four after it: in place, or in a clamped copy. */
    private void locate(short[] reference, int referenceStride, int lastX, int lastY, int x, int y, int w, int h) {
        if (x >= 3 && y >= 3 && x + w + 4 <= lastX + 1 && y + h + 4 <= lastY + 1) {
            source = reference;
            sourceStride = referenceStride;
            sourceOffset = y * referenceStride + x;
            return;
        }
        int width = w + 7;
        int height = h + 7;
        int firstColumn = x - 3;
        int inFrom = Math.clamp(-(long) firstColumn, 0, width);
        int inTo = Math.clamp((long) lastX + 1 - firstColumn, inFrom, width);
        for (int r = 0; r < height; r++) {
            int from = Math.clamp(y - 3 + r, 0, lastY) * referenceStride;
            int to = r * PADDED;
            java.util.Arrays.fill(padded, to, to + inFrom, reference[from]);
            if (inTo > inFrom) {
                System.arraycopy(reference, from + firstColumn + inFrom, padded, to + inFrom, inTo - inFrom);
            }
            java.util.Arrays.fill(padded, to + inTo, to + width, reference[from + lastX]);
        }
        source = padded;
        sourceStride = PADDED;
        sourceOffset = 3 * PADDED + 3;
    }

    /** Both passes. With {@code round1} 11 the output is samples clipped to {@code maximum}, with 7 it is left as it is. */
    private void interpolate(
            int w,
            int h,
            int fractionX,
            int fractionY,
            int filterX,
            int filterY,
            int round1,
            int maximum,
            short[] out,
            int offset,
            int stride) {
        int tapsX = SubpelFilters.index(SubpelFilters.forLength(filterX, w), fractionX);
        int tapsY = SubpelFilters.index(SubpelFilters.forLength(filterY, h), fractionY);
        boolean single = round1 == ROUND_1_SINGLE;
        if (fractionX == 0 && fractionY == 0) {
            copy(w, h, single, out, offset, stride);
        } else if (fractionY == 0) {
            horizontal(sourceOffset, h, w, tapsX);
            shift(w, h, round1 - 7, single ? maximum : Short.MAX_VALUE, single, out, offset, stride);
        } else if (fractionX == 0) {
            vertical(source, sourceOffset, sourceStride, w, h, tapsY, round1 - 4, maximum, single, out, offset, stride);
        } else {
            horizontal(sourceOffset - 3 * sourceStride, h + 7, w, tapsX);
            vertical(intermediate, 3 * w, w, w, h, tapsY, round1, maximum, single, out, offset, stride);
        }
    }

    private void copy(int w, int h, boolean single, short[] out, int offset, int stride) {
        for (int i = 0; i < h; i++) {
            int from = sourceOffset + i * sourceStride;
            int to = offset + i * stride;
            if (single) {
                System.arraycopy(source, from, out, to, w);
            } else {
                for (int j = 0; j < w; j++) {
                    out[to + j] = (short) (source[from + j] << POST_ROUND);
                }
            }
        }
    }

    /** What is left of the vertical pass at position 0: rounding away {@code bits} more bits (none for compound), and clipping for single. */
    private void shift(int w, int h, int bits, int maximum, boolean clip, short[] out, int offset, int stride) {
        int half = (1 << bits) >> 1;
        int minimum = clip ? 0 : Short.MIN_VALUE;
        for (int i = 0; i < h; i++) {
            int o = i * w;
            int row = offset + i * stride;
            for (int j = 0; j < w; j++) {
                int value = (intermediate[o + j] + half) >> bits;
                out[row + j] = (short) Math.max(minimum, Math.min(maximum, value));
            }
        }
    }

    /** The horizontal pass over {@code rows} rows from index {@code from} of the source into {@link #intermediate}. */
    private void horizontal(int from, int rows, int w, int taps) {
        int[] f = SubpelFilters.TAPS;
        int f0 = f[taps];
        int f1 = f[taps + 1];
        int f2 = f[taps + 2];
        int f3 = f[taps + 3];
        int f4 = f[taps + 4];
        int f5 = f[taps + 5];
        int f6 = f[taps + 6];
        int f7 = f[taps + 7];
        boolean eight = (f0 | f7) != 0;
        short[] s = source;
        short[] d = intermediate;
        for (int r = 0; r < rows; r++) {
            int p = from + r * sourceStride;
            int o = r * w;
            if (eight) {
                for (int c = 0; c < w; c++, p++) {
                    int sum = f0 * s[p - 3] + f1 * s[p - 2] + f2 * s[p - 1] + f3 * s[p];
                    sum += f4 * s[p + 1] + f5 * s[p + 2] + f6 * s[p + 3] + f7 * s[p + 4];
                    d[o + c] = (short) ((sum + 4) >> ROUND_0);
                }
            } else {
                for (int c = 0; c < w; c++, p++) {
                    int sum = f1 * s[p - 2] + f2 * s[p - 1] + f3 * s[p];
                    sum += f4 * s[p + 1] + f5 * s[p + 2] + f6 * s[p + 3];
                    d[o + c] = (short) ((sum + 4) >> ROUND_0);
                }
            }
        }
    }

    /** The vertical pass over {@code s}, whose index {@code from} is the sample of the first row. */
    private static void vertical(
            short[] s,
            int from,
            int pitch,
            int w,
            int h,
            int taps,
            int bits,
            int maximum,
            boolean clip,
            short[] out,
            int offset,
            int stride) {
        int[] f = SubpelFilters.TAPS;
        int f0 = f[taps];
        int f1 = f[taps + 1];
        int f2 = f[taps + 2];
        int f3 = f[taps + 3];
        int f4 = f[taps + 4];
        int f5 = f[taps + 5];
        int f6 = f[taps + 6];
        int f7 = f[taps + 7];
        boolean eight = (f0 | f7) != 0;
        int half = (1 << bits) >> 1;
        int low = clip ? 0 : Short.MIN_VALUE;
        int high = clip ? maximum : Short.MAX_VALUE;
        for (int r = 0; r < h; r++) {
            int p = from + r * pitch;
            int o = offset + r * stride;
            for (int c = 0; c < w; c++, p++) {
                int sum = f1 * s[p - 2 * pitch] + f2 * s[p - pitch] + f3 * s[p];
                sum += f4 * s[p + pitch] + f5 * s[p + 2 * pitch] + f6 * s[p + 3 * pitch];
                if (eight) {
                    sum += f0 * s[p - 3 * pitch] + f7 * s[p + 4 * pitch];
                }
                out[o + c] = (short) Math.max(low, Math.min(high, (sum + half) >> bits));
            }
        }
    }
}
