// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

/**
 * cos128 and sin128 of section 7.13.2.1: {@code 4096 * cos( angle * pi / 128 )}, rounded, for any integer angle (128 is
 * half a turn).
 */
final class Cosine {
    /** Scale of the fixed-point values: 12 fractional bits. */
    static final int ONE = 4096;

    private static final int[] COS = new int[256];

    static {
        for (int angle = 0; angle < COS.length; angle++) {
            COS[angle] = (int) Math.rint(ONE * StrictMath.cos(angle * StrictMath.PI / 128));
        }
    }

    private Cosine() {}

    static int cos128(int angle) {
        return COS[angle & 255];
    }

    static int sin128(int angle) {
        return COS[(angle - 64) & 255];
    }
}
