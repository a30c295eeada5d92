// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.level;

/**
 * What a stream asks of a {@link Level} (AV1 specification, Annex A.3).
 *
 * @param seqProfile 0 Main, 1 High, 2 Professional
 * @param seqTier 0 main, 1 high
 * @param width upscaled width in luma samples
 * @param height height in luma samples
 * @param framesPerSecond frames coded and shown per second
 * @param bitsPerSecond largest bitrate
 * @param tileCols tile columns
 * @param tileRows tile rows
 */
public record StreamDemand(
        int seqProfile,
        int seqTier,
        int width,
        int height,
        double framesPerSecond,
        long bitsPerSecond,
        int tileCols,
        int tileRows) {}
