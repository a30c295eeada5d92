// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.frame;

/**
 * {@code uncompressed_header()} (AV1 specification, 5.9.2): either a frame that is coded, or the order to show one
 * that is already in a slot.
 */
public sealed interface UncompressedHeader permits FrameHeader, ShowExistingFrame {}
