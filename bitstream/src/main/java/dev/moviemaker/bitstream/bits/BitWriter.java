// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.bits;

import java.util.Arrays;
import java.util.Objects;

/**
 * Writes the descriptors of the AV1 specification (4.10), high bits first, into a buffer of its own that grows and can
 * be used again after {@link #reset()}. One thread at a time.
 */
public final class BitWriter {
    private byte[] data;
    private long bit;

    /** Makes a writer with room for 256 bytes. */
    public BitWriter() {
        this(256);
    }

    /** Makes a writer with room for {@code capacity} bytes, at least 1; more is allocated when needed. */
    public BitWriter(int capacity) {
        data = new byte[Math.max(capacity, 1)];
    }

    /** Forgets what was written and keeps the buffer. */
    public void reset() {
        bit = 0;
    }

    /** Writes {@code f(n)}: the low {@code n} bits of {@code value}, n from 0 to 32. */
    public void f(int n, long value) {
        ensure(bit + n);
        int left = n;
        while (left > 0) {
            int used = (int) (bit & 7);
            int take = Math.min(left, 8 - used);
            int bits = (int) (value >>> (left - take)) & ((1 << take) - 1);
            int index = (int) (bit >> 3);
            int old = used == 0 ? 0 : data[index];
            data[index] = (byte) (old | (bits << (8 - used - take)));
            bit += take;
            left -= take;
        }
    }

    /** Writes a flag as {@code f(1)}. */
    public void flag(boolean value) {
        f(1, value ? 1 : 0);
    }

    /** Writes {@code su(n)}, n from 1 to 32: {@code value} must fit. */
    public void su(int n, int value) {
        f(n, value & 0xFFFFFFFFL >>> (32 - n));
    }

    /** Writes {@code ns(n)}: {@code value} is 0 to {@code n - 1}. */
    public void ns(int n, int value) {
        int w = 32 - Integer.numberOfLeadingZeros(n);
        int m = (int) ((1L << w) - n);
        if (value < m) {
            f(w - 1, value);
        } else {
            f(w - 1, (value + m) >> 1);
            f(1, (value + m) & 1);
        }
    }

    /** Writes {@code le(n)}: {@code value} as {@code n} bytes, low byte first. */
    public void le(int n, long value) {
        for (int i = 0; i < n; i++) {
            f(8, value >>> (8 * i) & 0xFF);
        }
    }

    /** Writes {@code leb128()} with as few bytes as possible; {@code value} is 0 to 2^32 - 1. */
    public void leb128(long value) {
        leb128(value, leb128Size(value));
    }

    /** Writes {@code leb128()} with exactly {@code size} bytes, {@link #leb128Size} to 8. */
    public void leb128(long value, int size) {
        Objects.checkIndex(size - leb128Size(value), 9 - leb128Size(value));
        for (int i = 0; i < size; i++) {
            f(8, ((value >>> (7 * i)) & 0x7F) | (i + 1 < size ? 0x80 : 0));
        }
    }

    /** Returns how many bytes {@code leb128()} needs for {@code value}, 0 to 2^32 - 1. */
    public static int leb128Size(long value) {
        if (value >>> 32 != 0) {
            throw new SyntaxException("leb128", value, "0 to 4294967295", "4.10.5");
        }
        return Math.max((70 - Long.numberOfLeadingZeros(value)) / 7, 1);
    }

    /** Writes {@code uvlc()}; {@code value} is 0 to 2^32 - 1. */
    public void uvlc(long value) {
        if (value == (1L << 32) - 1) {
            f(32, 0);
            f(1, 1);
            return;
        }
        int leadingZeros = 63 - Long.numberOfLeadingZeros(value + 1);
        f(leadingZeros, 0);
        f(1, 1);
        f(leadingZeros, value + 1 - (1L << leadingZeros));
    }

    /** Writes zeros to the next byte boundary ({@code byte_alignment()}, 5.3.5). */
    public void byteAlignment() {
        f((int) (-bit & 7), 0);
    }

    /** Writes a one and zeros to the next byte boundary ({@code trailing_bits()}, 5.3.4). */
    public void trailingBits() {
        f(1, 1);
        byteAlignment();
    }

    /** Appends bytes; the position must be on a byte boundary. */
    public void bytes(byte[] source, int offset, int length) {
        if ((bit & 7) != 0) {
            throw new IllegalStateException("bit position is " + bit + ", bytes need a multiple of 8");
        }
        ensure(bit + length * 8L);
        System.arraycopy(source, offset, data, (int) (bit >> 3), length);
        bit += length * 8L;
    }

    /** Returns the number of bits written. */
    public long position() {
        return bit;
    }

    /** Returns the number of bytes written, the last perhaps in part. */
    public int byteLength() {
        return (int) ((bit + 7) >> 3);
    }

    /** Returns the buffer itself: the first {@link #byteLength()} bytes are what was written until now. */
    public byte[] buffer() {
        return data;
    }

    /** Returns a copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(data, byteLength());
    }

    private void ensure(long bits) {
        long bytes = (bits + 7) >> 3;
        if (bytes > data.length) {
            data = Arrays.copyOf(
                    data, Math.toIntExact(Math.max(bytes, Math.min(data.length * 2L, Integer.MAX_VALUE - 8))));
        }
    }
}
