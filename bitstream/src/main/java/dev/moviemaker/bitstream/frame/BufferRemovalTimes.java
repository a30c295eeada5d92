// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

import dev.moviemaker.bitstream.bits.Ints;

/**
 * The {@code buffer_removal_time} of a frame (AV1 specification, 5.9.2 and 6.8.2).
 *
 * @param times one value per operating point, as unsigned 32 bit; 0 for points where none is coded
 */
public record BufferRemovalTimes(Ints times) {
    /** Returns the value of an operating point, 0 to 2^32 - 1. */
    public long time(int operatingPoint) {
        return Integer.toUnsignedLong(times.get(operatingPoint));
    }
}
