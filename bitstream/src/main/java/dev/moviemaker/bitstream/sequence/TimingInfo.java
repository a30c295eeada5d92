// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

/**
 * {@code timing_info()} (AV1 specification, 5.5.3): the display clock of a sequence.
 *
 * @param numUnitsInDisplayTick clock units per display tick, 1 to 2^32 - 1
 * @param timeScale clock units per second, 1 to 2^32 - 1
 * @param equalPictureInterval whether pictures come at a constant rate
 * @param numTicksPerPictureMinus1 display ticks per picture less one, 0 to 2^32 - 2; 0 unless
 *     {@code equalPictureInterval}
 */
public record TimingInfo(
        long numUnitsInDisplayTick, long timeScale, boolean equalPictureInterval, long numTicksPerPictureMinus1) {}
