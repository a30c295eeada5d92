// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.block;

/**
 * One tile's place in the frame: MiRowStart, MiRowEnd (exclusive), MiColStart, MiColEnd (exclusive), in units of 4 luma
 * samples.
 */
public record TileBounds(int miRowStart, int miRowEnd, int miColStart, int miColEnd) {
    /** is_inside (5.11.51). */
    public boolean contains(int miRow, int miCol) {
        return miCol >= miColStart && miCol < miColEnd && miRow >= miRowStart && miRow < miRowEnd;
    }
}
