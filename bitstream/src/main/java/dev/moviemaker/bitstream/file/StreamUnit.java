// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.file;

/**
 * One temporal unit of a file.
 *
 * @param offset position in the file of the unit's first byte, file format fields not counted
 * @param timestamp the file's time stamp in its time base, or -1 where the file has none
 * @param data the OBUs with size fields; the array belongs to the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record StreamUnit(long offset, long timestamp, byte[] data) {}
