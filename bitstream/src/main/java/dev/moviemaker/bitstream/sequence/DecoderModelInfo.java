// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

/**
 * {@code decoder_model_info()} (AV1 specification, 5.5.4).
 *
 * @param bufferDelayLengthMinus1 bits of the buffer delays less one, 0 to 31
 * @param numUnitsInDecodingTick clock units per decoding tick, 1 to 2^32 - 1
 * @param bufferRemovalTimeLengthMinus1 bits of {@code buffer_removal_time} less one, 0 to 31
 * @param framePresentationTimeLengthMinus1 bits of {@code frame_presentation_time} less one, 0 to 31
 */
public record DecoderModelInfo(
        int bufferDelayLengthMinus1,
        long numUnitsInDecodingTick,
        int bufferRemovalTimeLengthMinus1,
        int framePresentationTimeLengthMinus1) {}
