package dev.moviemaker.media.input;

import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The sound of a file, from the time of the first picture on and without gaps. */
final class SoundTrack implements AutoCloseable {
    /** Gaps below this are rounding of the container's times. */
    private static final double GAP_SECONDS = 0.1;

    /** Longest silence in one block. */
    private static final int SILENCE_BLOCK = 48_000;

    private final int index;
    private final SoundDecoder decoder;
    private final Rational unit;
    private long position = -1;
    private long silence;
    private boolean pending;
    private final Deque<AVPacket> waiting = new ArrayDeque<>();
    private boolean endWaits;

    SoundTrack(int index, AVStream stream, SoundDecoder decoder) {
        this.index = index;
        this.decoder = decoder;
        AVRational base = stream.time_base();
        unit = new Rational(base.num(), base.den());
    }

    int index() {
        return index;
    }

    AudioInfo info() {
        return decoder.info();
    }

    /** Keeps a packet, or none for the end, until the decoder takes it: at opening nobody asks for sound yet. */
    void send(@Nullable AVPacket packet) {
        if (packet == null) {
            endWaits = true;
        } else {
            waiting.add(avcodec.av_packet_clone(packet));
        }
    }

    private int receive() {
        while (true) {
            int status = decoder.receive();
            if (status != AvError.AGAIN) {
                return status;
            }
            AVPacket next = waiting.poll();
            if (next != null) {
                // A damaged packet is a gap, which the times of the next one show.
                int ignored = decoder.send(next);
                avcodec.av_packet_free(next);
            } else if (endWaits) {
                endWaits = false;
                int ignored = decoder.send(null);
            } else {
                return status;
            }
        }
    }

    Optional<MovieInput.Item> next(double startSeconds, boolean atEnd) {
        while (true) {
            if (silence > 0) {
                int count = (int) Math.min(silence, SILENCE_BLOCK);
                silence -= count;
                position += count;
                return Optional.of(new MovieInput.Item.Sound(decoder.silence(count)));
            }
            if (!pending) {
                if (receive() < 0) {
                    return Optional.empty();
                }
                pending = true;
            }
            AVFrame frame = decoder.frame();
            int count = length(frame);
            int from = 0;
            long at = frame.best_effort_timestamp();
            int rate = info().sampleRate();
            if (at != avutil.AV_NOPTS_VALUE) {
                long sample = Math.round((at * unit.toDouble() - startSeconds) * rate);
                if (position < 0) {
                    position = 0;
                    if (sample > 0) {
                        silence = sample;
                        continue;
                    }
                    from = (int) Math.min(count, -sample);
                } else if (sample - position > GAP_SECONDS * rate) {
                    silence = sample - position;
                    continue;
                }
            } else if (position < 0) {
                position = 0;
            }
            pending = false;
            if (from >= count) {
                position = -1;
                continue;
            }
            position += count - from;
            return Optional.of(new MovieInput.Item.Sound(decoder.block(from, count)));
        }
    }

    /** MP4 states the last frame's length without its padding, which the decoder delivers all the same. */
    private int length(AVFrame frame) {
        boolean exact = unit.equals(new Rational(1, info().sampleRate()));
        long stated = frame.duration();
        return exact && stated > 0 && stated < frame.nb_samples() ? (int) stated : frame.nb_samples();
    }

    @Override
    public void close() {
        waiting.forEach(avcodec::av_packet_free);
        waiting.clear();
        decoder.close();
    }
}
