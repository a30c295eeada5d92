// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.predict;

/**
 * Block inter prediction without scaling (section 7.11.3.4) and the averaging of two predictions (7.11.3.1,
 * COMPOUND_AVERAGE), bit-exact at 8 and 10 bit.
 *
 * <p>Motion vectors come in sixteenths of a sample of the plane at hand: {@code 2 * mv} for luma and {@code mv} for
 * chroma of 4:2:0, where mv is in eighths of a luma sample. Reference coordinates outside the picture are clamped, so
 * any vector is allowed. An instance owns its scratch and belongs to one thread.
 *
 * <p>A filter whose position is 0 multiplies one sample by 128, so it only shifts; such passes are left out and the
 * shifts merged, which changes no value.
 *
 * <p>A pass is a few loops over the whole block, each of no more than three taps, from {@code int}s to {@code float}s
 * and back: loops of more taps, or from an array to another of the same type, stay scalar. All sums are below 2^24, so
 * floats hold them exactly.
 */
public final class InterPredictor {
    private static final int MAX_SIDE = 128;
    private static final int TAPS = 8;

    /** InterRound0 of section 7.11.3.2 at 8 and 10 bit. */
    private static final int ROUND_0 = 3;

    /** InterRound1 for one reference. */
    private static final int ROUND_1_SINGLE = 11;

    /** InterRound1 for two references; InterPostRound is then 4. */
    private static final int ROUND_1_COMPOUND = 7;

    private static final int POST_ROUND = 4;

    private final ReferenceWindow window;
    private final boolean keeping;
    private final float[] sums = new float[(MAX_SIDE + TAPS + 2) * (MAX_SIDE + TAPS + 2)];
    private final int[] rounded = new int[(MAX_SIDE + TAPS + 2) * (MAX_SIDE + TAPS + 2)];
    private final int[] middle = new int[(MAX_SIDE + TAPS) * MAX_SIDE];
    private final int[] result = new int[MAX_SIDE * MAX_SIDE];
    private final int[] second = new int[MAX_SIDE * MAX_SIDE];
    private final int[] first = new int[MAX_SIDE * MAX_SIDE];

    /** A predictor that reads the reference anew for every block. */
    public InterPredictor() {
        this(false);
    }

    private InterPredictor(boolean keeping) {
        this.keeping = keeping;
        window = new ReferenceWindow(keeping ? 1 : 0);
    }

    /**
     * A predictor that keeps what it read of a reference for the next blocks at the same place, until {@link #forget}.
     */
    public static InterPredictor forSearch() {
        return new InterPredictor(true);
    }

    /** The reference may have changed since the last prediction. */
    public void forget() {
        window.forget();
    }

    /**
     * Predicts a block from one reference.
     *
     * @param x column of the block in this plane
     * @param y row of the block in this plane
     * @param w width, 2 to 128
     * @param h height, 2 to 128
     * @param mvX horizontal vector in sixteenths of a sample
     * @param mvY vertical vector in sixteenths of a sample
     * @param filterX interp_filter[ 1 ], for the horizontal pass: 0 regular, 1 smooth, 2 sharp, 3 bilinear
     * @param filterY interp_filter[ 0 ], for the vertical pass
     * @param bitDepth 8 or 10
     * @return the prediction, {@code w * h} values row by row; belongs to this predictor and is valid until its next
     *     use
     */
    public int[] predict(
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
            int bitDepth) {
        if (!keeping) {
            window.forget();
        }
        window.cover(reference, referenceStride, lastX, lastY, x + (mvX >> 4), y + (mvY >> 4), w, h);
        interpolate(w, h, mvX & 15, mvY & 15, filterX, filterY, ROUND_1_SINGLE, (1 << bitDepth) - 1, result);
        return result;
    }

    /**
     * Predicts a block from one of two references, not yet rounded to samples: Round2( , InterRound1 = 7 ) of section
     * 7.11.3.4, four more bits than samples. Parameters as {@link #predict}.
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
            int[] raw) {
        if (!keeping) {
            window.forget();
        }
        window.cover(reference, referenceStride, lastX, lastY, x + (mvX >> 4), y + (mvY >> 4), w, h);
        interpolate(w, h, mvX & 15, mvY & 15, filterX, filterY, ROUND_1_COMPOUND, 0, raw);
    }

    /** Averages two unrounded predictions of {@code count} samples into {@code out}. */
    public static void average(int[] raw0, int[] raw1, int count, int bitDepth, int[] out) {
        int maximum = (1 << bitDepth) - 1;
        for (int i = 0; i < count; i++) {
            int value = (raw0[i] + raw1[i] + (1 << POST_ROUND)) >> (1 + POST_ROUND);
            out[i] = Math.max(0, Math.min(maximum, value));
        }
    }

