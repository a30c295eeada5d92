// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.MovieTags;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Reads any file or stream that FFmpeg can read: one video track and one or all of the audio tracks. Times
 * start at 0 with the pictures; sound is padded or cut there, and jumps of the file's clock are removed. Incomplete
 * files, such as those that Godot leaves after a crash, are read as far as they go.
 *
 * <p>Files are not trusted: a file cannot open another file, address or device, except as far as
 * {@link MediaOptions#allowPlaylists()} permits.
 */
public final class MediaReader implements MovieInput {
    /** Sound may be shorter than its file says by what its codec delays and pads. */
    private static final double MOST_MISSING_SECONDS = 0.25;

    /** Demuxers whose index leads to the key frame before a time. */
    private static final Set<String> EXACT = Set.of("mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm");

    private final MediaSource source;
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final Notes notes;
    private final PacketTimes times;
    private final OptionalDouble duration;
    private @Nullable PictureTrack pictures;
    private List<SoundTrack> sounds = List.of();
    private MovieTags tags = MovieTags.NONE;
    /** Where the sound that was read ends, in seconds of the file. */
    private double soundEnd;

    private boolean lastPacketCut;
    private boolean soundOnly;
    private boolean atEnd;
    private boolean closed;

    private MediaReader(MediaSource source) {
        this.source = source;
        context = source.context();
        notes = new Notes(source.name());
        duration = context.duration() > 0
                ? OptionalDouble.of((double) context.duration() / avutil.AV_TIME_BASE)
                : OptionalDouble.empty();
        boolean jumps = (context.iformat().flags() & avformat.AVFMT_TS_DISCONT) != 0;
        OptionalDouble end =
                duration.isPresent() ? OptionalDouble.of(startSeconds() + duration.getAsDouble()) : duration;
        times = new PacketTimes(new Timeline(jumps, end, notes), notes);
    }

    private double startSeconds() {
        long start = context.start_time();
        return start == avutil.AV_NOPTS_VALUE ? 0 : (double) start / avutil.AV_TIME_BASE;
    }

    /** Without pictures sound begins where its file does: MP3 after a delay, a transport stream anywhere. */
    private double soundStartSeconds() {
        return Math.max(0, startSeconds());
    }

    /**
     * Opens a file with {@link MediaOptions#DEFAULT} and decodes its first picture.
     *
     * @param file a file in a format that FFmpeg supports
     * @return a reader, which the caller must close
     * @throws IOException if the file is missing, empty, or of an unknown format, or contains neither pictures nor
     *     sound
     */
    public static MediaReader open(Path file) throws IOException {
        return open(file, MediaOptions.DEFAULT);
    }

    /**
     * Opens a file and decodes its first picture.
     *
     * @param file a file in a format that FFmpeg supports
     * @param options the options
     * @return a reader, which the caller must close
     * @throws IOException if the file is missing, empty, of an unknown format, or a playlist that is not allowed, or
     *     contains nothing that is wanted
     */
    public static MediaReader open(Path file, MediaOptions options) throws IOException {
        return begin(MediaSource.open(file, options.allowPlaylists()), options, true);
    }

    /**
     * Opens a file for its sound only; of its pictures nothing is decoded.
     *
     * @param file a file in a format that FFmpeg supports
     * @param options the options
     * @return a reader, which the caller must close
     * @throws IOException if the file is missing, empty, of an unknown format, or a playlist that is not allowed, or
     *     contains no sound
     */
    public static MediaReader openSound(Path file, MediaOptions options) throws IOException {
        return begin(MediaSource.open(file, options.allowPlaylists()), options, false);
    }

    /**
     * Opens a stream for its sound only.
     *
     * @param in a stream in a format that FFmpeg reads without seeking; closed with the reader, or immediately if it
     *     cannot be read
     * @param name the name of the stream, for messages
     * @param options the options
     * @return a reader, which the caller must close
     * @throws IOException if the stream is of an unknown format or contains no sound
     */
    public static MediaReader openSound(InputStream in, String name, MediaOptions options) throws IOException {
        return begin(MediaSource.open(in, name), options, false);
    }

    /**
     * Opens a stream, which is read from front to back, and decodes its first picture.
     *
     * @param in a stream in a format that FFmpeg reads without seeking; closed with the reader, or immediately if it
     *     cannot be read
     * @param name the name of the stream, for messages
     * @param options the options
     * @return a reader, which the caller must close
     * @throws IOException if the stream is of an unknown format or contains nothing that is wanted
     */
    public static MediaReader open(InputStream in, String name, MediaOptions options) throws IOException {
        return begin(MediaSource.open(in, name), options, true);
    }

    private static MediaReader begin(MediaSource source, MediaOptions options, boolean withPictures)
            throws IOException {
        MediaReader reader = new MediaReader(source);
        try {
            reader.begin(options, withPictures);
            return reader;
        } catch (IOException | RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private void begin(MediaOptions options, boolean withPictures) throws IOException {
        TrackChoice choice = new TrackChoice(context, notes);
        choice.refuseTiles();
        AVStream video = withPictures ? choice.pictures() : null;
        if (video != null) {
            PictureDecoder decoder = new PictureDecoder(
                    video.codecpar(), Tags.find(video.metadata(), "alpha_mode").equals(Optional.of("1")));
            pictures = new PictureTrack(source.name(), video.index(), video, frameRate(video), decoder, options, notes);
        }
        if (options.sound()) {
            sounds = choice.sound(options.audioTrack());
        }
        Set<Integer> taken =
                new HashSet<>(sounds.stream().map(SoundTrack::index).toList());
        if (pictures != null) {
            taken.add(pictures.index());
        }
        boolean subtitles = withPictures
                && options.subtitles()
                && !options.allowPlaylists()
                && source.file().isPresent();
        TrackChoice.Told told = !options.sound()
                ? TrackChoice.Told.PICTURES
                : withPictures ? TrackChoice.Told.BOTH : TrackChoice.Told.SOUND;
        choice.discardOthers(taken, told, subtitles);
        if (pictures == null && sounds.isEmpty()) {
            throw new IOException("%s: %s"
                    .formatted(
                            source.name(),
                            choice.hasSound() ? "no sound in it can be decoded" : "neither pictures nor sound in it"));
        }
        PictureTrack track = pictures;
        readUntilStarted(track);
        double start = track == null ? startSeconds() : track.startSeconds();
        endSounds(track == null ? 0 : start);
        tags = Tags.read(context, video, sounds, start);
        if (subtitles && choice.hasSubtitles()) {
            tags = new MovieTags(
                    tags.movie(),
                    tags.pictures(),
                    tags.sound(),
                    tags.chapters(),
                    source.file().map(file -> new MovieTags.Subtitles(file, start)));
        }
    }

    /** Reads on until the first picture is there, where there are pictures. */
    private void readUntilStarted(@Nullable PictureTrack track) throws IOException {
        while (track != null && !track.started()) {
            if (!step() && !track.started()) {
                source.rethrow();
                throw new IOException("%s: no picture in it can be decoded%s"
                        .formatted(source.name(), source.isAnimatedWebp() ? " (FFmpeg reads no animated WebP)" : ""));
            }
        }
    }

    /** Sound ends a second after the stated duration at the latest. */
    private void endSounds(double pictureStart) {
        if (duration.isPresent()) {
            OptionalDouble end = OptionalDouble.of(duration.getAsDouble() + startSeconds() - pictureStart + 1);
            sounds.forEach(sound -> sound.endsAt(end));
        }
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.ofNullable(pictures).map(PictureTrack::info);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return audioTracks().stream().findFirst();
    }

    @Override
    public List<AudioInfo> audioTracks() {
        return sounds.stream().map(SoundTrack::info).toList();
    }

    @Override
    public boolean hasSound() {
        return new TrackChoice(context, notes).hasSound();
    }

    @Override
    public MovieTags tags() {
        return tags;
    }

    @Override
    public List<Path> files() {
        return source.file().map(List::of).orElse(List.of());
    }

    @Override
    public Optional<Item> next() throws IOException {
        while (true) {
            PictureTrack track = pictures;
            if (track != null && !soundOnly) {
                Optional<Item> picture = track.next(atEnd);
                if (picture.isPresent()) {
                    return picture;
                }
            }
            for (SoundTrack sound : sounds) {
                Optional<Item> block = sound.next(track == null ? soundStartSeconds() : track.startSeconds());
                if (block.isPresent()) {
                    return block;
                }
            }
            if (atEnd) {
                source.rethrow();
                return Optional.empty();
            }
            step();
        }
    }

    @Override
    public void leavePictures() {
        soundOnly = true;
    }

    @Override
    public OptionalDouble length() {
        return duration;
    }

    /** In MP4 and Matroska, whose times are exact; elsewhere it reads on from where it is. */
    @Override
    public void seek(long pts) {
        PictureTrack track = pictures;
        boolean exact = EXACT.contains(context.iformat().name().getString());
        if (track != null && exact && !atEnd && track.seek(context, pts)) {
            times.moved();
            sounds.forEach(SoundTrack::close);
            sounds = List.of();
        }
    }

    @Override
    public List<String> notes() {
        return notes.list();
    }

    /** Reads one packet into its track's decoder; returns false at the end. */
    private boolean step() throws IOException {
        int status = avformat.av_read_frame(context, packet);
        if (status < 0) {
            if (!atEnd) {
                atEnd = true;
                finish(status);
            }
            return false;
        }
        try {
            lastPacketCut = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
            PictureTrack track = pictures;
            if (track != null && packet.stream_index() == track.index()) {
                times.place(packet, track.unit());
                if (soundOnly) {
                    track.leave();
                } else {
                    track.send(packet);
                }
            }
            for (SoundTrack sound : sounds) {
                if (packet.stream_index() == sound.index()) {
                    times.place(packet, sound.unit());
                    soundEnd = Math.max(
                            soundEnd,
                            (packet.pts() + packet.duration()) * sound.unit().toDouble());
                    sound.send(packet);
                }
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
        return true;
    }

    private void finish(int status) throws IOException {
        PictureTrack track = pictures;
        if (track != null && !soundOnly) {
            track.send(null);
            if (track.damaged() > 0) {
                notes.add("%d packets of pictures are damaged", track.damaged());
            }
        }
        sounds.forEach(sound -> sound.send(null));
        if (status != AvError.EOF) {
            notes.add("ends early (%s)", AvError.text(status));
        } else if (track != null && track.missing() > 0) {
            notes.add("ends early, %d of %d pictures are missing", track.missing(), track.stated());
        } else if (source.isCut()) {
            notes.add(
                    source.isJpeg()
                            ? "is cut off; what is missing of its picture is filled in"
                            : "ends early: it is cut off in the middle");
        } else if (track == null && isShort()) {
            notes.add("ends early, %.2f of %.2f s are there", soundEnd - startSeconds(), duration.orElse(0));
        } else if (lastPacketCut) {
            notes.add("its last packet is cut off");
        }
    }

    /** Whether sound without pictures is not as long as it says. */
    private boolean isShort() {
        return duration.isPresent()
                && context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_STREAM
                && soundEnd - startSeconds() < duration.getAsDouble() - MOST_MISSING_SECONDS;
    }

    private Rational frameRate(AVStream stream) {
        AVRational guess = avformat.av_guess_frame_rate(context, stream, null);
        Rational rate = guess.num() > 0 && guess.den() > 0 ? new Rational(guess.num(), guess.den()) : Rational.of(25);
        guess.close();
        return rate;
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
        sounds.forEach(SoundTrack::close);
        avcodec.av_packet_free(packet);
        source.close();
    }
}
