// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.MovieTags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Writes what a movie says of itself in words into a file that is not yet begun. */
final class ContainerTags {
    /** Chapters count in milliseconds: finer ones few players show. */
    private static final int CHAPTER_UNITS = 1000;

    private ContainerTags() {}

    /** Tells libavformat the tags; track 0 are the pictures, those after it the sound. */
    static void write(AVFormatContext context, MovieTags tags) {
        context.metadata(dictionary(tags.movie()));
        boolean mp4 = context.oformat().name().getString().equals("mp4");
        context.streams(0).metadata(dictionary(named(tags.pictures(), mp4)));
        for (int i = 0; i < tags.sound().size() && i + 1 < context.nb_streams(); i++) {
            Map<String, String> sound = new TreeMap<>(tags.sound().get(i));
            if ("1".equals(sound.remove("default"))) {
                context.streams(i + 1).disposition(avformat.AV_DISPOSITION_DEFAULT);
            }
            context.streams(i + 1).metadata(dictionary(named(sound, mp4)));
        }
        if (!tags.chapters().isEmpty()) {
            chapters(context, tags.chapters());
        }
    }

    /** MP4 has a name for each track, which players show as its title: that of its handler. */
    private static Map<String, String> named(Map<String, String> track, boolean mp4) {
        String title = track.get("title");
        if (!mp4 || title == null) {
            return track;
        }
        Map<String, String> named = new TreeMap<>(track);
        named.put("handler_name", title);
        return named;
    }

    private static void chapters(AVFormatContext context, List<MovieTags.Chapter> chapters) {
        // Freed by avformat_free_context, as everything else that hangs on the context.
        PointerPointer<AVChapter> list =
                new PointerPointer<>(avutil.av_calloc(chapters.size(), Pointer.sizeof(Pointer.class)));
        for (int i = 0; i < chapters.size(); i++) {
            MovieTags.Chapter chapter = chapters.get(i);
            AVChapter entry = new AVChapter(avutil.av_mallocz(new AVChapter((Pointer) null).sizeof()));
            entry.id(i + 1);
            entry.time_base().num(1).den(CHAPTER_UNITS);
            entry.start(chapter.start().toMillis());
            entry.end(chapter.end().toMillis());
            if (!chapter.title().isBlank()) {
                entry.metadata(dictionary(Map.of("title", chapter.title())));
            }
            list.put(i, entry);
        }
        context.chapters(list);
        context.nb_chapters(chapters.size());
    }

    private static AVDictionary dictionary(Map<String, String> values) {
        AVDictionary dictionary = new AVDictionary((Pointer) null);
        values.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }
}
