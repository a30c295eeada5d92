// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.bits;

import java.util.Objects;

/**
 * Reads the descriptors of the AV1 specification (4.10) from a byte array, high bits first. The array is not copied.
 * One thread at a time.
 *
 * <p>Each method takes the name of the syntax element it reads, for the {@link SyntaxException} when the data end.
 */
public final class BitReader {
    private final byte[] data;
    private final long startBit;
    private final long limitBit;
    private long bit;

    /** Reads all of {@code data}. */
    public BitReader(byte[] data) {
        this(data, 0, data.length);
    }

    /** Reads {@code length} bytes of {@code data} from {@code offset}. */
    public BitReader(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        this.data = data;
        this.startBit = offset * 8L;
        this.limitBit = startBit + length * 8L;
        this.bit = startBit;
    }

    /** Returns {@code f(n)}, an unsigned number of {@code n} bits, 0 to 32. */
    public long f(String element, int n) {
        if (n > limitBit - bit) {
            throw SyntaxException.truncated(element, position(), n, limitBit - bit);
        }
        long value = 0;
        int left = n;
        while (left > 0) {
            int inByte = 8 - (int) (bit & 7);
            int take = Math.min(left, inByte);
            int bits = (data[(int) (bit >> 3)] & 0xFF) >> (inByte - take) & ((1 << take) - 1);
            value = (value << take) | bits;
            bit += take;
            left -= take;
        }
        return value;
    }

    /** Returns {@code f(1)} as a flag. */
    public boolean flag(String element) {
        return f(element, 1) != 0;
    }

    /** Returns {@code su(n)}, a signed number of {@code n} bits, 1 to 32. */
    public int su(String element, int n) {
        return (int) (f(element, n) << (64 - n) >> (64 - n));
    }

    /** Returns {@code ns(n)}, a number of 0 to {@code n - 1}; {@code n} is at least 1. */
    public int ns(String element, int n) {
        int w = 32 - Integer.numberOfLeadingZeros(n);
        int m = (int) ((1L << w) - n);
        int v = (int) f(element, w - 1);
        if (v < m) {
            return v;
        }
        return (v << 1) - m + (int) f(element, 1);
    }

    /** Returns {@code le(n)}, an unsigned little-endian number of {@code n} bytes, 0 to 4. */
    public long le(String element, int n) {
        long value = 0;
        for (int i = 0; i < n; i++) {
            value |= f(element, 8) << (8 * i);
        }
        return value;
    }

    /** Returns {@code leb128()}, 0 to 2^32 - 1. */
    public long leb128(String element) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            long octet = f(element, 8);
            value |= (octet & 0x7F) << (7 * i);
            if ((octet & 0x80) == 0) {
                if (value >> 32 != 0) {
                    throw new SyntaxException(element, value, "0 to 4294967295", "4.10.5");
                }
                return value;
            }
        }
        throw new SyntaxException(element, "coded with more than 8 bytes", "1 to 8 bytes", "4.10.5");
    }

    /** Returns {@code uvlc()}, 0 to 2^32 - 1. */
    public long uvlc(String element) {
        int leadingZeros = 0;
        while (!flag(element)) {
            leadingZeros++;
        }
        if (leadingZeros >= 32) {
            return (1L << 32) - 1;
        }
        return f(element, leadingZeros) + (1L << leadingZeros) - 1;
    }

    /** Skips to the next byte boundary ({@code byte_alignment()}, 5.3.5). */
    public void byteAlignment() {
        int past = (int) (bit & 7);
        if (past != 0) {
            f("zero_bit", 8 - past);
        }
    }

    /** Skips {@code count} bytes, of which at least that many must be left. */
    public void skipBytes(int count) {
        if (count * 8L > remaining()) {
            throw SyntaxException.truncated("skipped bytes", position(), count * 8L, remaining());
        }
        bit += count * 8L;
    }

    /** Returns the number of bits read so far. */
    public long position() {
        return bit - startBit;
    }

    /** Returns the number of bits left. */
    public long remaining() {
        return limitBit - bit;
    }

    /** Returns the index in the array of the byte that holds the next bit. */
    public int byteOffset() {
        return (int) (bit >> 3);
    }
}
