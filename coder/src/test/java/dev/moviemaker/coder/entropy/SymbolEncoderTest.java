// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the symbol encoder writes, the specification's own decoder reads, and both adapt alike. */
final class SymbolEncoderTest {
    @Test
    void theSpecificationsDecoderReadsWhatWasWritten() {
        for (long seed = 0; seed < 400; seed++) {
            roundTrip(seed);
        }
    }

    private static void roundTrip(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean noUpdate = random.nextInt(3) == 0;
        int[] counts = {2, 3, 4, 5, 8, 11, 13, 16};
        int[] offsets = new int[counts.length];
        List<Character> state = new ArrayList<>();
        int[][] rows = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            offsets[i] = state.size();
            rows[i] = row(random, counts[i]);
            for (int value : rows[i]) {
                state.add((char) value);
            }
        }
        char[] cdfs = new char[state.size()];
        for (int i = 0; i < cdfs.length; i++) {
            cdfs[i] = state.get(i);
        }
        int length = random.nextInt(3) == 0 ? random.nextInt(1, 6) : random.nextInt(1, 3000);
        int bias = random.nextInt(1, 5);
        int[] tables = new int[length];
        int[] symbols = new int[length];
        SymbolEncoder encoder = new SymbolEncoder();
        encoder.start(cdfs, noUpdate);
        for (int i = 0; i < length; i++) {
            tables[i] = random.nextInt(-1, counts.length);
            if (tables[i] < 0) {
                symbols[i] = random.nextInt(1 << 5);
                encoder.literal(symbols[i], 5);
            } else {
                int count = counts[tables[i]];
                symbols[i] = random.nextInt(bias) == 0 ? random.nextInt(count) : count - 1;
                encoder.symbol(offsets[tables[i]], symbols[i], count);
            }
        }
        byte[] bytes = new byte[encoder.finish()];
        encoder.copyTo(bytes, 0);

        SpecSymbolDecoder decoder = new SpecSymbolDecoder(bytes);
        for (int i = 0; i < length; i++) {
            int read = tables[i] < 0 ? decoder.readLiteral(5) : decoder.readSymbol(rows[tables[i]], noUpdate);
            assertThat(read).as("seed %d, symbol %d", seed, i).isEqualTo(symbols[i]);
        }
        assertThat(decoder.endsWell()).as("seed %d, end of the tile", seed).isTrue();
        for (int t = 0; t < counts.length; t++) {
            for (int i = 0; i <= counts[t]; i++) {
                assertThat((int) cdfs[offsets[t] + i])
                        .as("seed %d, table %d", seed, t)
                        .isEqualTo(rows[t][i]);
            }
        }
    }

    /** A legal row: rising, ending in 32768, then a counter of 0. */
    private static int[] row(SplittableRandom random, int count) {
        int[] row = new int[count + 1];
        int[] cuts = random.ints(count - 1, 64, 32704).sorted().toArray();
        System.arraycopy(cuts, 0, row, 0, count - 1);
        row[count - 1] = 1 << 15;
        return row;
    }
}
