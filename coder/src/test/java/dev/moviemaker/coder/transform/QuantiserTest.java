// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantiserTest {
    @Test
    void tablesHoldTheirKnownEnds() {
        assertThat(QuantiserTables.dcQ(8, 0)).isEqualTo(4);
        assertThat(QuantiserTables.dcQ(8, 255)).isEqualTo(1336);
        assertThat(QuantiserTables.acQ(8, -5)).isEqualTo(4);
        assertThat(QuantiserTables.acQ(8, 300)).isEqualTo(1828);
        assertThat(QuantiserTables.dcQ(10, 255)).isEqualTo(5347);
        assertThat(QuantiserTables.acQ(10, 255)).isEqualTo(7312);
        assertThat(QuantiserTables.acQ(12, 255)).isEqualTo(29247);
        for (int bitDepth = 8; bitDepth <= 12; bitDepth += 2) {
            for (int index = 1; index < 256; index++) {
                assertThat(QuantiserTables.dcQ(bitDepth, index))
                        .isGreaterThanOrEqualTo(QuantiserTables.dcQ(bitDepth, index - 1));
                assertThat(QuantiserTables.acQ(bitDepth, index))
                        .isGreaterThan(QuantiserTables.acQ(bitDepth, index - 1));
            }
        }
    }

    @Test
    void dequantisationFollowsTheSpecification() {
        Random random = new Random(11);
        Quantiser quantiser = new Quantiser();
        float[] coefficients = new float[1024];
        int[] levels = new int[1024];
        int[] dequant = new int[1024];
        int[] again = new int[1024];
        for (int trial = 0; trial < 400; trial++) {
            int txSize = random.nextInt(TxSize.TX_SIZES_ALL);
            int bitDepth = random.nextBoolean() ? 8 : 10;
            int index = random.nextInt(256);
            int count = TxSize.codedWidth(txSize) * TxSize.codedHeight(txSize);
            quantiser.set(bitDepth, index + 3, index, 0.4f);
            float range = 1 << random.nextInt(20);
            int used = random.nextInt(count + 1);
            java.util.Arrays.fill(coefficients, 0);
            for (int k = 0; k < used; k++) {
                coefficients[k] = (random.nextFloat() - 0.5f) * range;
            }
            int rows = quantiser.quantise(coefficients, txSize, levels, dequant);
            int lastRow = 0;
            for (int k = 0; k < count; k++) {
                int step = k == 0 ? quantiser.dcStep() : quantiser.acStep();
                int denominator = 1 << TxSize.dqDenomLog2(txSize);
                long dq = (long) levels[k] * step;
                long dq2 = (dq < 0 ? -1 : 1) * (Math.abs(dq) & 0xFFFFFF) / denominator;
                long limit = 1L << (7 + bitDepth);
                assertThat(dequant[k]).isEqualTo((int) Math.max(-limit, Math.min(limit - 1, dq2)));
                assertThat(Math.abs(levels[k] * (float) step - coefficients[k])).isLessThanOrEqualTo(step * 0.61f);
                lastRow = levels[k] != 0 ? k / TxSize.codedWidth(txSize) + 1 : lastRow;
            }
            assertThat(rows).as("trial %d", trial).isEqualTo(lastRow);
            quantiser.dequantise(levels, rows == 0 ? 1 : rows, txSize, again);
            for (int k = 0; k < rows * TxSize.codedWidth(txSize); k++) {
                assertThat(again[k]).isEqualTo(dequant[k]);
            }
        }
    }
}
