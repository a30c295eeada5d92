// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

/**
 * The header of an IVF file.
 *
 * @param fourcc four characters, "AV01" for AV1
 * @param width width in samples, 0 to 65535
 * @param height height in samples, 0 to 65535
 * @param timebaseDenominator time stamp units per {@code timebaseNumerator} seconds, 1 to 2^32 - 1
 * @param timebaseNumerator seconds per {@code timebaseDenominator} time stamp units, 1 to 2^32 - 1
 * @param frameCount number of frames, 0 when unknown
 */
public record IvfHeader(
        String fourcc, int width, int height, long timebaseDenominator, long timebaseNumerator, long frameCount) {
    /** Bytes of the header. */
    public static final int BYTES = 32;

    /** Returns the header of an AV1 file whose time stamps are in units of {@code numerator / denominator} seconds. */
    public static IvfHeader av1(int width, int height, long denominator, long numerator) {
        return new IvfHeader("AV01", width, height, denominator, numerator, 0);
    }
}
