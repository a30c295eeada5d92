// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.MovieTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Moving pictures, sound, or both, read one item after the other. */
public interface MovieInput extends AutoCloseable {

    /** What comes out of an input. */
    sealed interface Item {

        /**
         * A picture.
         *
         * @param frame valid until the next item is read; its pts is in units of {@link VideoInfo#timeBase()}, from 0
         * @param duration in the same units, at least 1
         */
        record Picture(CpuFrame frame, long duration) implements Item {}

        /**
         * Sound that follows the sound before it without a gap.
         *
         * @param block valid until the next item is read
         */
        record Sound(AudioBlock block) implements Item {}
    }

    /**
     * The pictures.
     *
     * @return known from opening on; empty if there is sound only
     */
    Optional<VideoInfo> video();

    /**
     * The sound.
     *
     * @return known from opening on; empty if there are pictures only
     */
    Optional<AudioInfo> audio();

    /**
     * What the input says of itself in words.
     *
     * @return known from opening on
     */
    default MovieTags tags() {
        return MovieTags.NONE;
    }

    /**
     * The files that are read, which nothing must be written to.
     *
     * @return empty for streams
     */
    default List<Path> files() {
        return List.of();
    }

    /**
     * Reads the next item. Pictures and sound come roughly in the order of their times.
     *
     * @return empty at the end
     * @throws IOException if the input cannot be read; the message is one line and names the input
     */
    Optional<Item> next() throws IOException;

    /**
     * What was assumed or is missing, one sentence each; complete once the end was read.
     *
     * @return empty if there is nothing to say
     */
    List<String> notes();

    @Override
    void close();
}
