// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncodedSound;
import dev.moviemaker.Rational;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.spi.ContainerWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A file or stream through libavformat. Packets of all tracks meet under one lock; libavformat orders them by time and
 * holds back at most half a second of one track for the other. In offline streams sound also waits for its pictures.
 */
final class FfmpegWriter implements ContainerWriter {
    /** Microseconds. */
    private static final long MAX_INTERLEAVE = 500_000;

    /** Not among the constants of the Java API. */
    private static final int AVFMT_FLAG_FLUSH_PACKETS = 0x200;

    private static final double SLOW_FRAME_SECONDS = 0.1;

    private static final int VIDEO = 0;
    private static final int FIRST_AUDIO = 1;

    private final Bytes bytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final List<String> warnings = new ArrayList<>();
    private final List<AudioTrack> audio = new ArrayList<>();
    /** Those of them that this writer codes. */
    private final List<AudioTrack> own = new ArrayList<>();
    /** One for each track of sound in offline streams, else none. */
    private final List<SoundAhead> ahead = new ArrayList<>();

    private @Nullable SubtitleCopy subtitles;

    /** Set where an MP4's crop is to be stated once more when it is complete. */
    private @Nullable VideoStream croppedMp4;

    /** The tracks of sound that have begun, by their place in the list. */
    private final BitSet begunSounds = new BitSet();

    /** Whether the first fragment went out without a track of sound that had not come. */
    private boolean wentWithout;

    private final Container container;
    private boolean begun;
    /** Length of the file from which on the first picture is in it. */
    private long playableFrom;

    private long firstSize;
    private boolean playable;
    private boolean finished;
    private boolean closed;

    private FfmpegWriter(Bytes bytes, AVFormatContext context, Container container) {
        this.bytes = bytes;
        this.container = container;
        this.context = context;
    }

    static FfmpegWriter open(Bytes bytes, Container container, VideoStream video, List<AudioFormat> audio)
            throws IOException {
        return open(bytes, container, video, audio, List.of(), true);
    }

    /** With sound that others code. */
    static FfmpegWriter openForPackets(
            Bytes bytes, Container container, VideoStream video, List<AudioTrack> coded, boolean fromStart)
            throws IOException {
        return open(bytes, container, video, List.of(), coded, fromStart);
    }

