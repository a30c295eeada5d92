// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.vulkan.std;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Reads and writes the {@code flags} member of the Std structs: one 32-bit word at offset 0 of the flags struct, in
 * the platform's byte order, bit 0 the least significant. jextract sees it as padding only.
 *
 * <p>Every method takes the flags struct itself, for example {@code StdVideoAV1TileInfo.flags(tileInfo)}, or the struct
 * that begins with it: each of them does. The address has to be a multiple of 4 ({@link StdLayouts}); the Java runtime
 * throws {@code IllegalArgumentException} otherwise.
 */
public final class StdFlags {

    private StdFlags() {}

    /**
     * Returns the whole word, including reserved bits.
     *
     * @param flags the flags struct
     * @return the 32 bits
     */
    public static int word(MemorySegment flags) {
        return flags.get(ValueLayout.JAVA_INT, 0);
    }

    /**
     * Replaces the whole word.
     *
     * @param flags the flags struct
     * @param word the 32 bits, see {@link #pack}
     */
    public static void setWord(MemorySegment flags, int word) {
        flags.set(ValueLayout.JAVA_INT, 0, word);
    }

    /**
     * Returns whether a bit is set.
     *
     * @param flags the flags struct
     * @param flag a bit of that struct
     * @return whether it is 1
     */
    public static boolean isSet(MemorySegment flags, StdFlag flag) {
        return (word(flags) & flag.mask()) != 0;
    }

    /**
     * Sets or clears a bit without changing the others.
     *
     * @param flags the flags struct
     * @param flag a bit of that struct
     * @param value whether to set it
     */
    public static void set(MemorySegment flags, StdFlag flag, boolean value) {
        int word = word(flags);
        setWord(flags, value ? word | flag.mask() : word & ~flag.mask());
    }

    /**
     * Returns the word in which exactly the given bits are set.
     *
     * @param flags bits of one flags struct
     * @param <F> the enum of that struct, so that bits of different structs cannot be mixed
     * @return the 32 bits
     */
    @SafeVarargs
    public static <F extends Enum<F> & StdFlag> int pack(F... flags) {
        int word = 0;
        for (F flag : flags) {
            word |= flag.mask();
        }
        return word;
    }
}
