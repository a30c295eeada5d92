package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The pictures of a file: decoder, times, and what is known of them. */
final class PictureTrack implements AutoCloseable {
    /** Rates this close are the same: containers round. */
    private static final double RATE_TOLERANCE = 0.002;

    private final Path file;
    private final int index;
    private final PictureDecoder decoder;
    private final Rational unit;
    private final Rational frameRate;
    private final boolean variable;
    private final OptionalLong stated;
    private @Nullable VideoInfo info;
    private List<String> assumptions = List.of();
    private boolean pending;
    private boolean ended;
    private long firstTime;
    private long lastPts = -1;
    private long delivered;
    private long sent;
    private long damaged;

    PictureTrack(Path file, int index, AVStream stream, Rational frameRate, PictureDecoder decoder) {
        this.file = file;
        this.index = index;
        this.decoder = decoder;
        this.frameRate = frameRate;
        AVRational base = stream.time_base();
        unit = new Rational(base.num(), base.den());
        AVRational average = stream.avg_frame_rate();
        double averageRate = average.den() == 0 ? 0 : (double) average.num() / average.den();
        AVRational lowest = stream.r_frame_rate();
        double baseRate = lowest.den() == 0 ? 0 : (double) lowest.num() / lowest.den();
        variable = averageRate > 0 && baseRate > 0 && Math.abs(averageRate / baseRate - 1) > RATE_TOLERANCE;
        stated = stream.nb_frames() > 0 ? OptionalLong.of(stream.nb_frames()) : OptionalLong.empty();
    }

    int index() {
        return index;
    }

    boolean started() throws IOException {
        if (info == null && receive()) {
            AVFrame frame = decoder.frame();
            firstTime = time(frame, 0);
            PixelFormat format = decoder.format();
            Optional<PictureColors> colors = format.isRgb()
                    ? Optional.empty()
                    : Optional.of(PictureColors.of(
                            decoder.codecId(),
                            frame.height(),
                            frame.color_primaries(),
                            frame.color_trc(),
                            frame.colorspace(),
                            decoder.fullRange()));
            if (colors.isPresent() && !colors.get().assumed().isEmpty()) {
                assumptions = List.of("%s: does not state its colours; assumed %s"
                        .formatted(file, String.join(", ", colors.get().assumed())));
            }
            info = new VideoInfo(
                    frame.width(),
                    frame.height(),
                    format,
                    frameRate,
                    variable,
                    variable ? unit : frameRate.inverse(),
                    colors.map(PictureColors::color),
                    stated);
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

    List<String> assumptions() {
        return assumptions;
    }

    double startSeconds() {
        return firstTime * unit.toDouble();
    }

    long damaged() {
        return damaged;
    }

    long missing() {
        return Math.max(0, stated.orElse(0) - sent);
    }

    void send(@Nullable AVPacket packet) {
        if (packet == null) {
            ended = true;
        } else {
            sent++;
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
        AVFrame frame = decoder.frame();
        if (frame.width() != known.width() || frame.height() != known.height()) {
            throw new IOException("%s: picture %d is %dx%d, those before are %dx%d"
                    .formatted(file, delivered, frame.width(), frame.height(), known.width(), known.height()));
        }
        if (decoder.format() != known.format()) {
            throw new IOException("%s: picture %d is %s, those before are %s"
                    .formatted(file, delivered, decoder.format(), known.format()));
        }
        long elapsed = time(frame, delivered) - firstTime;
        long pts = variable ? elapsed : unit.rescale(elapsed, known.timeBase());
        if (pts <= lastPts) {
            pts = lastPts + 1;
        }
        lastPts = pts;
        delivered++;
        long duration = variable ? Math.max(1, frame.duration()) : 1;
        CpuFrame picture = decoder.picture(pts);
        return Optional.of(new MovieInput.Item.Picture(picture, duration));
    }

    private boolean receive() throws IOException {
        if (pending) {
            return true;
        }
        int status = decoder.receive();
        if (status == 0) {
            pending = true;
            return true;
        }
        if (status != AvError.AGAIN && status != AvError.EOF) {
            damaged++;
        }
        return false;
    }

    private long time(AVFrame frame, long fallbackIndex) {
        long time = frame.best_effort_timestamp();
        if (time == avutil.AV_NOPTS_VALUE) {
            time = firstTime + frameRate.inverse().rescale(fallbackIndex, unit);
        }
        return time;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
