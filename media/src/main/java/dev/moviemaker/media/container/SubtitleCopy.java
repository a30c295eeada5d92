// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.MovieTags;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Copies the subtitles of a file into another as they are, beside the pictures that they belong to; those of MP4
 * (3GPP TS 26.245) as plain text, without their styles. Reads the file once more, holds one packet, and can open
 * nothing else.
 */
final class SubtitleCopy implements AutoCloseable {
    /** Not among the constants of the Java API. */
    private static final int AVFMT_FLAG_CUSTOM_IO = 0x80;

    private static final int MILLISECONDS = 1000;

    private final AVFormatContext source;
    private final AVIOContext io;
    private final double startSeconds;
    /** Where the movie ends; infinite if that is not known. */
    private final double endSeconds;

    /** The track of the new file by that of the source. */
    private final Map<Integer, AVStream> tracks = new TreeMap<>();

    private final AVPacket packet = avcodec.av_packet_alloc();
    private final List<String> warnings = new ArrayList<>();
    private boolean waiting;
    private boolean closed;

    private SubtitleCopy(AVFormatContext source, AVIOContext io, MovieTags.Subtitles from) {
        this.source = source;
        this.io = io;
        startSeconds = from.startSeconds();
        endSeconds = from.lengthSeconds().orElse(Double.POSITIVE_INFINITY);
    }

    /** Adds a track for each that the new file has a place for; before its header is written. */
    static SubtitleCopy open(MovieTags.Subtitles from, AVFormatContext to) throws IOException {
        Path file = from.file();
        String url = "file:" + file.toAbsolutePath();
        AVIOContext io = new AVIOContext((Pointer) null);
        int status = avformat.avio_open2(io, url, avformat.AVIO_FLAG_READ, (AVIOInterruptCB) null, (AVDictionary) null);
        if (status < 0) {
            throw failure(file, status);
        }
        AVFormatContext context = avformat.avformat_alloc_context();
        context.pb(io);
        context.flags(context.flags() | AVFMT_FLAG_CUSTOM_IO);
        AVDictionary options = new AVDictionary((Pointer) null);
        avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
        status = avformat.avformat_open_input(context, url, (AVInputFormat) null, options);
        avutil.av_dict_free(options);
        if (status < 0) {
            avformat.avio_closep(io);
            throw failure(file, status);
        }
        SubtitleCopy copy = new SubtitleCopy(context, io, from);
        status = avformat.avformat_find_stream_info(context, (AVDictionary) null);
        if (status < 0) {
            copy.close();
            throw failure(file, status);
        }
        copy.addTracks(to);
        return copy;
    }

    private static IOException failure(Path file, int status) {
        return new IOException("%s: its subtitles cannot be read (%s)".formatted(file, AvError.text(status)));
    }

    private void addTracks(AVFormatContext to) {
        for (int i = 0; i < source.nb_streams(); i++) {
            AVStream stream = source.streams(i);
            AVCodecParameters codec = stream.codecpar();
            boolean subtitles = codec.codec_type() == avutil.AVMEDIA_TYPE_SUBTITLE;
            boolean styled = codec.codec_id() == avcodec.AV_CODEC_ID_MOV_TEXT;
            if (!subtitles || !(styled || avformat.avformat_query_codec(to.oformat(), codec.codec_id(), 0) == 1)) {
                stream.discard(avcodec.AVDISCARD_ALL);
                if (subtitles) {
                    warnings.add("subtitles: a track of %s is left out, which the file has no place for"
                            .formatted(
                                    avcodec.avcodec_get_name(codec.codec_id()).getString()));
                }
                continue;
            }
            AVStream track = avformat.avformat_new_stream(to, null);
            if (styled) {
                track.codecpar().codec_type(avutil.AVMEDIA_TYPE_SUBTITLE).codec_id(avcodec.AV_CODEC_ID_SUBRIP);
            } else {
                avcodec.avcodec_parameters_copy(track.codecpar(), codec);
                track.codecpar().codec_tag(0);
            }
            track.time_base().num(1).den(MILLISECONDS);
            track.disposition(stream.disposition());
            track.metadata(words(stream.metadata()));
            tracks.put(i, track);
        }
    }

    private static AVDictionary words(@Nullable AVDictionary of) {
        AVDictionary words = new AVDictionary((Pointer) null);
        for (String key : List.of("language", "title")) {
            AVDictionaryEntry entry = of == null ? null : avutil.av_dict_get(of, key, null, 0);
            if (entry != null && !entry.isNull()) {
                avutil.av_dict_set(words, entry.key(), entry.value(), 0);
            }
        }
        return words;
    }

    /** What is lost, one sentence each. */
    List<String> warnings() {
        return warnings;
    }

    /**
     * The next packet that begins before a time of the new file, ready to be written; the writer takes its
     * content.
     *
     * @return null if there is none so far
     */
    @Nullable
    AVPacket next(double untilSeconds) {
        while (waiting || read()) {
            AVRational unit = source.streams(packet.stream_index()).time_base();
            double secondsPerUnit = (double) unit.num() / unit.den();
            long pts = packet.pts() - Math.round(startSeconds / secondsPerUnit);
            if (pts * secondsPerUnit >= untilSeconds) {
                waiting = true;
                return null;
            }
            waiting = false;
            long early = Math.max(0, -pts);
            if (packet.pts() == avutil.AV_NOPTS_VALUE || early > Math.max(0, packet.duration()) || !plain()) {
                avcodec.av_packet_unref(packet);
                continue;
            }
            AVStream track = Objects.requireNonNull(tracks.get(packet.stream_index()));
            packet.pts(pts + early);
            packet.dts(packet.pts());
            // A length that is not a number of units is beyond every duration.
            long most = (long) (endSeconds / secondsPerUnit) - packet.pts();
            packet.duration(Math.clamp(packet.duration() - early, 0, Math.max(0, most)));
            avcodec.av_packet_rescale_ts(packet, unit, track.time_base());
            packet.stream_index(track.index());
            packet.pos(-1);
            return packet;
        }
        return null;
    }

    private boolean read() {
        while (avformat.av_read_frame(source, packet) >= 0) {
            if (tracks.containsKey(packet.stream_index())) {
                return true;
            }
            avcodec.av_packet_unref(packet);
        }
        return false;
    }

    /** Takes the text out of a packet of MP4's: two bytes with its length come before it, styles after it. */
    private boolean plain() {
        int codec = source.streams(packet.stream_index()).codecpar().codec_id();
        if (codec != avcodec.AV_CODEC_ID_MOV_TEXT) {
            return true;
        }
        if (packet.size() < 2) {
            return false;
        }
        int length = (packet.data().get(0) & 0xFF) << 8 | (packet.data().get(1) & 0xFF);
        if (length == 0 || length > packet.size() - 2) {
            return false;
        }
        packet.data(packet.data().getPointer(BytePointer.class, 2));
        packet.size(length);
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            avformat.avformat_close_input(source);
            avformat.avio_closep(io);
        }
    }
}
