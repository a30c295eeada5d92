package dev.moviemaker.media.input;

import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.AvLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Any file that FFmpeg reads. Takes the first track of pictures and the first of sound. Times start at 0 with the pictures; sound is
 * filled up or cut there. Files without a proper end (Godot's, after a crash) deliver what is in them.
 */
public final class MediaReader implements MovieInput {
    private final Path file;
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Deque<String> notes = new ArrayDeque<>();
    private @Nullable PictureTrack pictures;
    private @Nullable SoundTrack sound;
    private boolean atEnd;
    private boolean closed;

    private MediaReader(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
    }

    /**
     * Opens a file and decodes its first picture.
     *
     * @param file of any kind that FFmpeg knows
     * @return a reader, to be closed by the caller
     * @throws IOException if the file is missing, empty, of no known kind, or holds neither pictures nor sound
     */
    public static MediaReader open(Path file) throws IOException {
        requireFile(file);
        AvLibraries.load();
        AVFormatContext context = new AVFormatContext((Pointer) null);
        int status = avformat.avformat_open_input(
                context, "file:" + file.toAbsolutePath(), (AVInputFormat) null, (AVDictionary) null);
        if (status < 0) {
            throw new IOException("%s: not a media file that can be read (%s)".formatted(file, AvError.text(status)));
        }
        MediaReader reader = new MediaReader(file, context);
        try {
            reader.begin();
            return reader;
        } catch (IOException | RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    static void requireFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("%s: no such file".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new IOException("%s: not readable".formatted(file));
        }
        if (Files.isRegularFile(file) && Files.size(file) == 0) {
            throw new IOException("%s: the file is empty".formatted(file));
        }
    }

    private void begin() throws IOException {
        int status = avformat.avformat_find_stream_info(context, (AVDictionary) null);
        if (status < 0) {
            throw failure("cannot be read", status);
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            AVCodecParameters parameters = stream.codecpar();
            if (parameters.codec_type() == avutil.AVMEDIA_TYPE_VIDEO
                    && pictures == null
                    && (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) == 0) {
                pictures = new PictureTrack(file, i, stream, frameRate(stream), new PictureDecoder(parameters));
            } else if (parameters.codec_type() == avutil.AVMEDIA_TYPE_AUDIO && sound == null) {
                sound = new SoundTrack(i, stream, new SoundDecoder(parameters, stream.time_base()));
            } else {
                stream.discard(avcodec.AVDISCARD_ALL);
            }
        }
        if (pictures == null && sound == null) {
            throw new IOException("%s: neither pictures nor sound in it".formatted(file));
        }
        PictureTrack track = pictures;
        if (track != null) {
            while (!track.started()) {
                if (!step()) {
                    throw new IOException("%s: no picture in it can be decoded".formatted(file));
                }
            }
            notes.addAll(track.assumptions());
        }
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.ofNullable(pictures).map(PictureTrack::info);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return Optional.ofNullable(sound).map(SoundTrack::info);
    }

    @Override
    public Optional<Item> next() throws IOException {
        while (true) {
            PictureTrack track = pictures;
            if (track != null) {
                Optional<Item> picture = track.next(atEnd);
                if (picture.isPresent()) {
                    return picture;
                }
            }
            SoundTrack soundTrack = sound;
            if (soundTrack != null) {
                Optional<Item> block = soundTrack.next(track == null ? 0 : track.startSeconds(), atEnd);
                if (block.isPresent()) {
                    return block;
                }
            }
            if (atEnd) {
                return Optional.empty();
            }
            step();
        }
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** Reads one packet into its track's decoder; returns false at the end. */
    private boolean step() {
        int status = avformat.av_read_frame(context, packet);
        if (status < 0) {
            if (!atEnd) {
                atEnd = true;
                finish(status);
            }
            return false;
        }
        try {
            PictureTrack track = pictures;
            SoundTrack soundTrack = sound;
            if (track != null && packet.stream_index() == track.index()) {
                track.send(packet);
            } else if (soundTrack != null && packet.stream_index() == soundTrack.index()) {
                soundTrack.send(packet);
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
        return true;
    }

    private void finish(int status) {
        PictureTrack track = pictures;
        if (track != null) {
            track.send(null);
            if (track.damaged() > 0) {
                notes.add("%s: %d packets of pictures are damaged".formatted(file, track.damaged()));
            }
        }
        SoundTrack soundTrack = sound;
        if (soundTrack != null) {
            soundTrack.send(null);
        }
        if (status != AvError.EOF) {
            notes.add("%s: ends early (%s)".formatted(file, AvError.text(status)));
        } else if (track != null && track.missing() > 0) {
            notes.add("%s: ends early, %d of %d pictures are missing"
                    .formatted(file, track.missing(), track.info().frames().orElse(0)));
        }
    }

    private Rational frameRate(AVStream stream) {
        AVRational guess = avformat.av_guess_frame_rate(context, stream, null);
        Rational rate = guess.num() > 0 && guess.den() > 0 ? new Rational(guess.num(), guess.den()) : Rational.of(25);
        guess.close();
        return rate;
    }

    private IOException failure(String what, int status) {
        return new IOException("%s: %s (%s)".formatted(file, what, AvError.text(status)));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        PictureTrack track = pictures;
        if (track != null) {
            track.close();
        }
        SoundTrack soundTrack = sound;
        if (soundTrack != null) {
            soundTrack.close();
        }
        avcodec.av_packet_free(packet);
        avformat.avformat_close_input(context);
    }
}