    private static FfmpegWriter open(
            Bytes bytes,
            Container container,
            VideoStream video,
            List<AudioFormat> audio,
            List<AudioTrack> coded,
            boolean fromStart)
            throws IOException {
        AVFormatContext context = new AVFormatContext((Pointer) null);
        int status =
                avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, container.muxer(), bytes.url());
        if (status < 0) {
            throw new IOException("cannot write %s: %s".formatted(container.muxer(), AvError.text(status)));
        }
        FfmpegWriter writer = new FfmpegWriter(bytes, context, container);
        try {
            writer.begin(video, audio, coded, fromStart);
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            writer.close();
            throw e;
        }
    }

    private void begin(VideoStream video, List<AudioFormat> sounds, List<AudioTrack> coded, boolean fromStart)
            throws IOException {
        AVStream videoTrack = avformat.avformat_new_stream(context, null);
        VideoParameters.set(videoTrack.codecpar(), video);
        set(videoTrack.time_base(), video.timeBase());
        set(videoTrack.avg_frame_rate(), video.framerate());
        set(videoTrack.r_frame_rate(), video.framerate());
        set(videoTrack.sample_aspect_ratio(), video.pixelAspect());
        for (AudioFormat sound : sounds) {
            addSound(sound, video.offline());
        }
        for (AudioTrack track : coded) {
            addTrack(track, fromStart);
        }
        if (container == Container.MATROSKA && video.tags().subtitles().isPresent()) {
            subtitles = SubtitleCopy.open(video.tags().subtitles().get(), context);
            warnings.addAll(subtitles.warnings());
        }
        ContainerTags.write(context, video.tags());
        bytes.open(context);
        context.max_interleave_delta(MAX_INTERLEAVE);
        // Whatever a fragment or cluster completes goes to the file at once: a killed process loses only what is not
        // complete.
        context.flags(context.flags() | AVFMT_FLAG_FLUSH_PACKETS);
        context.flush_packets(1);
        AVDictionary options = new AVDictionary((Pointer) null);
        try {
            check(avutil.av_dict_parse_string(
                    options, container.options(video.offline(), bytes.seekable()), "=", ":", 0));
            if (container == Container.MP4) {
                long ticks = audio.isEmpty()
                        ? video.timeBase().denominator()
                        : audio.getFirst().sampleRate();
                check(avutil.av_dict_set(
                        options, "movie_timescale", Long.toString(Container.movieTimescale(ticks)), 0));
            }
            bytes.options(options, container);
            check(avformat.avformat_write_header(context, options));
        } finally {
            avutil.av_dict_free(options);
        }
        boolean cropped = video.codedWidth() != video.width() || video.codedHeight() != video.height();
        croppedMp4 = container == Container.MP4 && cropped ? video : null;
        playableFrom = bytes.flush(context);
        begun = true;
    }

    private void addSound(AudioFormat format, boolean offline) throws IOException {
        boolean globalHeader = (context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
        int index = audio.size();
        AudioTrack track = AudioTrack.open(format, globalHeader, sound -> takeSound(index, sound));
        own.add(track);
        if (offline) {
            ahead.add(new SoundAhead(track.sampleRate()));
        }
        addTrack(track, true);
        track.warnings().stream().filter(warning -> !warnings.contains(warning)).forEach(warnings::add);
    }

    private void addTrack(AudioTrack track, boolean fromStart) throws IOException {
        audio.add(track);
        AVStream soundTrack = avformat.avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(soundTrack.codecpar(), track.context()));
        if (!fromStart) {
            CodedSound.beginsInTheMiddle(soundTrack.codecpar());
        }
        soundTrack.time_base().num(1).den(track.sampleRate());
    }

    @Override
    public void writeVideo(EncodedFrame frame) throws IOException {
        int size = Math.toIntExact(frame.size());
        lock.lock();
        try {
            requireOpen();
            check(avcodec.av_new_packet(packet, size));
            try {
                AvAddress.segment(packet.data(), size).copyFrom(frame.data());
                packet.pts(frame.pts());
                packet.dts(frame.dts());
                packet.duration(frame.duration());
                packet.flags(frame.keyFrame() ? avcodec.AV_PKT_FLAG_KEY : 0);
                firstSize = firstSize == 0 ? size : firstSize;
                write(packet, VIDEO, frame.timeBase());
                double end = frame.timeBase().toDouble() * (frame.pts() + frame.duration());
                ahead.forEach(sound -> sound.picturesEnd(end));
                writeSoundAhead(false);
                copySubtitles(end);
                boolean slow = frame.timeBase().toDouble() * frame.duration() >= SLOW_FRAME_SECONDS;
                boolean soundMissing = begunSounds.cardinality() < audio.size() && !wentWithout;
                boolean late = soundMissing && frame.timeBase().toDouble() * frame.pts() > 0.5;
                if (container.flushes((slow && !soundMissing) || late)) {
                    // A frame as long as a fragment is one, without waiting for the next. And the first fragment waits
                    // for sound that may never come: now it goes out without.
                    wentWithout |= late;
                    check(avformat.av_write_frame(context, null));
                }
            } finally {
                avcodec.av_packet_unref(packet);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void writeAudio(AudioBlock block, int track) throws IOException {
        if (track >= audio.size()) {
            throw new IllegalStateException("%s was started with %d tracks of sound".formatted(bytes, audio.size()));
        }
        audio.get(track).write(block);
    }

    @Override
    public void writeSound(EncodedSound sound, int track) throws IOException {
        AVPacket coded = CodedSound.packet(sound);
        try {
            takeSound(track, coded);
        } finally {
            avcodec.av_packet_free(coded);
        }
    }

    private void takeSound(int index, AVPacket sound) throws IOException {
        lock.lock();
        try {
            requireOpen();
            begunSounds.set(index);
            if (!ahead.isEmpty() && ahead.get(index).mustWait(sound.pts())) {
                ahead.get(index).add(sound);
            } else {
                writeSound(sound, index);
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeSoundAhead(boolean all) throws IOException {
        for (int i = 0; i < ahead.size(); i++) {
            SoundAhead sound = ahead.get(i);
            for (AVPacket next = sound.poll(all); next != null; next = sound.poll(all)) {
                try {
                    writeSound(next, i);
                } finally {
                    avcodec.av_packet_free(next);
                }
            }
        }
    }

    private void copySubtitles(double untilSeconds) throws IOException {
        SubtitleCopy copy = subtitles;
        if (copy != null) {
            for (AVPacket next = copy.next(untilSeconds); next != null; next = copy.next(untilSeconds)) {
                check(avformat.av_interleaved_write_frame(context, next));
            }
        }
    }

    private void writeSound(AVPacket sound, int index) throws IOException {
        write(sound, FIRST_AUDIO + index, new Rational(1, audio.get(index).sampleRate()));
    }

    private void write(AVPacket next, int index, Rational unit) throws IOException {
        AVRational base = context.streams(index).time_base();
        Rational target = new Rational(base.num(), base.den());
        long pts = unit.rescale(next.pts(), target);
        long end = unit.rescale(next.pts() + next.duration(), target);
        next.dts(unit.rescale(next.dts(), target));
        next.pts(pts);
        next.duration(end - pts);
        next.stream_index(index);
        check(avformat.av_interleaved_write_frame(context, next));
    }

    @Override
    public void finish() throws IOException {
        for (AudioTrack track : own) {
            track.finish();
        }
        lock.lock();
        try {
            requireOpen();
            finished = true;
            writeSoundAhead(true);
            check(avformat.av_write_trailer(context));
            check(bytes.close(context));
        } finally {
            lock.unlock();
        }
        VideoStream cropped = croppedMp4;
        if (cropped != null && !bytes.crop(cropped)) {
            warnings.add("The MP4 stream's track header has the coded size %dx%d; only its crop says %dx%d"
                    .formatted(cropped.codedWidth(), cropped.codedHeight(), cropped.width(), cropped.height()));
        }
    }

    @Override
    public void renamed(Path newFile) {
        bytes.renamed(newFile);
    }

    @Override
    public boolean playable() {
        lock.lock();
        try {
            AVIOContext io = context.pb();
            if (!playable && !closed && firstSize > 0 && io != null && !io.isNull()) {
                playable = avformat.avio_tell(io) >= playableFrom + firstSize;
                if (playable) {
                    avformat.avio_flush(io);
                }
            }
            return playable;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long samplesClamped() {
        return own.stream().mapToLong(AudioTrack::clamped).sum();
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        long clamped = samplesClamped();
        if (clamped > 0) {
            all.add("audio: %d samples were no numbers or beyond %.0f times full scale and were clamped"
                    .formatted(clamped, SampleClamp.LIMIT));
        }
        return all;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            own.forEach(AudioTrack::close);
            ahead.forEach(SoundAhead::close);
            if (subtitles != null) {
                subtitles.close();
            }
            if (begun && !finished && container.flushes(true)) {
                // The last fragment is completed; an index is what finish() is for.
                avformat.av_write_frame(context, null);
            }
            int ignored = bytes.close(context);
            avcodec.av_packet_free(packet);
            avformat.avformat_free_context(context);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed || finished) {
            throw new IllegalStateException("%s is finished or closed".formatted(bytes));
        }
    }

    private void check(int status) throws IOException {
        bytes.rethrow();
        if (status < 0) {
            throw new IOException(AvError.text(status));
        }
    }

    private static void set(AVRational target, Rational value) {
        target.num(Math.toIntExact(value.numerator())).den(Math.toIntExact(value.denominator()));
    }
}
