// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.color;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.ColorDescription.Matrix;
import dev.moviemaker.ColorDescription.Primaries;
import dev.moviemaker.ColorDescription.Range;
import dev.moviemaker.ColorDescription.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RgbMatrixTest {

    record Case(Matrix matrix, Range range, int sourceMax, int bitDepth) {
        ColorDescription color() {
            return new ColorDescription(Primaries.BT709, Transfer.BT709, matrix, range);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Matrix matrix : Matrix.values()) {
            for (Range range : Range.values()) {
                for (int sourceMax : new int[] {255, 1023}) {
                    cases.add(new Case(matrix, range, sourceMax, 8));
                    cases.add(new Case(matrix, range, sourceMax, 10));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greyHasNoColourAndEndsMeetTheRange(Case c) {
        RgbMatrix luma = RgbMatrix.luma(c.color(), c.sourceMax(), c.bitDepth());
        RgbMatrix cb = RgbMatrix.cb(c.color(), c.sourceMax(), c.bitDepth());
        RgbMatrix cr = RgbMatrix.cr(c.color(), c.sourceMax(), c.bitDepth());
        for (int v = 0; v <= c.sourceMax(); v++) {
            assertThat(sample(cb, v, v, v)).isEqualTo(1 << (c.bitDepth() - 1));
            assertThat(sample(cr, v, v, v)).isEqualTo(1 << (c.bitDepth() - 1));
        }
        int scale = 1 << (c.bitDepth() - 8);
        boolean full = c.range() == Range.FULL;
        assertThat(sample(luma, 0, 0, 0)).isEqualTo(full ? 0 : 16 * scale);
        int max = c.sourceMax();
        assertThat(sample(luma, max, max, max)).isEqualTo(full ? (1 << c.bitDepth()) - 1 : 235 * scale);
        assertThat(sample(cb, 0, 0, max)).isEqualTo(full ? 1 << c.bitDepth() : 240 * scale);
        assertThat(sample(cr, max, 0, 0)).isEqualTo(full ? 1 << c.bitDepth() : 240 * scale);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sumsOfEightPixelsFit(Case c) {
        for (RgbMatrix m : List.of(
                RgbMatrix.luma(c.color(), c.sourceMax(), c.bitDepth()),
                RgbMatrix.cb(c.color(), c.sourceMax(), c.bitDepth()),
                RgbMatrix.cr(c.color(), c.sourceMax(), c.bitDepth()))) {
            long magnitude =
                    8L * c.sourceMax() * (Math.abs(m.r()) + Math.abs(m.g()) + Math.abs(m.b())) + 8L * m.offset();
            assertThat(magnitude).isLessThan(Integer.MAX_VALUE);
        }
    }

    private static int sample(RgbMatrix m, int r, int g, int b) {
        return (m.r() * r + m.g() * g + m.b() * b + m.offset()) >> RgbMatrix.SHIFT;
    }
}
