// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The pictures of a file: decoder, filters, times, and what is known of them. */
final class PictureTrack implements AutoCloseable {
    /** Rates this close are the same: containers round. */
    private static final double RATE_TOLERANCE = 0.002;

    /** More than a picture on either side, at any usual rate. */
    private static final double BEFORE_SECONDS = 0.5;

    /** When a picture is shown, in the units of the file; the next one tells how long where the duration is 0. */
    private record Time(long start, long duration) {}

    private final String name;
    private final int index;
    private final PictureDecoder decoder;
    private final PictureFilter filter;
    /** The one to be filled next, and the one delivered last. */
    private AVFrame picture = avutil.av_frame_alloc();

    private AVFrame before = avutil.av_frame_alloc();
    private final Deque<Time> times = new ArrayDeque<>();
    private final Rational unit;
    private final Rational frameRate;
    private final AVRational aspect;
    private final boolean variable;
    private final OptionalLong stated;
    private final Notes notes;
    private @Nullable VideoInfo info;
    private boolean pending;
    private boolean ended;
    private boolean drained;
    private long firstTime;
    private long decoded;
    private long lastPts = -1;
    private long delivered;
    private long sent;
    private long firstSent = Long.MAX_VALUE;
    private long damaged;
    private boolean moved;

    PictureTrack(
            String name,
            int index,
            AVStream stream,
            Rational frameRate,
            PictureDecoder decoder,
            MediaOptions options,
            Notes notes) {
        this.name = name;
        this.index = index;
        this.decoder = decoder;
        this.frameRate = frameRate;
        this.notes = notes;
        filter = new PictureFilter(decoder.codecId(), false, options, notes);
        aspect = stream.sample_aspect_ratio();
        AVRational base = stream.time_base();
        unit = new Rational(base.num(), base.den());
        AVRational average = stream.avg_frame_rate();
        double averageRate = average.den() == 0 ? 0 : (double) average.num() / average.den();
        AVRational lowest = stream.r_frame_rate();
        double baseRate = lowest.den() == 0 ? 0 : (double) lowest.num() / lowest.den();
        variable = options.exactTimes()
                || (averageRate > 0 && baseRate > 0 && Math.abs(averageRate / baseRate - 1) > RATE_TOLERANCE);
        stated = stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty();
    }

    int index() {
        return index;
    }

    Rational unit() {
        return unit;
    }

    boolean started() throws IOException {
        if (info == null && receive()) {
            Time first = times.getFirst();
            firstTime = first.start();
            double lost = (firstTime - firstSent) * unit.toDouble();
            if (firstSent != Long.MAX_VALUE && lost * frameRate.toDouble() > 0.9) {
                notes.add("its first %.2f s of pictures are left out: they need a key frame before them", lost);
            }
            PictureTarget target = filter.target();
            if (!target.assumed().isEmpty()) {
                notes.add("does not state its colours; assumed %s", String.join(", ", target.assumed()));
            }
            AVRational pixel = picture.sample_aspect_ratio();
            info = new VideoInfo(
                    picture.width(),
                    picture.height(),
                    target.format(),
                    frameRate,
                    variable,
                    variable ? unit : frameRate.inverse(),
                    target.color(),
                    stated,
                    pixel.num() > 0 && pixel.den() > 0 ? new Rational(pixel.num(), pixel.den()) : Rational.of(1),
                    HdrSideData.read(picture, notes));
        }
        return info != null;
    }

    VideoInfo info() {
        VideoInfo known = info;
        if (known == null) {
            throw new IllegalStateException("no picture was decoded yet");
        }
        return known;
    }

    double startSeconds() {
        return firstTime * unit.toDouble();
    }

    long damaged() {
        return damaged;
    }

    /** Pictures that the file says it has. */
    long stated() {
        return stated.orElse(0);
    }

    long missing() {
        return moved ? 0 : Math.max(0, stated() - sent);
    }

    /** Counts a packet that nobody decodes. */
    void leave() {
        sent++;
    }

