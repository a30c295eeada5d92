// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

/** The symbol decoder of section 8.2, step by step as the specification writes it and with no thought of speed. */
final class SpecSymbolDecoder {
    private final byte[] data;
    private int position;
    private int symbolValue;
    private int symbolRange;
    private int symbolMaxBits;

    /** init_symbol( sz ). */
    SpecSymbolDecoder(byte[] data) {
        this.data = data;
        int sz = data.length;
        int numBits = Math.min(sz * 8, 15);
        int buf = f(numBits);
        int paddedBuf = buf << (15 - numBits);
        symbolValue = ((1 << 15) - 1) ^ paddedBuf;
        symbolRange = 1 << 15;
        symbolMaxBits = 8 * sz - 15;
    }

    private int f(int n) {
        int x = 0;
        for (int i = 0; i < n; i++) {
            x = 2 * x + ((data[position >> 3] >> (7 - (position & 7))) & 1);
            position++;
        }
        return x;
    }

    /** read_symbol( cdf ); {@code cdf} has N + 1 entries. */
    int readSymbol(int[] cdf, boolean disableCdfUpdate) {
        int n = cdf.length - 1;
        int cur = symbolRange;
        int symbol = -1;
        int prev;
        do {
            symbol++;
            prev = cur;
            int f = (1 << 15) - cdf[symbol];
            cur = ((symbolRange >> 8) * (f >> 6)) >> 1;
            cur += 4 * (n - symbol - 1);
        } while (symbolValue < cur);
        symbolRange = prev - cur;
        symbolValue = symbolValue - cur;
        int bits = 15 - (31 - Integer.numberOfLeadingZeros(symbolRange));
        symbolRange = symbolRange << bits;
        int numBits = Math.min(bits, Math.max(0, symbolMaxBits));
        int newData = f(numBits);
        int paddedData = newData << (bits - numBits);
        symbolValue = paddedData ^ (((symbolValue + 1) << bits) - 1);
        symbolMaxBits = symbolMaxBits - bits;
        if (!disableCdfUpdate) {
            int rate = 3
                    + (cdf[n] > 15 ? 1 : 0)
                    + (cdf[n] > 31 ? 1 : 0)
                    + Math.min(31 - Integer.numberOfLeadingZeros(n), 2);
            int tmp = 0;
            for (int i = 0; i < n - 1; i++) {
                tmp = i == symbol ? 1 << 15 : tmp;
                if (tmp < cdf[i]) {
                    cdf[i] -= (cdf[i] - tmp) >> rate;
                } else {
                    cdf[i] += (tmp - cdf[i]) >> rate;
                }
            }
            cdf[n] += cdf[n] < 32 ? 1 : 0;
        }
        return symbol;
    }

    /** read_literal( n ). */
    int readLiteral(int n) {
        int x = 0;
        for (int i = 0; i < n; i++) {
            x = 2 * x + readSymbol(new int[] {1 << 14, 1 << 15, 0}, true);
        }
        return x;
    }

    /** exit_symbol( ): whether the padding is a one bit and zeros, and no more than 14 bits too many were read. */
    boolean endsWell() {
        if (symbolMaxBits < -14) {
            return false;
        }
        int trailing = position - Math.min(15, symbolMaxBits + 15);
        int end = position + Math.max(0, symbolMaxBits);
        boolean well = bit(trailing) == 1 && end == data.length * 8;
        for (int i = trailing + 1; i < end; i++) {
            well &= bit(i) == 0;
        }
        return well;
    }

    private int bit(int at) {
        return (data[at >> 3] >> (7 - (at & 7))) & 1;
    }
}
