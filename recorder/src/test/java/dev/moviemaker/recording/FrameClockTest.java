// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class FrameClockTest {
    private static final Frame FRAME = Frame.of(PixelFormat.I420, 16, 16, MemorySegment.ofArray(new byte[384]));

    private static FrameClock clock(String framerate, Rational timeBase) {
        return new FrameClock(EncoderSettings.builder()
                .width(16)
                .height(16)
                .framerate(Rational.parse(framerate))
                .timeBase(timeBase)
                .build());
    }

    @Test
    void neverDriftsInAFinerTimeBase() {
        FrameClock clock = clock("30000/1001", new Rational(1, 90000));
        long end = 0;
        for (int i = 0; i < 108_000; i++) {
            assertThat(clock.pts(FRAME))
                    .as("frame %d follows the one before", i)
                    .isEqualTo(end);
            end += clock.duration(FRAME);
            clock.advance(FRAME);
        }
        assertThat(end).as("one hour's frames at 29.97 in 90 kHz").isEqualTo(108_000L * 3003);
    }

    @Test
    void roundsWhatTheTimeBaseCannotHold() {
        FrameClock clock = clock("60", new Rational(1, 1000));
        long[] expected = {0, 17, 33, 50, 67, 83, 100};
        for (long pts : expected) {
            assertThat(clock.pts(FRAME)).isEqualTo(pts);
            assertThat(clock.duration(FRAME)).isBetween(16L, 17L);
            clock.advance(FRAME);
        }
    }

    @Test
    void countsFramesByDefault() {
        FrameClock clock = clock("24", new Rational(1, 24));
        for (int i = 0; i < 100; i++) {
            assertThat(clock.pts(FRAME)).isEqualTo(i);
            assertThat(clock.duration(FRAME)).isEqualTo(1);
            clock.advance(FRAME);
        }
        assertThat(clock.frames()).isEqualTo(100);
    }
}
