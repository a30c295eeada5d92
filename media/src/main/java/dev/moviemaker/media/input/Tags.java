// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.MovieTags;
import dev.moviemaker.MovieTags.Chapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** What a file says of itself in words. */
final class Tags {
    /** Keys that mean the same in every container; the others describe the file that was read. */
    private static final List<String> MOVIE = List.of(
            "title",
            "artist",
            "album",
            "album_artist",
            "author",
            "comment",
            "composer",
            "copyright",
            "creation_time",
            "date",
            "description",
            "director",
            "disc",
            "genre",
            "keywords",
            "performer",
            "publisher",
            "show",
            "synopsis",
            "track");

    private static final List<String> TRACK = List.of("title", "language");

    /** In names that programs give to all their handlers. */
    private static final Pattern HANDLER = Pattern.compile(
            "(?i)handle|core media|\\bmedia file\\b|^(video|sound|audio)$|mainconcept|gpac|l-smash|bento");

    private Tags() {}

    /** Everything that a recording carries; times count from {@code startSeconds} on. */
    static MovieTags read(
            AVFormatContext context, @Nullable AVStream pictures, List<SoundTrack> sounds, double startSeconds) {
        List<Map<String, String>> ofSounds = new ArrayList<>();
        for (SoundTrack sound : sounds) {
            AVStream stream = context.streams(sound.index());
            Map<String, String> words = track(stream);
            if (sounds.size() > 1 && TrackChoice.isDefault(stream)) {
                words.put("default", "1");
            }
            ofSounds.add(words);
        }
        return new MovieTags(
                pick(context.metadata(), MOVIE),
                pictures == null ? Map.of() : track(pictures),
                ofSounds,
                chapters(context, startSeconds));
    }

    /** MP4 has the title of a track as its name, or as that of its handler. */
    private static Map<String, String> track(AVStream stream) {
        Map<String, String> words = pick(stream.metadata(), TRACK);
        if (!words.containsKey("title")) {
            find(stream.metadata(), "name")
                    .or(() -> find(stream.metadata(), "handler_name")
                            .filter(name -> !HANDLER.matcher(name).find()))
                    .ifPresent(name -> words.put("title", name.strip()));
        }
        return words;
    }

    private static List<Chapter> chapters(AVFormatContext context, double startSeconds) {
        List<Chapter> chapters = new ArrayList<>();
        for (int i = 0; i < context.nb_chapters(); i++) {
            AVChapter chapter = context.chapters(i);
            double unit =
                    (double) chapter.time_base().num() / chapter.time_base().den();
            Duration start = duration(chapter.start() * unit - startSeconds);
            Duration end = duration(chapter.end() * unit - startSeconds);
            if (end.compareTo(start) >= 0) {
                chapters.add(new Chapter(
                        start, end, find(chapter.metadata(), "title").orElse("")));
            }
        }
        return chapters;
    }

    private static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(Math.max(0, seconds) * 1e9));
    }

    private static Map<String, String> pick(@Nullable AVDictionary tags, List<String> keys) {
        Map<String, String> found = new TreeMap<>();
        for (String key : keys) {
            find(tags, key)
                    // What Matroska and MP4 write where nobody said a language.
                    .filter(value -> !(key.equals("language") && value.equals("und")))
                    .ifPresent(value -> found.put(key, value));
        }
        return found;
    }

    static Optional<String> find(@Nullable AVDictionary tags, String key) {
        if (tags == null || tags.isNull()) {
            return Optional.empty();
        }
        AVDictionaryEntry entry = avutil.av_dict_get(tags, key, null, 0);
        if (entry == null || entry.isNull()) {
            return Optional.empty();
        }
        return Optional.of(entry.value().getString(StandardCharsets.UTF_8)).filter(value -> !value.isBlank());
    }
}