    /**
     * Moves to the key frame before a picture, and far enough before it that filters which look at neighbours see them.
     *
     * @return whether that was possible; otherwise nothing has changed
     */
    boolean seek(AVFormatContext context, long pts) {
        long place = firstTime + info().timeBase().rescale(pts, unit) - Math.round(BEFORE_SECONDS / unit.toDouble());
        if (place <= firstTime + info().timeBase().rescale(Math.max(0, lastPts), unit)
                || avformat.av_seek_frame(context, index, place, avformat.AVSEEK_FLAG_BACKWARD) < 0) {
            return false;
        }
        decoder.flush();
        filter.restart();
        times.clear();
        lastPts = -1;
        pending = false;
        moved = true;
        return true;
    }

    /**
     * Hands over a packet, or none at the end. A packet without content repeats the picture before it: nothing is to be
     * done.
     */
    void send(@Nullable AVPacket packet) {
        if (packet == null) {
            ended = true;
        } else {
            sent++;
            if (packet.size() == 0) {
                return;
            }
            boolean shown = (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) == 0;
            if (info == null && shown && packet.pts() != avutil.AV_NOPTS_VALUE) {
                firstSent = Math.min(firstSent, packet.pts());
            }
        }
        int status = decoder.send(packet);
        if (status < 0 && status != AvError.EOF && status != AvError.AGAIN) {
            damaged++;
        }
    }

    Optional<MovieInput.Item> next(boolean atEnd) throws IOException {
        if (!receive()) {
            if (atEnd && !ended) {
                send(null);
                return next(true);
            }
            return Optional.empty();
        }
        pending = false;
        VideoInfo known = info();
        if (picture.width() != known.width() || picture.height() != known.height()) {
            throw new IOException("%s: picture %d is %dx%d, those before are %dx%d"
                    .formatted(name, delivered, picture.width(), picture.height(), known.width(), known.height()));
        }
        Time time = times.removeFirst();
        long elapsed = time.start() - firstTime;
        long pts = variable ? elapsed : unit.rescale(elapsed, known.timeBase());
        if (pts <= lastPts) {
            pts = lastPts + 1;
        }
        lastPts = pts;
        delivered++;
        CpuFrame frame = frame(picture, known.format(), pts);
        AVFrame free = before;
        before = picture;
        picture = free;
        return Optional.of(new MovieInput.Item.Picture(frame, duration(time, known)));
    }

    /** As long as the file says, else as long as the frame rate says. */
    private long duration(Time time, VideoInfo known) {
        Rational target = known.timeBase();
        long stated = unit.rescale(time.duration(), target);
        return Math.max(1, stated > 0 ? stated : frameRate.inverse().rescale(1, target));
    }

    /** A picture's planes, valid as long as the picture is. */
    static CpuFrame frame(AVFrame picture, PixelFormat format, long pts) throws IOException {
        List<CpuFrame.Plane> planes = new ArrayList<>(3);
        for (int i = 0; i < format.planeCount(); i++) {
            int stride = picture.linesize(i);
            planes.add(new CpuFrame.Plane(
                    AvAddress.segment(picture.data(i), (long) stride * format.rows(i, picture.height())), stride));
        }
        try {
            return new CpuFrame(format, picture.width(), picture.height(), planes, pts, false);
        } catch (IllegalArgumentException e) {
            throw new IOException("picture cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean receive() throws IOException {
        while (!pending) {
            if (filter.pull(picture)) {
                pending = true;
                break;
            }
            int status = decoder.receive();
            if (status == 0) {
                accept(decoder.frame());
            } else if (status == AvError.EOF) {
                if (drained) {
                    return false;
                }
                drained = true;
                filter.end();
            } else {
                if (status != AvError.AGAIN) {
                    damaged++;
                }
                return false;
            }
        }
        return true;
    }

    private void accept(AVFrame frame) throws IOException {
        times.addLast(new Time(time(frame), Math.max(0, frame.duration())));
        decoded++;
        if (aspect.num() > 0 && aspect.den() > 0) {
            frame.sample_aspect_ratio().num(aspect.num()).den(aspect.den());
        }
        filter.push(frame);
    }

    private long time(AVFrame frame) {
        long time = frame.best_effort_timestamp();
        return time == avutil.AV_NOPTS_VALUE ? firstTime + frameRate.inverse().rescale(decoded, unit) : time;
    }

    @Override
    public void close() {
        filter.close();
        decoder.close();
        avutil.av_frame_free(picture);
        avutil.av_frame_free(before);
    }
}
