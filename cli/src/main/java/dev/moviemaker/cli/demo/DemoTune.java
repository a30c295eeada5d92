// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli.demo;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Rational;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A small tune of struck bells over soft chords, eight bars that repeat. Every sample is a function of its number
 * alone.
 */
public final class DemoTune {
    /** Sample frames per second. */
    public static final int SAMPLE_RATE = 48_000;

    /** Left and right. */
    public static final int CHANNELS = 2;

    /** Seconds from one note to the next. */
    static final double STEP_SECONDS = 0.25;

    /** Steps of the pentatonic scale, -1 for a rest. */
    private static final int[] MELODY = {
        0, 2, 4, 5, 7, 5, 4, 2, 1, 3, 5, 6, 5, 3, 1, -1, 0, 2, 4, 7, 6, 4, 5, 3, 4, 2, 3, 1, 2, 0, 0, -1
    };

    /** C major pentatonic from C5. */
    private static final double[] SCALE = {523.251, 587.330, 659.255, 783.991, 880.0, 1046.502, 1174.659, 1318.510};

    /** Roots of the chords, one per eight notes. */
    private static final double[][] CHORDS = {
        {130.813, 196.0, 329.628}, {110.0, 164.814, 261.626}, {87.307, 174.614, 261.626}, {98.0, 146.832, 246.942}
    };

    private static final double RING_SECONDS = 1.6;
    private final Rational framerate;

    /** Creates a tune handed out in blocks as long as frames. */
    public DemoTune(Rational framerate) {
        this.framerate = framerate;
    }

    /** How strongly a step of the scale sounds, 0 to 1: the picture follows the tune by it. */
    static double loudness(int scaleStep, double seconds) {
        int last = (int) Math.floor(seconds / STEP_SECONDS);
        double loudest = 0;
        for (int step = last; step >= 0 && step > last - 4; step--) {
            if (MELODY[step % MELODY.length] == scaleStep) {
                loudest = Math.max(loudest, Math.exp(-3.2 * (seconds - step * STEP_SECONDS)));
            }
        }
        return loudest;
    }

    static int notes() {
        return SCALE.length;
    }

    /**
     * Returns the sound that belongs to one frame. Lengths differ by at most one sample, so that sound and picture
     * never drift.
     *
     * @param frame number of the frame, from 0
     * @return 16-bit stereo
     */
    public AudioBlock block(long frame) {
        long first = firstSample(frame);
        short[] samples = new short[(int) (firstSample(frame + 1) - first) * CHANNELS];
        for (int i = 0; i < samples.length; i += CHANNELS) {
            double seconds = (first + i / CHANNELS) / (double) SAMPLE_RATE;
            double chord = chord(seconds);
            samples[i] = sample(chord + bells(seconds, -1));
            samples[i + 1] = sample(chord + bells(seconds, 1));
        }
        MemorySegment data = MemorySegment.ofArray(new byte[samples.length * Short.BYTES]);
        for (int i = 0; i < samples.length; i++) {
            data.setAtIndex(
                    ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN), i, samples[i]);
        }
        return new AudioBlock(data, AudioBlock.SampleFormat.S16, SAMPLE_RATE, CHANNELS);
    }

    /** Exact, so that a minute has a minute's samples at any rate. */
    private long firstSample(long frame) {
        return Math.floorDiv(Math.multiplyExact(frame * SAMPLE_RATE, framerate.denominator()), framerate.numerator());
    }

    private static double bells(double seconds, int side) {
        int last = (int) (seconds / STEP_SECONDS);
        double sum = 0;
        for (int step = last; step >= 0 && seconds - step * STEP_SECONDS < RING_SECONDS; step--) {
            int note = MELODY[step % MELODY.length];
            if (note >= 0) {
                double age = seconds - step * STEP_SECONDS;
                double pan = 0.5 + 0.35 * side * (2.0 * note / (SCALE.length - 1) - 1);
                double strike = Math.min(1, age * 400) * Math.exp(-3.2 * age) * Math.min(1, (RING_SECONDS - age) * 10);
                double phase = 2 * Math.PI * SCALE[note] * age;
                sum += pan * strike * (Math.sin(phase) + 0.3 * Math.exp(-6 * age) * Math.sin(4 * phase));
            }
        }
        return 0.3 * sum;
    }

    private static double chord(double seconds) {
        double bar = 8 * STEP_SECONDS;
        double[] chord = CHORDS[(int) (seconds / bar) % CHORDS.length];
        double age = seconds % bar;
        double swell = Math.min(1, age * 4) * Math.min(1, (bar - age) * 8);
        double sum = 0;
        for (double hertz : chord) {
            sum += Math.sin(2 * Math.PI * hertz * age);
        }
        return 0.06 * swell * sum;
    }

    private static short sample(double value) {
        return (short) Math.round(Math.clamp(value, -1, 1) * Short.MAX_VALUE);
    }
}
