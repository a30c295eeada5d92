// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an encoder tells of the pictures that it coded for a packet. A packet with a frame that others are predicted
 * from across time may hold two pictures, or none: then the numbers of both are put together, or none is there.
 *
 * @param averageQIndex the mean QIndex of the picture's blocks, 0 to 255; of several pictures the mean, rounded
 * @param intraPixels luma pixels that were predicted from their own picture
 * @param interPixels luma pixels that were predicted from other pictures
 */
public record PictureFeedback(OptionalInt averageQIndex, OptionalLong intraPixels, OptionalLong interPixels) {
    /** Nothing is reported. */
    public static final PictureFeedback NONE =
            new PictureFeedback(OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());
}
