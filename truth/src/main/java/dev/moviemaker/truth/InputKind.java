// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.truth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One kind of input: how it is made and what is right for its recording.
 *
 * @param rate frames per second, as FFmpeg reads it
 * @param bitDepth of the recording, or 0 for 8 or 10
 * @param channels of sound, 0 for none
 * @param tolerance how far the mean of a flat patch may be off, of 255
 * @param soundTolerance seconds that the sound may be longer or shorter, for codecs with whole frames
 * @param variable whether pictures are not equally far apart
 * @param right properties besides: {@code sar}, {@code turn} (degrees clockwise), {@code hdr}, {@code audio},
 *     {@code correlation} of its sound
 */
record InputKind(
        String name,
        String rate,
        Colour colour,
        boolean grey,
        int bitDepth,
        int channels,
        int sampleRate,
        double minPsnr,
        double tolerance,
        double soundTolerance,
        boolean oddSizes,
        boolean variable,
        Map<String, String> right,
        Maker maker) {
    /** Makes the files of an input. */
    @FunctionalInterface
    interface Maker {
        /** Returns the words that follow {@code av1 encode}. */
        List<String> make(Material material) throws IOException;
    }

    static InputKind of(String name, String rate, Colour colour, Maker maker) {
        return new InputKind(name, rate, colour, false, 8, 0, 48_000, 30, 4, 0.003, true, false, Map.of(), maker);
    }

    private static final String[] LAYOUTS = {"mono", "stereo", "3.0", "quad", "5.0", "5.1", "6.1", "7.1"};

    String layout() {
        return LAYOUTS[channels - 1];
    }

    double framesPerSecond() {
        String[] parts = rate.split("/", -1);
        return Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
    }

    /** When a picture is shown, in seconds after the first. */
    double time(int picture) {
        return (variable ? picture + picture * picture / 8 : picture) / framesPerSecond();
    }

    String property(String key, String otherwise) {
        return right.getOrDefault(key, otherwise);
    }

    InputKind withoutColour() {
        return copy(
                true, bitDepth, channels, sampleRate, minPsnr, tolerance, soundTolerance, oddSizes, variable, right);
    }

    InputKind tenBit() {
        return copy(grey, 10, channels, sampleRate, minPsnr, tolerance, soundTolerance, oddSizes, variable, right);
    }

    InputKind eightOrTenBit() {
        return copy(grey, 0, channels, sampleRate, minPsnr, tolerance, soundTolerance, oddSizes, variable, right);
    }

    InputKind sound(int newChannels, int newRate, double newTolerance) {
        return copy(grey, bitDepth, newChannels, newRate, minPsnr, tolerance, newTolerance, oddSizes, variable, right);
    }

    InputKind coarse(double newMinPsnr, double newTolerance) {
        return copy(
                grey,
                bitDepth,
                channels,
                sampleRate,
                newMinPsnr,
                newTolerance,
                soundTolerance,
                oddSizes,
                variable,
                right);
    }

    InputKind evenOnly() {
        return copy(grey, bitDepth, channels, sampleRate, minPsnr, tolerance, soundTolerance, false, variable, right);
    }

    InputKind variableRate() {
        return copy(grey, bitDepth, channels, sampleRate, minPsnr, tolerance, soundTolerance, oddSizes, true, right);
    }

    InputKind with(String key, String value) {
        Map<String, String> more = new TreeMap<>(right);
        more.put(key, value);
        return copy(grey, bitDepth, channels, sampleRate, minPsnr, tolerance, soundTolerance, oddSizes, variable, more);
    }

    private InputKind copy(
            boolean newGrey,
            int newDepth,
            int newChannels,
            int newSampleRate,
            double newMinPsnr,
            double newTolerance,
            double newSoundTolerance,
            boolean newOddSizes,
            boolean newVariable,
            Map<String, String> newRight) {
        return new InputKind(
                name,
                rate,
                colour,
                newGrey,
                newDepth,
                newChannels,
                newSampleRate,
                newMinPsnr,
                newTolerance,
                newSoundTolerance,
                newOddSizes,
                newVariable,
                newRight,
                maker);
    }

    /** The words of an input with options after it. */
    static List<String> words(String input, String... options) {
        List<String> words = new ArrayList<>(List.of(input));
        words.addAll(List.of(options));
        return words;
    }
}
