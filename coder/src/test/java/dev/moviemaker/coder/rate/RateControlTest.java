// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.moviemaker.coder.transform.QuantiserTables;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RateControlTest {
    private static final long SAMPLES = 640 * 360;

    /**
     * Stands for a coder: bits fall with a power of the step that differs from what the controller assumes, and the
     * content drifts.
     */
    private static final class Coder {
        private final Random random;
        private double intra = 5;
        private final double exponent;
        private double complexity;

        Coder(long seed) {
            random = new Random(seed);
            exponent = 0.9 + 0.6 * random.nextDouble();
            complexity = SAMPLES * (2 + 8 * random.nextDouble());
        }

        /** A rate that this content meets at a QIndex of 60 to 180. */
        long target() {
            double step = QuantiserTables.acQ(8, 60 + random.nextInt(120));
            return (long) (30 * (400 + complexity / Math.pow(step, exponent)));
        }

        long bits(RateControlGroup group, int qIndex) {
            complexity *= Math.exp(0.04 * random.nextGaussian());
            double kind = group == RateControlGroup.INTRA ? intra : group == RateControlGroup.PREDICTIVE ? 1 : 0.7;
            double noise = Math.exp(0.1 * random.nextGaussian());
            return 400 + (long) (complexity * kind * noise / Math.pow(QuantiserTables.acQ(8, qIndex), exponent));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RateControlSettings.Mode.class,
            names = {"CBR", "VBR"})
    void keepsTheRateWithinFivePercentOverHundredFrames(RateControlSettings.Mode mode) {
        for (int seed = 0; seed < 200; seed++) {
            Coder coder = new Coder(seed);
            long target = coder.target();
            RateControl control =
                    new RateControl(RateControlSettings.of(mode, RateControlLayer.of(target, 30, 1)), SAMPLES);
            long spent = 0;
            for (int frame = 0; frame < 100; frame++) {
                RateControlGroup group = group(seed % 3, frame);
                int qIndex = control.nextQIndex(group, 0, -1);
                long bits = coder.bits(group, qIndex);
                control.coded(group, 0, qIndex, bits);
                spent += bits;
            }
            assertThat(spent * 30.0 / 100)
                    .as("mode %s seed %d", mode, seed)
                    .isCloseTo((double) target, within(0.05 * target));
        }
    }

    /** One key frame; key frames every 25 pictures; a pyramid with bipredictive pictures. */
    private static RateControlGroup group(int pattern, int frame) {
        if (frame == 0 || (pattern == 1 && frame % 25 == 0)) {
            return RateControlGroup.INTRA;
        }
        return pattern == 2 && frame % 4 != 1 ? RateControlGroup.BIPREDICTIVE : RateControlGroup.PREDICTIVE;
    }

    /**
     * Programs reset some drivers before every key frame; each time, control begins with nothing but a costly picture.
     */
    @ParameterizedTest
    @EnumSource(
            value = RateControlSettings.Mode.class,
            names = {"CBR", "VBR"})
    void keepsTheRateThroughResetsAtKeyFrames(RateControlSettings.Mode mode) {
        for (int seed = 0; seed < 50; seed++) {
            Coder coder = new Coder(seed);
            coder.intra = 20;
            long target = coder.target();
            RateControl control = newControl(mode, target);
            long spent = 0;
            for (int frame = 0; frame < 300; frame++) {
                RateControlGroup group = frame % 30 == 0 ? RateControlGroup.INTRA : RateControlGroup.PREDICTIVE;
                if (group == RateControlGroup.INTRA) {
                    control = newControl(mode, target);
                }
                int qIndex = control.nextQIndex(group, 0, -1);
                long bits = coder.bits(group, qIndex);
                control.coded(group, 0, qIndex, bits);
                spent += bits;
            }
            assertThat(spent * 10.0 / 300)
                    .as("mode %s seed %d", mode, seed)
                    .isCloseTo((double) target, within(0.05 * target));
        }
    }

    private static RateControl newControl(RateControlSettings.Mode mode, long target) {
        return new RateControl(
                new RateControlSettings(mode, List.of(RateControlLayer.of(target, 10, 1)), 2000, 1500), SAMPLES);
    }

    @Test
    void temporalLayersShareTheRate() {
        RateControlLayer base = RateControlLayer.of(200_000, 15, 1);
        RateControlLayer both = RateControlLayer.of(300_000, 30, 1);
        RateControl control = new RateControl(
                new RateControlSettings(RateControlSettings.Mode.VBR, List.of(base, both), 1000, 1000), SAMPLES);
        Coder coder = new Coder(5);
        long[] spent = new long[2];
        for (int frame = 0; frame < 200; frame++) {
            int layer = frame & 1;
            int qIndex = control.nextQIndex(RateControlGroup.PREDICTIVE, layer, -1);
            long bits = coder.bits(RateControlGroup.PREDICTIVE, qIndex);
            control.coded(RateControlGroup.PREDICTIVE, layer, qIndex, bits);
            spent[layer] += bits;
        }
        assertThat(spent[0] * 15.0 / 100).isCloseTo(200_000, within(10_000.0));
        assertThat(spent[1] * 15.0 / 100).isCloseTo(100_000, within(5_000.0));
    }

    /** Key frames, all of them in the lowest layer, cost no more than they do in a stream of one layer. */
    @ParameterizedTest
    @CsvSource({"CBR, 15, 0.13", "CBR, 45, 0.04", "CBR, 300, 0.02", "VBR, 15, 0.13", "VBR, 45, 0.04", "VBR, 300, 0.02"})
    void layersPayForKeyFramesTogether(RateControlSettings.Mode mode, int frames, double tolerance) {
        double one = bitsWithKeyFrames(mode, 1, frames);
        assertThat(bitsWithKeyFrames(mode, 2, frames) / one).as("two layers").isCloseTo(1, within(tolerance));
        assertThat(bitsWithKeyFrames(mode, 3, frames) / one).as("three layers").isCloseTo(1, within(tolerance));
    }

    private static double bitsWithKeyFrames(RateControlSettings.Mode mode, int count, int frames) {
        List<RateControlLayer> layers = List.of(
                        RateControlLayer.of(270_000, 15, 2),
                        RateControlLayer.of(390_000, 15, 1),
                        RateControlLayer.of(600_000, 30, 1))
                .subList(3 - count, 3);
        int[] order = count == 1 ? new int[] {0} : count == 2 ? new int[] {0, 1} : new int[] {0, 2, 1, 2};
        double spent = 0;
        for (int seed = 0; seed < 100; seed++) {
            Coder coder = new Coder(seed);
            RateControl control = new RateControl(new RateControlSettings(mode, layers, 1000, 750), SAMPLES);
            for (int frame = 0; frame < frames; frame++) {
                int sinceKey = frame % 9;
                RateControlGroup group = sinceKey == 0 ? RateControlGroup.INTRA : RateControlGroup.PREDICTIVE;
                int layer = order[sinceKey % order.length];
                int qIndex = control.nextQIndex(group, layer, -1);
                long bits = coder.bits(group, qIndex);
                control.coded(group, layer, qIndex, bits);
                spent += bits;
            }
        }
        return spent;
    }

    @Test
    void staysWithinTheLimitsOfEachGroup() {
        RateControlLayer layer = new RateControlLayer(1_000, 1_000, 30, 1, List.of(10, 20, 30), List.of(100, 120, 140));
        RateControl control = new RateControl(RateControlSettings.of(RateControlSettings.Mode.CBR, layer), SAMPLES);
        for (RateControlGroup group : RateControlGroup.values()) {
            for (int i = 0; i < 20; i++) {
                int qIndex = control.nextQIndex(group, 0, -1);
                assertThat(qIndex).isBetween(10 + 10 * group.index(), 100 + 20 * group.index());
                control.coded(group, 0, qIndex, i < 10 ? 1_000_000 : 1);
            }
        }
    }

    @Test
    void cbrKeepsItsVirtualBuffer() {
        for (int seed = 0; seed < 50; seed++) {
            Coder coder = new Coder(seed);
            long target = coder.target();
            RateControlSettings settings = new RateControlSettings(
                    RateControlSettings.Mode.CBR, List.of(RateControlLayer.of(target, 30, 1)), 1000, 500);
            RateControl control = new RateControl(settings, SAMPLES);
            double fullness = target * 0.5;
            for (int frame = 0; frame < 300; frame++) {
                RateControlGroup group = frame % 60 == 0 ? RateControlGroup.INTRA : RateControlGroup.PREDICTIVE;
                int qIndex = control.nextQIndex(group, 0, -1);
                long bits = coder.bits(group, qIndex);
                control.coded(group, 0, qIndex, bits);
                fullness = Math.min((double) target, fullness + target / 30.0 - bits);
                if (frame > 0) {
                    assertThat(fullness).as("seed %d frame %d", seed, frame).isGreaterThan(0);
                }
            }
        }
    }

    @Test
    void disabledPassesTheConstantOn() {
        RateControl control = new RateControl(RateControlSettings.DISABLED, SAMPLES);
        control.coded(RateControlGroup.INTRA, 0, 77, 1_000_000);
        assertThat(control.nextQIndex(RateControlGroup.PREDICTIVE, 0, 123)).isEqualTo(123);
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatThrownBy(() -> RateControlLayer.of(0, 30, 1)).hasMessageContaining("averageBitsPerSecond is 0");
        assertThatThrownBy(() -> new RateControlLayer(5, 5, 30, 1, List.of(9, 1, 1), List.of(8, 255, 255)))
                .hasMessageContaining("INTRA is 9 to 8");
        assertThatThrownBy(() -> new RateControlSettings(RateControlSettings.Mode.CBR, List.of(), 1, 1))
                .hasMessageContaining("layers has 0");
        assertThatThrownBy(() -> new RateControlSettings(RateControlSettings.Mode.DISABLED, List.of(), 10, 11))
                .hasMessageContaining("initialVirtualBufferMillis is 11");
    }

    @Test
    void stepsMapToTheNextIndex() {
        assertThat(RateControl.indexOfStep(0)).isZero();
        assertThat(RateControl.indexOfStep(1e9)).isEqualTo(255);
        assertThat(QuantiserTables.acQ(8, RateControl.indexOfStep(100))).isGreaterThanOrEqualTo(100);
        assertThat(QuantiserTables.acQ(8, RateControl.indexOfStep(100) - 1)).isLessThan(100);
    }
}
