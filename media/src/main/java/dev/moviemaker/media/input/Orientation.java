// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.media.av.AvAddress;
import java.lang.foreign.ValueLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/** How a picture must be turned or mirrored to be shown, with libavfilter's words for it. */
enum Orientation {
    /** As it is. */
    UPRIGHT(""),
    /** Left and right changed. */
    MIRRORED("hflip"),
    /** Top and bottom changed. */
    FLIPPED("vflip"),
    /** Upside down. */
    HALF_TURN("hflip,vflip"),
    /** A quarter to the right. */
    CLOCKWISE("transpose=clock"),
    /** A quarter to the left. */
    COUNTERCLOCKWISE("transpose=cclock"),
    /** Rows become columns. */
    TRANSPOSED("transpose=cclock_flip"),
    /** Rows become columns, from the other corner. */
    ANTITRANSPOSED("transpose=clock_flip");

    private static final int MATRIX = 9 * Integer.BYTES;

    private final String filter;

    Orientation(String filter) {
        this.filter = filter;
    }

    String filter() {
        return filter;
    }

    /** Whether rows become columns. */
    boolean isSideways() {
        return filter.startsWith("transpose");
    }

    /** What a frame's display matrix says; angles between the quarters count as {@link #UPRIGHT}. */
    static Orientation of(AVFrame frame) {
        int[] matrix = matrix(frame);
        if (matrix.length == 0) {
            return UPRIGHT;
        }
        // A point (x, y) of the picture is shown at (ax + cy, bx + dy), y downwards.
        int a = Integer.signum(matrix[0]);
        int b = Integer.signum(matrix[1]);
        int c = Integer.signum(matrix[3]);
        int d = Integer.signum(matrix[4]);
        if (b == 0 && c == 0 && a != 0 && d != 0) {
            return a > 0 ? d > 0 ? UPRIGHT : FLIPPED : d > 0 ? MIRRORED : HALF_TURN;
        }
        if (a == 0 && d == 0 && b != 0 && c != 0) {
            return b > 0 ? c < 0 ? CLOCKWISE : TRANSPOSED : c > 0 ? COUNTERCLOCKWISE : ANTITRANSPOSED;
        }
        return UPRIGHT;
    }

    /** Whether a frame is to be shown at an angle that is not a quarter turn. */
    static boolean isOblique(AVFrame frame) {
        int[] matrix = matrix(frame);
        return matrix.length > 0 && (matrix[0] != 0 || matrix[4] != 0) && (matrix[1] != 0 || matrix[3] != 0);
    }

    private static int[] matrix(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull() || data.size() < MATRIX) {
            return new int[0];
        }
        return AvAddress.segment(data.data(), MATRIX).toArray(ValueLayout.JAVA_INT_UNALIGNED);
    }
}
