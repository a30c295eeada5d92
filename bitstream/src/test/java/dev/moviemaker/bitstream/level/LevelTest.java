// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bitstream.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.bitstream.bits.BitWriter;
import dev.moviemaker.bitstream.obu.CodecConfiguration;
import dev.moviemaker.bitstream.obu.ObuWriter;
import dev.moviemaker.bitstream.sequence.ColorConfig;
import dev.moviemaker.bitstream.sequence.OperatingPoint;
import dev.moviemaker.bitstream.sequence.SequenceHeader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annex A.3, and what containers are told. */
class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "426, 240, 30, 2.0",
        "640, 360, 30, 2.1",
        "854, 480, 30, 3.0",
        "1280, 720, 30, 3.1",
        "1920, 1080, 30, 4.0",
        "1920, 1080, 60, 4.1",
        "3840, 2160, 30, 5.0",
        "3840, 2160, 60, 5.1",
        "3840, 2160, 120, 5.2",
        "7680, 4320, 30, 6.0",
        "7680, 4320, 60, 6.1",
        "7680, 4320, 120, 6.2"
    })
    void theTablesExamplesGetTheirLevel(int width, int height, int rate, String name) {
        assertThat(Level.lowestFor(width, height, rate, 1_000_000, 0, 1, 1).map(Level::levelName))
                .hasValue(name);
    }

    @Test
    void bitrateTilesAndTierRaiseTheLevel() {
        assertThat(Level.lowestFor(1920, 1080, 30, 12_000_000, 0, 1, 1)).hasValue(Level.LEVEL_4_0);
        assertThat(Level.lowestFor(1920, 1080, 30, 12_000_001, 0, 1, 1)).hasValue(Level.LEVEL_4_1);
        assertThat(Level.lowestFor(1920, 1080, 30, 30_000_000, 1, 1, 1)).hasValue(Level.LEVEL_4_0);
        assertThat(Level.lowestFor(640, 360, 30, 1000, 1, 1, 1)).hasValue(Level.LEVEL_4_0);
        assertThat(Level.lowestFor(1920, 1080, 30, 1000, 0, 16, 1)).hasValue(Level.LEVEL_6_0);
        assertThat(Level.lowestFor(65536, 16, 1, 1000, 0, 16, 1)).isEmpty();
        assertThat(Level.LEVEL_4_0.maxBitsPerSecond(2, 1)).isEqualTo(90_000_000);
    }

    @Test
    void violationsAreAllNamed() {
        List<String> violations = Level.LEVEL_5_0.violations(new StreamDemand(0, 0, 3840, 2160, 60, 40_000_000, 9, 1));
        assertThat(violations)
                .containsExactly(
                        "display rate in samples per second is 497664000, level 5.0 allows 267386880",
                        "decode rate in samples per second is 497664000, level 5.0 allows 273715200",
                        "number of tile columns is 9, level 5.0 allows 8",
                        "bits per second is 40000000, level 5.0 allows 30000000");
        assertThat(Level.MAXIMUM.violations(new StreamDemand(0, 0, 65536, 65536, 1e6, Long.MAX_VALUE, 64, 64)))
                .isEmpty();
    }

    @Test
    void namesAndIndexesBelongTogether() {
        for (Level level : Level.values()) {
            assertThat(Level.ofIndex(level.seqLevelIdx())).hasValue(level);
            assertThat(Level.ofName(level.levelName())).hasValue(level);
        }
        assertThat(Level.nameOfIndex(13)).isEqualTo("5.1");
        assertThat(Level.ofName("5.1").orElseThrow().seqLevelIdx()).isEqualTo(13);
        assertThat(Level.ofIndex(20)).isEmpty();
    }

    @Test
    void av1cHasTheFieldsOfTheSequenceHeader() {
        SequenceHeader header = SequenceHeader.builder()
                .maxFrameSize(1920, 1080)
                .operatingPoints(List.of(OperatingPoint.of(8, 1)))
                .colorConfig(ColorConfig.yuv420(10, 9, 16, 9, false))
                .build();
        BitWriter out = new BitWriter();
        new ObuWriter(out).sequenceHeader(header);
        byte[] av1c = CodecConfiguration.av1c(out.toByteArray());
        assertThat(av1c).startsWith(0x81, 0x08, 0xCC, 0x00).endsWith(out.toByteArray());
        assertThat(av1c).hasSize(4 + out.byteLength());
        assertThat(CodecConfiguration.codecString(header)).isEqualTo("av01.0.08H.10");
        assertThat(CodecConfiguration.fullCodecString(header)).isEqualTo("av01.0.08H.10.0.110.09.16.09.0");
        assertThatThrownBy(() -> CodecConfiguration.av1c(new byte[] {0x12, 0}))
                .hasMessageContaining("TEMPORAL_DELIMITER");
    }
}
