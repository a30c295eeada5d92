// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Rational;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTuneTest {

    @ParameterizedTest
    @ValueSource(strings = {"30", "29.97", "59", "24", "23.976", "7/3", "999"})
    void blocksAddUpToTheFramesTimeToTheSample(String rate) {
        Rational framerate = Rational.parse(rate);
        DemoTune tune = new DemoTune(framerate);
        long samples = 0;
        long frames = framerate.numerator() * 2 < 2000 ? framerate.numerator() * 2 : 300;
        for (long frame = 0; frame < frames; frame++) {
            samples += tune.block(frame).frames();
            long exact = (frame + 1) * 48_000 * framerate.denominator() / framerate.numerator();
            assertThat(samples).isEqualTo(exact);
        }
    }

    @org.junit.jupiter.api.Test
    void itSoundsAndDoesNotClip() {
        DemoTune tune = new DemoTune(Rational.of(1));
        for (int second = 0; second < 8; second++) {
            AudioBlock block = tune.block(second);
            int peak = 0;
            for (long i = 0; i < block.frames() * block.channels(); i++) {
                peak = Math.max(peak, Math.abs(block.data().getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, i)));
            }
            assertThat(peak).as("second %d", second).isBetween(3000, Short.MAX_VALUE - 1);
        }
    }
}
