// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Notes notes = new Notes("in");

    private Timeline jumping() {
        return new Timeline(true, OptionalDouble.empty(), notes);
    }

    @Test
    void aJumpForwardIsOneOffsetForBothTracksAndIsToldOnce() {
        Timeline timeline = jumping();
        assertThat(timeline.offset(0, 1.00, 0.04)).isZero();
        assertThat(timeline.offset(1, 1.00, 0.02)).isZero();
        assertThat(timeline.offset(0, 601.04, 0.04)).isEqualTo(-600);
        // Sound from before the jump comes late, then its own jump.
        assertThat(timeline.offset(1, 1.02, 0.02)).isZero();
        assertThat(timeline.offset(1, 601.04, 0.02)).isEqualTo(-600);
        assertThat(timeline.offset(0, 601.08, 0.04)).isEqualTo(-600);
        assertThat(notes.list()).hasSize(1).first().asString().contains("jumps by 600.0 s");
    }

    @Test
    void aJumpBackGoesOnWithoutAGap() {
        Timeline timeline = jumping();
        timeline.offset(0, 900, 0.04);
        assertThat(timeline.offset(0, 0.5, 0.04)).isEqualTo(899.54);
        assertThat(timeline.offset(0, 0.54, 0.04)).isEqualTo(899.54);
        assertThat(notes.list()).hasSize(1);
    }

    /** Ogg's pages: a second of pictures, then the sound from the start. */
    @Test
    void aTrackMayBeginSecondsBehindAnother() {
        Timeline timeline = new Timeline(false, OptionalDouble.of(3), notes);
        for (int i = 0; i < 50; i++) {
            assertThat(timeline.offset(0, i * 0.04, 0.04)).isZero();
        }
        assertThat(timeline.offset(1, 0, 0.02)).isZero();
        assertThat(timeline.offset(1, 0.02, 0.02)).isZero();
        assertThat(notes.list()).isEmpty();
    }

    @Test
    void ofTwoTimesTheOneThatGoesOnIsLikelier() {
        Timeline timeline = jumping();
        assertThat(timeline.isLikelier(0, 0.08, 83_515.2)).isTrue();
        timeline.offset(0, 600, 0.04);
        assertThat(timeline.isLikelier(0, 84_115.2, 600.08)).isFalse();
        // After a jump the file's own clock counts.
        timeline.offset(0, 1200, 0.04);
        assertThat(timeline.isLikelier(0, 1200.08, 600.12)).isTrue();
    }

    @Test
    void packetsALittleOutOfOrderAreNoJump() {
        Timeline timeline = jumping();
        for (double time : new double[] {0, 0.12, 0.04, 0.08, 0.24, 0.16}) {
            assertThat(timeline.offset(0, time, 0.04)).isZero();
        }
        assertThat(notes.list()).isEmpty();
    }

    @Test
    void aLongPauseWithinTheStatedLengthStays() {
        Timeline timeline = new Timeline(false, OptionalDouble.of(120), notes);
        assertThat(timeline.offset(0, 0, 0)).isZero();
        assertThat(timeline.offset(0, 60, 0)).isZero();
        assertThat(timeline.offset(0, 119, 0)).isZero();
        assertThat(notes.list()).isEmpty();
    }

    @Test
    void whatLiesBeyondTheStatedLengthIsAJump() {
        Timeline timeline = new Timeline(false, OptionalDouble.of(2), notes);
        timeline.offset(0, 0, 1);
        assertThat(timeline.offset(0, 500, 1)).isEqualTo(-499);
        assertThat(notes.list()).hasSize(1);
    }
}
