// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.MovieTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads pictures, sound or both, one item after another. */
public interface MovieInput extends AutoCloseable {

    /** An item of an input. */
    sealed interface Item {

        /**
         * A picture.
         *
         * @param frame the frame, valid until the item after the next is read, so that one may be coded while the next
         *     is read; its time is in units of {@link VideoInfo#timeBase()}, from 0
         * @param duration the duration in the same units, at least 1
         */
        record Picture(CpuFrame frame, long duration) implements Item {}

        /**
         * A block of sound that follows the previous one of its track without a gap.
         *
         * @param block the sound, valid until the next item is read
         * @param track the index of its track in {@link MovieInput#audioTracks()}
         */
        record Sound(AudioBlock block, int track) implements Item {}
    }

    /** Returns the properties of the pictures, which are known from the start; empty if there is only sound. */
    Optional<VideoInfo> video();

    /**
     * Returns the properties of the first sound track, known from the start; empty if there are only pictures.
     */
    Optional<AudioInfo> audio();

    /** Returns the properties of all sound tracks that are read. */
    default List<AudioInfo> audioTracks() {
        return audio().stream().toList();
    }

    /** Returns whether the input contains sound, be it read or not. */
    default boolean hasSound() {
        return audio().isPresent();
    }

    /** Returns the descriptive metadata of the input, which is known from the start. */
    default MovieTags tags() {
        return MovieTags.NONE;
    }

    /** Returns the files that are read, so that nothing writes to them; empty for streams. */
    default List<Path> files() {
        return List.of();
    }

    /**
     * Reads the next item. Pictures and sound come roughly in the order of their times.
     *
     * @return the item, or empty at the end
     * @throws IOException if the input cannot be read; the message is one line and names the input
     */
    Optional<Item> next() throws IOException;

    /**
     * Moves on towards a picture, as near to it as the input can without reading what lies between: afterwards pictures
     * come from some place at or before it, each as it would have come without the call, and no sound. The default
     * implementation stays where it is, as do inputs that cannot move exactly.
     *
     * @param pts the time of the picture in units of {@link VideoInfo#timeBase()}, not before the next one
     * @throws IOException if the input cannot be read
     */
    default void seek(long pts) throws IOException {}

    /**
     * Hands out no more pictures, which then need not be decoded; sound keeps its place beside them. The default
     * implementation changes nothing.
     */
    default void leavePictures() {}

    /** Returns whether the time of every picture is its number, counted from 0. */
    default boolean isEvenlyTimed() {
        return false;
    }

    /**
     * Returns how long the input is in seconds, if it states it: as exactly as its format does.
     */
    default OptionalDouble length() {
        return OptionalDouble.empty();
    }

    /** Returns what was assumed or is missing, one sentence each. Complete when the end has been read. */
    List<String> notes();

    @Override
    void close();
}
