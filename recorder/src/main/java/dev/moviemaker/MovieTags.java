// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a movie says of itself in words. Keys are the common ones of containers: {@code title}, {@code artist}, {@code comment},
 * {@code copyright}, {@code creation_time} (ISO 8601) and so on; of tracks {@code language} (ISO 639-2, as {@code "deu"}) and {@code title}.
 * Each container carries what it has a place for.
 *
 * @param movie of the movie
 * @param pictures of its track of pictures
 * @param sound of its track of sound
 * @param chapters in the order of their times
 */
public record MovieTags(
        Map<String, String> movie, Map<String, String> pictures, Map<String, String> sound, List<Chapter> chapters) {

    /** Nothing said. */
    public static final MovieTags NONE = new MovieTags(Map.of(), Map.of(), Map.of(), List.of());

    /**
     * A part of a movie.
     *
     * @param start after the movie's start, 0 or more
     * @param end at {@code start} or later
     * @param title may be empty
     */
    public record Chapter(Duration start, Duration end, String title) {
        /** Checks the times. */
        public Chapter {
            if (start.isNegative() || end.compareTo(start) < 0) {
                throw new IllegalArgumentException(
                        "chapter: %s to %s given, a start of 0 or more and an end not before it allowed"
                                .formatted(start, end));
            }
        }
    }

    /** Keeps copies. */
    public MovieTags {
        movie = Map.copyOf(movie);
        pictures = Map.copyOf(pictures);
        sound = Map.copyOf(sound);
        chapters = List.copyOf(chapters);
    }

    /**
     * Whether nothing is said.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
