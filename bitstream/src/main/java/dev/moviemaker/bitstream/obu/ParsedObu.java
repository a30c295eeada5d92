// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.obu;

/**
 * An OBU and what is in it.
 *
 * @param obu the bytes
 * @param content the content
 */
public record ParsedObu(Obu obu, ObuContent content) {}