    /** Puts {@code w x h} predicted samples into a plane, whose index {@code offset} is the first of them. */
    public static void store(int[] prediction, int w, int h, short[] plane, int offset, int stride) {
        for (int row = 0; row < h; row++) {
            int from = row * w;
            int to = offset + row * stride;
            for (int i = 0; i < w; i++) {
                plane[to + i] = (short) prediction[from + i];
            }
        }
    }

    /**
     * Scratch for the prediction from the first reference, {@code 128 * 128} values, for callers that average at once.
     */
    public int[] firstRaw() {
        return first;
    }

    /** Scratch for the prediction from the second reference. */
    public int[] secondRaw() {
        return second;
    }

    /**
     * Both passes. With {@code round1} 11 the output is samples clipped to {@code maximum}, with 7 it is left as it is.
     */
    private void interpolate(
            int w, int h, int fractionX, int fractionY, int filterX, int filterY, int round1, int maximum, int[] out) {
        int tapsX = SubpelFilters.index(SubpelFilters.forLength(filterX, w), fractionX);
        int tapsY = SubpelFilters.index(SubpelFilters.forLength(filterY, h), fractionY);
        boolean single = round1 == ROUND_1_SINGLE;
        int low = single ? 0 : Short.MIN_VALUE;
        int high = single ? maximum : Short.MAX_VALUE;
        int pitch = window.pitch;
        if (fractionX == 0 && fractionY == 0) {
            compact(window.samples, window.offset, pitch, w, h, out);
            if (!single) {
                scale(out, w * h);
            }
        } else if (fractionY == 0) {
            int count = pitch * (h - 1) + w;
            filter(window.samples, window.offset, 1, count, tapsX);
            round(count);
            compact(rounded, 0, pitch, w, h, middle);
            shift(w * h, round1 - 7, low, high, out);
        } else if (fractionX == 0) {
            compact(window.samples, window.offset - 3 * pitch, pitch, w, h + 7, middle);
            filter(middle, 3 * w, w, w * h, tapsY);
            finish(w * h, round1 - 4, low, high, out);
        } else {
            int count = pitch * (h + 6) + w;
            filter(window.samples, window.offset - 3 * pitch, 1, count, tapsX);
            round(count);
            compact(rounded, 0, pitch, w, h + 7, middle);
            filter(middle, 3 * w, w, w * h, tapsY);
            finish(w * h, round1, low, high, out);
        }
    }

    /** Copies rows of {@code w} values so that they follow each other. */
    private static void compact(int[] from, int offset, int pitch, int w, int rows, int[] to) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, offset + row * pitch, to, row * w, w);
        }
    }

    private static void scale(int[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] <<= POST_ROUND;
        }
    }

    /** {@link #sums} of {@code count} values from index {@code from} on, {@code step} apart under the eight taps. */
    private void filter(int[] s, int from, int step, int count, int taps) {
        int[] f = SubpelFilters.TAPS;
        int before = from - step;
        int after = from + step;
        threeTaps(s, before - step, before, from, sums, count, f[taps + 1], f[taps + 2], f[taps + 3]);
        addThreeTaps(s, after, after + step, after + 2 * step, sums, count, f[taps + 4], f[taps + 5], f[taps + 6]);
        if ((f[taps] | f[taps + 7]) != 0) {
            addTwoTaps(s, from - 3 * step, from + 4 * step, sums, count, f[taps], f[taps + 7]);
        }
    }

    private static void threeTaps(int[] s, int a, int b, int c, float[] d, int count, int fa, int fb, int fc) {
        for (int i = 0; i < count; i++) {
            d[i] = s[a + i] * fa + s[b + i] * fb + s[c + i] * fc;
        }
    }

    private static void addThreeTaps(int[] s, int a, int b, int c, float[] d, int count, int fa, int fb, int fc) {
        for (int i = 0; i < count; i++) {
            d[i] += s[a + i] * fa + s[b + i] * fb + s[c + i] * fc;
        }
    }

    private static void addTwoTaps(int[] s, int a, int b, float[] d, int count, int fa, int fb) {
        for (int i = 0; i < count; i++) {
            d[i] += s[a + i] * fa + s[b + i] * fb;
        }
    }

    /** The rounding after the horizontal pass. */
    private void round(int count) {
        for (int i = 0; i < count; i++) {
            rounded[i] = ((int) sums[i] + (1 << ROUND_0 >> 1)) >> ROUND_0;
        }
    }

    /** The rounding after the vertical pass. */
    private void finish(int count, int bits, int low, int high, int[] out) {
        int half = (1 << bits) >> 1;
        for (int i = 0; i < count; i++) {
            out[i] = Math.max(low, Math.min(high, ((int) sums[i] + half) >> bits));
        }
    }

    /**
     * What is left of the vertical pass at position 0: rounding away {@code bits} more bits (none for compound), and
     * clipping for single.
     */
    private void shift(int count, int bits, int low, int high, int[] out) {
        int half = (1 << bits) >> 1;
        for (int i = 0; i < count; i++) {
            out[i] = Math.max(low, Math.min(high, (middle[i] + half) >> bits));
        }
    }
}
