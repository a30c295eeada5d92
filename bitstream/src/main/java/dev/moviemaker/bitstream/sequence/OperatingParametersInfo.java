// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.sequence;

/**
 * {@code operating_parameters_info()} (AV1 specification, 5.5.5); delays in units of 1/90000 s.
 *
 * @param decoderBufferDelay {@code decoder_buffer_delay}, of {@code buffer_delay_length_minus_1 + 1} bits
 * @param encoderBufferDelay {@code encoder_buffer_delay}, of as many bits
 * @param lowDelayModeFlag whether frames may miss their removal time
 */
public record OperatingParametersInfo(long decoderBufferDelay, long encoderBufferDelay, boolean lowDelayModeFlag) {}
