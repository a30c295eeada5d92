// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.encoder.gop.PictureKind;

/**
 * How many pictures of each rate-control group are left of a GOP before a picture is coded, that picture included, in
 * coding order. What a forced key frame cuts off is not foreseen. Pure.
 */
final class GopCount {
    private static final int MOST_FRAMES = 1 << 16;

    private final int predictiveInAll;
    private final int bipredictiveInAll;
    private int predictive;
    private int bipredictive;

    /**
     * The count of GOPs.
     *
     * @param frames of a GOP, at least 1; more than 65,536 count as so many
     */
    GopCount(int frames, int miniGopSize) {
        int predicted = Math.min(frames, MOST_FRAMES) - 1;
        predictiveInAll = Math.ceilDiv(predicted, miniGopSize);
        bipredictiveInAll = predicted - predictiveInAll;
    }

    /** Key frames left before a picture of this kind. */
    static int intra(PictureKind kind) {
        return kind == PictureKind.KEY ? 1 : 0;
    }

    /** P pictures left before a picture of this kind. */
    int predictive(PictureKind kind) {
        int left = kind == PictureKind.KEY ? predictiveInAll : predictiveInAll - predictive;
        return Math.max(isPredictive(kind) ? 1 : 0, left);
    }

    /** B pictures left before a picture of this kind. */
    int bipredictive(PictureKind kind) {
        int left = kind == PictureKind.KEY ? bipredictiveInAll : bipredictiveInAll - bipredictive;
        return Math.max(isBipredictive(kind) ? 1 : 0, left);
    }

    /** A picture was submitted. */
    void submitted(PictureKind kind) {
        if (kind == PictureKind.KEY) {
            predictive = 0;
            bipredictive = 0;
        } else if (isPredictive(kind)) {
            predictive++;
        } else {
            bipredictive++;
        }
    }

    private static boolean isPredictive(PictureKind kind) {
        return kind == PictureKind.PREDICTIVE || kind == PictureKind.ANCHOR;
    }

    private static boolean isBipredictive(PictureKind kind) {
        return kind == PictureKind.BIPREDICTIVE_REFERENCE || kind == PictureKind.BIPREDICTIVE_LEAF;
    }
}
