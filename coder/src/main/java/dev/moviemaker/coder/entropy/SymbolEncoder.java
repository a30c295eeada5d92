// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

import java.util.Arrays;

/**
 * The inverse of the symbol decoder of section 8.2: an arithmetic coder over symbols with adaptive probabilities.
 *
 * <p>The decoder keeps a window of the code value and narrows the range by comparing. The encoder keeps the low end of
 * the interval instead: coding a symbol adds the part of the range above the symbol's share to {@code low} and makes
 * the share the new range. Both then double the range until it has 16 bits again; each doubling makes one more bit of
 * {@code low} final, save for a carry that may still run up into bits already written.
 *
 * <p>The decoder subtracts from the top: symbol 0 has the highest part of the range. That is why the share of symbol s
 * runs from 32768 - cdf[s] to 32768 - cdf[s - 1].
 */
public final class SymbolEncoder {
    private static final int PROBABILITY_SHIFT = 6;
    private static final int MIN_PROBABILITY = 4;
    private static final int ONE = 1 << 15;
    private static final int FIRST_CAPACITY = 1 << 12;

    private char[] cdfs = new char[0];
    private boolean adapt;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;
    private long low;
    private int range;
    /**
     * Bits of {@code low} above the 16-bit window that were not yet written, minus 9 (so that a byte is complete at 0).
     */
    private int pending;

    /**
     * Starts a tile. {@code state} is read, and changed unless {@code disableCdfUpdate}, by every symbol; it stays the
     * caller's.
     */
    public void start(char[] state, boolean disableCdfUpdate) {
        cdfs = state;
        adapt = !disableCdfUpdate;
        length = 0;
        low = 0;
        range = ONE;
        pending = -9;
    }

    /**
     * Codes one S() element.
     *
     * @param cdf offset of the row in the CDF state
     * @param symbol 0 to count - 1
     * @param count N, how many values the symbol has
     */
    public void symbol(int cdf, int symbol, int count) {
        int high = symbol > 0 ? ONE - cdfs[cdf + symbol - 1] : ONE;
        encode(high, ONE - cdfs[cdf + symbol], symbol, count);
        if (adapt) {
            adapt(cdf, symbol, count);
        }
    }

    /**
     * Codes one bit with the given probability of 0 (in 1/32768) that does not adapt: split_or_horz and split_or_vert.
     */
    public void fixedBit(int probabilityOfZero, boolean bit) {
        if (bit) {
            encode(ONE - probabilityOfZero, 0, 1, 2);
        } else {
            encode(ONE, ONE - probabilityOfZero, 0, 2);
        }
    }

    /** Codes L(count): {@code count} bits of {@code value}, the highest first, each with even odds. */
    public void literal(int value, int count) {
        for (int bit = count - 1; bit >= 0; bit--) {
            fixedBit(ONE >> 1, ((value >> bit) & 1) != 0);
        }
    }

    /** The sum of the probabilities of the first {@code count} of these symbols, in 1/32768. */
    public int sumOf(int cdf, int[] values, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int symbol = values[i];
            sum += cdfs[cdf + symbol] - (symbol > 0 ? cdfs[cdf + symbol - 1] : 0);
        }
        return sum;
    }

    private void encode(int high, int lowEnd, int symbol, int count) {
        int last = count - 1;
        int below = (((range >> 8) * (lowEnd >> PROBABILITY_SHIFT)) >> 1) + MIN_PROBABILITY * (last - symbol);
        if (symbol > 0) {
            int above = (((range >> 8) * (high >> PROBABILITY_SHIFT)) >> 1) + MIN_PROBABILITY * (last - symbol + 1);
            low += range - above;
            range = above - below;
        } else {
            range -= below;
        }
        int shift = Integer.numberOfLeadingZeros(range) - 16;
        range <<= shift;
        low <<= shift;
        pending += shift;
        if (pending >= 20) {
            flush();
        }
    }

    /** Writes all complete bytes of {@code low}, leaving what a decoder's window still covers. */
    private void flush() {
        while (pending >= 0) {
            int position = pending + 16;
            putByte((int) (low >> position));
            low &= (1L << position) - 1;
            pending -= 8;
        }
    }

    /** Appends a byte; bit 8 of the value is a carry into the bytes before it. */
    private void putByte(int value) {
        if (value > 255) {
            int i = length - 1;
            while (++bytes[i] == 0) {
                i--;
            }
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = (byte) value;
    }

    /** The adaptation at the end of section 8.2.6: moves every probability of the row towards the symbol that came. */
    private void adapt(int cdf, int symbol, int count) {
        char[] state = cdfs;
        int counter = cdf + count;
        int used = state[counter];
        int rate = 3 + (used > 15 ? 1 : 0) + (used > 31 ? 1 : 0) + (count > 3 ? 2 : 1);
        int middle = cdf + symbol;
        int end = cdf + count - 1;
        for (int i = cdf; i < middle; i++) {
            state[i] -= (char) (state[i] >> rate);
        }
        for (int i = middle; i < end; i++) {
            state[i] += (char) ((ONE - state[i]) >> rate);
        }
        if (used < 32) {
            state[counter] = (char) (used + 1);
        }
    }

    /**
     * Ends the tile: writes the shortest end that decodes rightly, with the trailing one bit and zero padding that
     * section 8.2.4 asks for.
     *
     * @return the number of bytes, to be read with {@link #copyTo}
     */
    public int finish() {
        flush();
        long mask = 0x3FFF;
        low = ((low + mask) & ~mask) | (mask + 1);
        int bits = pending + 10;
        while (bits > 0) {
            int position = pending + 16;
            putByte((int) (low >> position));
            low &= (1L << position) - 1;
            pending -= 8;
            bits -= 8;
        }
        return length;
    }

    /** Copies the finished bytes into {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, length);
    }
}
