// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

/**
 * One bit of a {@code StdVideo...Flags} struct: an enum constant whose ordinal is the number of the bit.
 *
 * <p>Every such struct has an enum, named like it without the final s. A field wider than one bit has a constant for
 * each of its bits, and {@code reserved}, which stays 0, has none.
 */
public interface StdFlag {

    /** Returns the number of the bit, 0 (least significant) to 31. */
    int ordinal();

    /** Returns the value of the bit in the 32-bit word that holds the flags, which is a power of two. */
    default int mask() {
        return 1 << ordinal();
    }
}
