// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.bitstream.level.Level;
import dev.moviemaker.level.LevelChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovieLevelTest {
    private static EncoderSettingsBuilder uhd60() {
        return EncoderSettings.builder()
                .width(3840)
                .height(2160)
                .framerate(Rational.of(60))
                .bitrate(20_000_000)
                .maxBitrate(30_000_000);
    }

    @Test
    void saysWhichLevelIsNeeded() {
        assertThatThrownBy(() -> uhd60().level(50).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "level: 5.0 given, but 3840x2160 at 60 frames per second, 30000000 bits per second, 1x1 tiles "
                                + "needs 5.1 or more, or auto (display rate in samples per second is 497664000, level "
                                + "5.0 allows "
                                + "267386880; decode rate in samples per second is 497664000, level 5.0 allows "
                                + "273715200)");
        assertThat(MovieLevel.of(uhd60().level(51).build())).isEqualTo(new LevelChoice(Level.LEVEL_5_1, 0));
        assertThat(MovieLevel.of(uhd60().level(60).tileCols(2).tileRows(2).build()))
                .isEqualTo(new LevelChoice(Level.LEVEL_6_0, 0));
    }

    @Test
    void checksBitrateAndTilesToo() {
        assertThatThrownBy(() -> uhd60().maxBitrate(200_000_000).build())
                .hasMessageContaining("needs 5.2 or more")
                .hasMessageContaining("bits per second is 200000000, level 5.1 allows 40000000");
        assertThatThrownBy(() -> uhd60().tileCols(16).build())
                .hasMessageContaining("needs 6.0 or more")
                .hasMessageContaining("number of tile columns is 16, level 5.1 allows 8");
        assertThat(MovieLevel.of(uhd60().maxBitrate(200_000_000)
                        .rateControl(RateControlMode.CRF)
                        .build()))
                .as("no bitrate where quality decides")
                .isEqualTo(new LevelChoice(Level.LEVEL_5_1, 0));
    }

    @Test
    void takesTheHighTierWhereTheBitrateNeedsIt() {
        assertThat(MovieLevel.of(uhd60().maxBitrate(100_000_000).build()))
                .isEqualTo(new LevelChoice(Level.LEVEL_5_1, 1));
        assertThat(MovieLevel.of(uhd60().maxBitrate(40_000_000).build()))
                .isEqualTo(new LevelChoice(Level.LEVEL_5_1, 0));
    }

    @Test
    void autoPicksTheLowest() {
        EncoderSettingsBuilder auto = EncoderSettings.builder().level(EncoderSettings.LEVEL_AUTO);
        assertThat(MovieLevel.of(auto.build())).as("1080p30").isEqualTo(new LevelChoice(Level.LEVEL_4_0, 0));
        assertThat(MovieLevel.of(auto.framerate(Rational.of(60)).build()).level())
                .as("1080p60")
                .isEqualTo(Level.LEVEL_4_1);
        assertThat(MovieLevel.of(auto.width(64)
                                .height(64)
                                .bitrate(1000)
                                .maxBitrate(2000)
                                .build())
                        .level())
                .isEqualTo(Level.LEVEL_2_0);
        assertThat(MovieLevel.of(auto.framerate(Rational.of(1000)).build()).level())
                .as("more frame headers than any level allows")
                .isEqualTo(Level.MAXIMUM);
    }

    @Test
    void everyChoiceOfAutoIsAllowedByNameAndTheOneBelowIsNot() {
        List<Level> levels = List.of(Level.values());
        for (int width = 64; width <= 8192; width *= 2) {
            for (int rate : new int[] {24, 30, 60, 120, 240}) {
                EncoderSettingsBuilder builder = EncoderSettings.builder()
                        .width(width)
                        .height(Math.max(16, width * 9 / 16))
                        .framerate(Rational.of(rate))
                        .level(EncoderSettings.LEVEL_AUTO);
                LevelChoice choice = MovieLevel.of(builder.build());
                if (choice.level() == Level.MAXIMUM) {
                    continue;
                }
                assertThat(MovieLevel.of(builder.level(number(choice.level())).build()))
                        .isEqualTo(choice);
                if (choice.level() != Level.LEVEL_2_0) {
                    int below = number(levels.get(levels.indexOf(choice.level()) - 1));
                    assertThatThrownBy(() -> builder.level(below).build())
                            .as("%d at %d", width, rate)
                            .hasMessageContaining("needs " + choice.level().levelName() + " or more");
                }
            }
        }
    }

    private static int number(Level level) {
        return Integer.parseInt(level.levelName().replace(".", ""));
    }

    @Test
    void refusesReservedLevels() {
        for (int level : new int[] {1, 22, 54, 70, 31_000, -5}) {
            assertThatThrownBy(() -> EncoderSettings.builder().level(level).build())
                    .hasMessageStartingWith("level: " + level + " given, auto or one of 2.0, 2.1, 3.0");
        }
    }

    @Test
    void everyOneOfTheDefaultsAndPresetsIsAllowed() {
        assertThat(MovieLevel.of(EncoderSettings.builder().build()).level()).isEqualTo(Level.LEVEL_5_1);
    }

    @Test
    void anEncodersHighestLevelHasTheTierThatTheStreamNeeds() {
        LevelChoice.Demand much = new LevelChoice.Demand(3840, 2160, 60, 200_000_000, 2, 2);
        assertThat(LevelChoice.highest(16, much)).isEqualTo(new LevelChoice(Level.LEVEL_6_0, 1));
        LevelChoice.Demand little = new LevelChoice.Demand(640, 360, 30, 1_000_000, 1, 1);
        assertThat(LevelChoice.highest(16, little)).isEqualTo(new LevelChoice(Level.LEVEL_6_0, 0));
        // Below 4.0 there is one tier, and 2.2 is reserved.
        assertThat(LevelChoice.highest(2, much)).isEqualTo(new LevelChoice(Level.LEVEL_2_1, 0));
        assertThat(LevelChoice.name(13, 1)).isEqualTo("5.1 high tier");
    }
}
