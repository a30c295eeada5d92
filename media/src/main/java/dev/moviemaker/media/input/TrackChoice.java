// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Which tracks of a file are read: those that it calls its defaults, else the first that can be decoded. What is left
 * out is told.
 */
final class TrackChoice {
    /** What is missed if it is left out. */
    enum Told {
        PICTURES,
        SOUND,
        BOTH
    }

    private static final Pattern NOUN = Pattern.compile("track|picture|file");

    private final AVFormatContext context;
    private final Notes notes;
    /** Tracks that were told of already. */
    private final Set<Integer> told = new HashSet<>();

    TrackChoice(AVFormatContext context, Notes notes) {
        this.context = context;
        this.notes = notes;
    }

    /** A picture of many tiles, each a track of its own (HEIC), would come out as one of them. */
    void refuseTiles() throws IOException {
        for (int i = 0; i < context.nb_stream_groups(); i++) {
            if (context.stream_groups(i).type() == avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID) {
                throw notes.error(
                        "its picture is cut into %d tiles, which are not put together here",
                        context.stream_groups(i).nb_streams());
            }
        }
    }

    /** The track of pictures; a cover is none, unless there is nothing else. */
    @Nullable
    AVStream pictures() {
        List<AVStream> all = of(avutil.AVMEDIA_TYPE_VIDEO);
        all.removeIf(stream -> (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0);
        return all.stream().filter(TrackChoice::isDefault).findFirst().orElse(all.isEmpty() ? null : all.getFirst());
    }

    boolean hasSubtitles() {
        return !of(avutil.AVMEDIA_TYPE_SUBTITLE).isEmpty();
    }

    boolean hasSound() {
        return !of(avutil.AVMEDIA_TYPE_AUDIO).isEmpty();
    }

    /**
     * Opens the track of sound, or all of them.
     *
     * @param number the one asked for, from 1 on, or {@link MediaOptions#ALL_TRACKS}
     * @return empty if there is none, or none that can be decoded
     * @throws NoSuchTrackException if the one asked for is not there
     * @throws IOException if it cannot be decoded
     */
    List<SoundTrack> sound(OptionalInt number) throws IOException {
        List<AVStream> all = of(avutil.AVMEDIA_TYPE_AUDIO);
        boolean every = number.isPresent() && number.getAsInt() == MediaOptions.ALL_TRACKS;
        if (number.isPresent() && !every) {
            int wanted = number.getAsInt();
            if (wanted > all.size()) {
                throw new NoSuchTrackException(
                        String.valueOf(notes.error("audio track %d requested, the input has %d", wanted, all.size())
                                .getMessage()));
            }
            try {
                return List.of(open(0, all.get(wanted - 1)));
            } catch (IOException e) {
                throw notes.error("sound track %d: %s", wanted, String.valueOf(e.getMessage()));
            }
        }
        List<AVStream> order = new ArrayList<>(all);
        if (!every) {
            order.sort((a, b) -> Boolean.compare(isDefault(b), isDefault(a)));
        }
        List<SoundTrack> opened = new ArrayList<>();
        for (AVStream stream : order) {
            if (!every && !opened.isEmpty()) {
                break;
            }
            try {
                opened.add(open(opened.size(), stream));
            } catch (IOException e) {
                told.add(stream.index());
                notes.add("sound track %d is left out: %s", all.indexOf(stream) + 1, String.valueOf(e.getMessage()));
            }
        }
        return opened;
    }

    private SoundTrack open(int number, AVStream stream) throws IOException {
        SoundDecoder decoder = new SoundDecoder(stream.codecpar(), stream.time_base());
        try {
            return new SoundTrack(number, stream, decoder, notes);
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /** Tells libavformat to skip the other tracks, and people what is skipped. */
    void discardOthers(Set<Integer> taken, Told wanted, boolean subtitlesCopied) {
        Map<String, Integer> left = new LinkedHashMap<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            if (taken.contains(i)) {
                continue;
            }
            AVStream stream = context.streams(i);
            stream.discard(avcodec.AVDISCARD_ALL);
            if (subtitlesCopied && stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_SUBTITLE) {
                continue;
            }
            String kind = kind(stream, wanted);
            if (!kind.isEmpty() && !told.contains(i)) {
                left.merge(kind, 1, Integer::sum);
            }
        }
        left.forEach((kind, count) -> notes.add(
                "%d %s left out",
                count, count == 1 ? kind + " is" : NOUN.matcher(kind).replaceFirst("$0s") + " are"));
    }

    private String kind(AVStream stream, Told wanted) {
        boolean isSound = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO;
        if (wanted == Told.SOUND && !isSound) {
            return "";
        }
        if ((stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
            return "cover picture";
        }
        return switch (stream.codecpar().codec_type()) {
            case avutil.AVMEDIA_TYPE_VIDEO ->
                isStill() ? "other picture (transparency or a preview)" : "other track of pictures";
            case avutil.AVMEDIA_TYPE_AUDIO -> wanted == Told.PICTURES ? "" : "other sound track";
            case avutil.AVMEDIA_TYPE_SUBTITLE -> "subtitle track";
            case avutil.AVMEDIA_TYPE_ATTACHMENT -> "attached file";
            case avutil.AVMEDIA_TYPE_DATA -> "data track";
            default -> "";
        };
    }

    /** HEIF: what lies beside its one picture belongs to it. */
    private boolean isStill() {
        return context.iformat().name().getString().startsWith("mov")
                && of(avutil.AVMEDIA_TYPE_VIDEO).stream().allMatch(stream -> stream.nb_frames() == 1);
    }

    private List<AVStream> of(int type) {
        List<AVStream> streams = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            if (context.streams(i).codecpar().codec_type() == type) {
                streams.add(context.streams(i));
            }
        }
        return streams;
    }

    static boolean isDefault(AVStream stream) {
        return (stream.disposition() & avformat.AV_DISPOSITION_DEFAULT) != 0;
    }
}
