// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Descriptive metadata of a movie. Keys are those that containers have in common: {@code title}, {@code artist},
 * {@code comment}, {@code copyright}, {@code creation_time} (ISO 8601) and so on for the movie, and {@code language}
 * (ISO 639-2, for example {@code "deu"}) and {@code title} for a track. A container stores the keys that it supports.
 *
 * @param movie the tags of the movie
 * @param pictures the tags of the video track
 * @param sound the tags of each sound track, in the order of {@link EncoderSettings#audio()}; a {@code default} of
 *     {@code "1"} marks the one that players choose, which otherwise is the first
 * @param chapters the chapters in chronological order
 * @param subtitles where subtitles are copied from, if the container has a place for them
 */
public record MovieTags(
        Map<String, String> movie,
        Map<String, String> pictures,
        List<Map<String, String>> sound,
        List<Chapter> chapters,
        Optional<Subtitles> subtitles) {

    /** No metadata. */
    public static final MovieTags NONE = new MovieTags(Map.of(), Map.of(), List.of(), List.of(), Optional.empty());

    /**
     * A chapter of a movie.
     *
     * @param start the time from the start of the movie, 0 or more
     * @param end the end, not before {@code start}
     * @param title the title, which may be empty
     */
    public record Chapter(Duration start, Duration end, String title) {
        /**
         * Checks the times.
         *
         * @throws IllegalArgumentException if the chapter starts before the movie or ends before it starts
         */
        public Chapter {
            if (start.isNegative() || end.compareTo(start) < 0) {
                throw new IllegalArgumentException(
                        "chapter: %s to %s given, a start of 0 or more and an end not before it allowed"
                                .formatted(start, end));
            }
        }
    }

    /**
     * The subtitle tracks of a media file.
     *
     * @param file the file, which is read while the movie is written; of the default file system
     * @param startSeconds the time in it at which the movie starts, in seconds
     * @param lengthSeconds how long the movie will be, in seconds, if that is known; subtitles end with it at the
     *     latest
     */
    public record Subtitles(Path file, double startSeconds, OptionalDouble lengthSeconds) {
        /**
         * Subtitles of a movie whose length is not known.
         *
         * @param file the file
         * @param startSeconds the time in it at which the movie starts, in seconds
         */
        public Subtitles(Path file, double startSeconds) {
            this(file, startSeconds, OptionalDouble.empty());
        }

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the file is of another file system, the start is not finite, or the
         *     length is negative or not a number
         */
        public Subtitles {
            if (!file.getFileSystem().equals(FileSystems.getDefault())) {
                throw new IllegalArgumentException("subtitles: %s of %s given, files of the default file system allowed"
                        .formatted(file, file.getFileSystem()));
            }
            if (!Double.isFinite(startSeconds)) {
                throw new IllegalArgumentException(
                        "subtitles: a start at %s s given, a finite number allowed".formatted(startSeconds));
            }
            if (lengthSeconds.isPresent() && !(lengthSeconds.getAsDouble() >= 0)) {
                throw new IllegalArgumentException(
                        "subtitles: a length of %s s given, 0 or more allowed".formatted(lengthSeconds.getAsDouble()));
            }
        }
    }

    /**
     * Creates metadata without subtitles.
     *
     * @param movie the tags of the movie
     * @param pictures the tags of the video track
     * @param sound the tags of each sound track
     * @param chapters the chapters in chronological order
     */
    public MovieTags(
            Map<String, String> movie,
            Map<String, String> pictures,
            List<Map<String, String>> sound,
            List<Chapter> chapters) {
        this(movie, pictures, sound, chapters, Optional.empty());
    }

    /** Copies the collections. */
    public MovieTags {
        movie = Map.copyOf(movie);
        pictures = Map.copyOf(pictures);
        sound = sound.stream().map(Map::copyOf).toList();
        chapters = List.copyOf(chapters);
    }

    /** Returns the same metadata with another title of the movie. */
    public MovieTags withTitle(String title) {
        return with("title", title);
    }

    /** Returns the same metadata with another artist. */
    public MovieTags withArtist(String artist) {
        return with("artist", artist);
    }

    /** Returns the same metadata with another comment. */
    public MovieTags withComment(String comment) {
        return with("comment", comment);
    }

    /** Returns the same metadata with another time of creation. */
    public MovieTags withCreationTime(Instant time) {
        return with("creation_time", time.toString());
    }

    /**
     * Returns the same metadata with another tag of the movie.
     *
     * @param key a key that containers know, in lower case
     * @param value the text
     */
    public MovieTags with(String key, String value) {
        Map<String, String> tags = new TreeMap<>(movie);
        tags.put(key, value);
        return new MovieTags(tags, pictures, sound, chapters, subtitles);
    }

    /**
     * Returns the same metadata with another language of the pictures and of all sound tracks that have tags.
     *
     * @param language three letters of ISO 639-2, for example {@code "deu"}
     * @throws IllegalArgumentException if it is anything else
     */
    public MovieTags withLanguage(String language) {
        if (!language.matches("[a-z]{3}")) {
            throw new IllegalArgumentException(
                    "language: '%s' given, three lower-case letters of ISO 639-2 allowed".formatted(language));
        }
        UnaryOperator<Map<String, String>> spoken = track -> {
            Map<String, String> tags = new TreeMap<>(track);
            tags.put("language", language);
            return tags;
        };
        return new MovieTags(
                movie, spoken.apply(pictures), sound.stream().map(spoken).toList(), chapters, subtitles);
    }

    /** Returns whether there is no metadata. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
