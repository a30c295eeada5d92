// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.bits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The descriptors of section 4.10, exhaustively where small. */
class BitIoTest {
    private final BitWriter out = new BitWriter(1);

    private BitReader written() {
        return new BitReader(out.buffer(), 0, out.byteLength());
    }

    @Test
    void nsIsTheSpecificationsTableForFive() {
        String[] expected = {"00", "01", "10", "110", "111"};
        for (int value = 0; value < 5; value++) {
            out.reset();
            out.ns(5, value);
            StringBuilder bits = new StringBuilder();
            BitReader in = written();
            for (int i = 0; i < out.position(); i++) {
                bits.append(in.f("bit", 1));
            }
            assertThat(bits).hasToString(expected[value]);
        }
    }

    @Test
    void nsComesBackForEveryValue() {
        for (int n = 1; n <= 130; n++) {
            for (int value = 0; value < n; value++) {
                out.reset();
                out.f(3, 5);
                out.ns(n, value);
                long position = out.position();
                out.f(2, 3);
                BitReader in = written();
                in.f("before", 3);
                assertThat(in.ns("ns", n)).as("ns(%d)", n).isEqualTo(value);
                assertThat(in.position()).isEqualTo(position);
            }
        }
    }

    @Test
    void suComesBackForEveryValue() {
        for (int n = 1; n <= 9; n++) {
            for (int value = -(1 << (n - 1)); value < 1 << (n - 1); value++) {
                out.reset();
                out.su(n, value);
                assertThat(out.position()).isEqualTo(n);
                assertThat(written().su("su", n)).isEqualTo(value);
            }
        }
    }

    @Test
    void leb128ComesBackAroundEveryLengthAndWithPadding() {
        for (int bits = 0; bits <= 32; bits++) {
            for (int delta = -2; delta <= 2; delta++) {
                long value = (1L << bits) + delta;
                if (value < 0 || value > 0xFFFFFFFFL) {
                    continue;
                }
                for (int size = BitWriter.leb128Size(value); size <= 8; size++) {
                    out.reset();
                    out.leb128(value, size);
                    assertThat(out.byteLength()).isEqualTo(size);
                    assertThat(written().leb128("leb128")).isEqualTo(value);
                }
                int smallest = BitWriter.leb128Size(value);
                assertThat(smallest == 1 || value >> (7 * (smallest - 1)) != 0).isTrue();
            }
        }
        out.reset();
        out.f(32, 0xE58E2600L);
        assertThat(written().leb128("the usual example")).isEqualTo(624485);
    }

    @Test
    void uvlcComesBackForSmallValuesAndAroundEveryLength() {
        for (long value = 0; value < 1000; value++) {
            checkUvlc(value);
        }
        for (int bits = 10; bits <= 32; bits++) {
            checkUvlc((1L << bits) - 2);
            checkUvlc((1L << bits) - 1);
        }
    }

    private void checkUvlc(long value) {
        out.reset();
        out.uvlc(value);
        assertThat(written().uvlc("uvlc")).isEqualTo(value);
    }

    @Test
    void fixedAndLittleEndianNumbersComeBackAtAnyPosition() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int run = 0; run < 2000; run++) {
            out.reset();
            int lead = random.nextInt(8);
            int n = random.nextInt(33);
            long value = random.nextLong() & ((1L << n) - 1);
            int bytes = random.nextInt(5);
            long little = random.nextLong() & ((1L << (8 * bytes)) - 1);
            out.f(lead, 0);
            out.f(n, value);
            out.byteAlignment();
            out.le(bytes, little);
            BitReader in = written();
            in.f("lead", lead);
            assertThat(in.f("f", n)).as("seed %d run %d", seed, run).isEqualTo(value);
            in.byteAlignment();
            assertThat(in.le("le", bytes)).isEqualTo(little);
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void errorsNameTheElement() {
        assertThatThrownBy(() -> new BitReader(new byte[1]).f("max_frame_width_minus_1", 9))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("max_frame_width_minus_1")
                .hasMessageContaining("9 bits needed at bit 0, 8 left");
        assertThatThrownBy(() -> new BitReader(new byte[3]).uvlc("num_ticks_per_picture_minus_1"))
                .hasMessageContaining("num_ticks_per_picture_minus_1");
        byte[] endless = {-1, -1, -1, -1, -1, -1, -1, -1, 0};
        assertThatThrownBy(() -> new BitReader(endless).leb128("obu_size")).hasMessageContaining("1 to 8 bytes");
        assertThatThrownBy(() -> BitWriter.leb128Size(1L << 32)).hasMessageContaining("4294967295");
    }
}
