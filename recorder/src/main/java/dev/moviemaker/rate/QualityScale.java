// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.rate;

/**
 * What {@code quality} 0 (smallest) to 100 (best) means in an encoder's units. Both scales fall straight from quality 0
 * to 100 and never rise:
 *
 * <table>
 * <caption>Some values</caption>
 * <tr><th>quality</th><th>QIndex (0 to 255)</th><th>CRF and QP (0 to 63)</th></tr>
 * <tr><td>0</td><td>255</td><td>63</td></tr>
 * <tr><td>30 (preset low)</td><td>179</td><td>44</td></tr>
 * <tr><td>50 (preset medium)</td><td>128</td><td>32</td></tr>
 * <tr><td>70 (preset high)</td><td>78</td><td>20</td></tr>
 * <tr><td>100</td><td>2</td><td>1</td></tr>
 * </table>
 *
 * <p>Neither reaches 0, which switches AV1 to lossless coding (AV1 specification 7.12.2): another mode, not a higher
 * quality.
 */
public final class QualityScale {
    /** Highest quality. */
    public static final int MAX_QUALITY = 100;

    /** Coarsest base_q_idx. */
    public static final int MAX_QINDEX = 255;

    /** Coarsest CRF or QP of the encoders that count from 0 to 63. */
    public static final int MAX_CRF = 63;

    private static final int BEST_QINDEX = 2;
    private static final int BEST_CRF = 1;

    private QualityScale() {}

    /**
     * Returns the base_q_idx of a picture predicted from earlier ones: {@code 255 - round(quality * 253 / 100)}.
     *
     * @param quality 0 to 100
     * @return 255 to 2, strictly falling
     */
    public static int qIndex(int quality) {
        return fall(quality, MAX_QINDEX, BEST_QINDEX);
    }

    /**
     * Returns the CRF or QP of encoders that count from 0 to 63, each step about four of QIndex:
     * {@code 63 - round(quality * 62 / 100)}.
     *
     * @param quality 0 to 100
     * @return 63 to 1, never rising
     */
    public static int crf(int quality) {
        return fall(quality, MAX_CRF, BEST_CRF);
    }

    /**
     * Returns the base_q_idx of a key frame, which every later picture is predicted from: seven eighths of the others',
     * so a little finer.
     *
     * @param qIndex of predicted pictures, 1 to 255
     * @return at least 1
     */
    public static int keyFrameQIndex(int qIndex) {
        return Math.max(1, qIndex * 7 / 8);
    }

    /**
     * Returns the base_q_idx of a picture that no other is predicted from: an eighth more, so a little coarser.
     *
     * @param qIndex of predicted pictures, 1 to 255
     * @return at most 255
     */
    public static int unreferencedQIndex(int qIndex) {
        return Math.min(MAX_QINDEX, qIndex * 9 / 8);
    }

    private static int fall(int quality, int worst, int best) {
        if (quality < 0 || quality > MAX_QUALITY) {
            throw new IllegalArgumentException("quality: %d given, 0 to 100 allowed".formatted(quality));
        }
        return worst - (quality * (worst - best) + MAX_QUALITY / 2) / MAX_QUALITY;
    }
}
