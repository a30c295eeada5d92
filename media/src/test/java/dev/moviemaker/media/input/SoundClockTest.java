// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundClockTest {
    private static final int RATE = 48_000;
    private static final int FRAME = 1024;

    private final SoundClock clock = new SoundClock(RATE);

    @Test
    void soundBeforeThePicturesIsCutAndLateSoundWaits() {
        assertThat(clock.step(-0.5, 0)).isEqualTo(new SoundClock.Step.Cut(24_000));
        assertThat(clock.step(0.25, 0)).isEqualTo(new SoundClock.Step.Wait(12_000));
    }

    @Test
    void roundedTimesChangeNothing() {
        for (int i = 0; i < 500; i++) {
            double time = Math.round(1000.0 * i * FRAME / RATE) / 1000.0;
            assertThat(clock.step(time, 0)).isEqualTo(new SoundClock.Step.Go());
            clock.delivered(FRAME);
        }
    }

    @Test
    void aGapAndAnOverlapAreClosedAtOnce() {
        clock.delivered(RATE);
        assertThat(clock.step(1.3, 0)).isEqualTo(new SoundClock.Step.Wait(14_400));
        clock.delivered(14_400 + RATE);
        assertThat(clock.step(2.1, 0)).isEqualTo(new SoundClock.Step.Cut(9600));
        // The rest of an overlap that is longer than a frame.
        assertThat(clock.step(2.1 + 0.15, 0)).isEqualTo(new SoundClock.Step.Cut(2400));
    }

    /** Five in a hundred in either direction: sound and pictures must never be 0.1 s apart. */
    @Test
    void driftIsFollowedInBothDirections() {
        for (double speed : new double[] {1.05, 0.95, 1.002}) {
            SoundClock drifting = new SoundClock(RATE);
            double carry = 0;
            long stretchLeft = 0;
            double stretchPerSample = 0;
            for (int i = 0; i < 3000; i++) {
                double time = i * FRAME * speed / RATE;
                assertThat(Math.abs(time - (double) drifting.position() / RATE))
                        .as("speed %s, frame %d", speed, i)
                        .isLessThan(0.09);
                if (drifting.step(time, 0) instanceof SoundClock.Step.Stretch stretch) {
                    stretchLeft = stretch.over();
                    stretchPerSample = (double) stretch.frames() / stretch.over();
                }
                double added = Math.min(FRAME, stretchLeft) * stretchPerSample + carry;
                stretchLeft = Math.max(0, stretchLeft - FRAME);
                long whole = Math.round(added);
                carry = added - whole;
                drifting.delivered(FRAME + whole);
            }
        }
    }
}
