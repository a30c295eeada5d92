// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.Frame;
import dev.moviemaker.HdrMetadata;
import dev.moviemaker.MovieTags;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Pictures and sound to record. Used by one thread at a time. */
interface Source extends AutoCloseable {

    /**
     * What the source holds.
     *
     * @param width pixels
     * @param height pixels
     * @param timeBase seconds per unit of the frames' times, where frames have times of their own
     * @param frames how many frames will come, where that is known; a source may still hold fewer or more
     * @param bitDepth 8 or 10
     * @param color what the samples mean, where the source says so
     * @param pixels format of every picture, where that is known and RGB
     * @param sounds rate and channels of each track of sound
     * @param pixelAspect width of a pixel over its height
     * @param hdr mastering display and light level, where the source says so
     * @param tags what the source says of itself in words
     */
    record Format(
            String name,
            int width,
            int height,
            Rational framerate,
            Optional<Rational> timeBase,
            OptionalLong frames,
            int bitDepth,
            Optional<ColorDescription> color,
            Optional<PixelFormat> pixels,
            List<Sound> sounds,
            Rational pixelAspect,
            Optional<HdrMetadata> hdr,
            MovieTags tags) {

        /** Square pixels that say nothing of themselves. */
        Format(
                String name,
                int width,
                int height,
                Rational framerate,
                Optional<Rational> timeBase,
                OptionalLong frames,
                int bitDepth,
                Optional<ColorDescription> color,
                Optional<PixelFormat> pixels,
                Optional<Sound> sound) {
            this(
                    name,
                    width,
                    height,
                    framerate,
                    timeBase,
                    frames,
                    bitDepth,
                    color,
                    pixels,
                    sound.stream().toList(),
                    Rational.of(1),
                    Optional.empty(),
                    MovieTags.NONE);
        }
    }

    /**
     * What the sound is.
     *
     * @param channelMask loudspeakers as in a WAV file, 0 for the usual ones
     */
    record Sound(int sampleRate, int channels, long channelMask) {

        /** Sound of the usual loudspeakers. */
        Sound(int sampleRate, int channels) {
            this(sampleRate, channels, 0);
        }
    }

    /** One piece of the movie. */
    sealed interface Item {
        record Picture(Frame frame) implements Item {}

        record Samples(AudioBlock block, int track) implements Item {}
    }

    Format format();

    /**
     * The next piece, in the order of time. Its memory is good until the call after the next: one piece may be coded
     * while the next is read.
     *
     * @return null at the end
     * @throws IOException if the input is damaged or cannot be read; the message names it
     */
    @Nullable
    Item next() throws IOException;

    /** What could not be read as it is, one sentence each. */
    default List<String> warnings() {
        return List.of();
    }

    /** After the end: why there is less than the input promised; empty if it was complete. */
    default Optional<String> cutShort() {
        return Optional.empty();
    }

    /** After the end: when the last picture ends, in units of the time base, where the source says so. */
    default OptionalLong endPts() {
        return OptionalLong.empty();
    }

    @Override
    void close();
}
