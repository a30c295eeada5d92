// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioBlock.SampleFormat;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.av.SpeakerLayouts;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The sound of a file, from the time of the first picture on, without gaps, at the rate and in the layout that it
 * begins with. Where its times part from its samples it follows the times: by silence or a cut where they jump, by
 * stretching where they drift.
 */
final class SoundTrack implements AutoCloseable {
    /** Longest silence in one block. */
    private static final int SILENCE_BLOCK = 48_000;

    /** Sound that begins earlier than the pictures by no more than this may be a codec's delay: nobody misses it. */
    private static final double AUDIBLE_SECONDS = 0.05;

    /** Its place among the tracks that are read. */
    private final int number;

    private final int index;
    private final SoundDecoder decoder;
    private final SoundConverter converter;
    private final AudioInfo info;
    private final Rational unit;
    private final Notes notes;
    private final SoundClock clock;
    private final Deque<AVPacket> waiting = new ArrayDeque<>();
    private OptionalDouble end = OptionalDouble.empty();
    private long silence;
    private boolean earlyTold;
    private boolean pending;
    private boolean endWaits;
    private boolean flushed;

    @SuppressWarnings("MustBeClosedChecker") // The converter closes it.
    SoundTrack(int number, AVStream stream, SoundDecoder decoder, Notes notes) {
        this.number = number;
        index = stream.index();
        this.decoder = decoder;
        this.notes = notes;
        AVRational base = stream.time_base();
        unit = new Rational(base.num(), base.den());
        Arena memory = Arena.ofShared();
        AVChannelLayout layout = layout(decoder, memory, notes);
        int rate =
                Math.clamp(decoder.context().sample_rate(), AudioFormat.MIN_SAMPLE_RATE, AudioFormat.MAX_SAMPLE_RATE);
        if (rate != decoder.context().sample_rate()) {
            notes.add(
                    "its sound of %d Hz is resampled to %d Hz",
                    decoder.context().sample_rate(), rate);
        }
        info = new AudioInfo(
                rate,
                layout.nb_channels(),
                SpeakerLayouts.mask(layout),
                sampleFormat(decoder.context().sample_fmt()),
                OptionalLong.empty());
        converter = new SoundConverter(info, layout, memory);
        clock = new SoundClock(rate);
    }

    /** The layout to hand out: the file's own where its channels have names and are no more than eight. */
    private static AVChannelLayout layout(SoundDecoder decoder, Arena memory, Notes notes) {
        AVChannelLayout given = decoder.context().ch_layout();
        AVChannelLayout layout = SpeakerLayouts.allocate(memory);
        int channels = given.nb_channels();
        if (channels > AudioFormat.MAX_CHANNELS) {
            SpeakerLayouts.usual(layout, AudioFormat.MAX_CHANNELS);
            notes.add("its sound of %s is mixed to %s", SpeakerLayouts.name(given), SpeakerLayouts.name(layout));
        } else if (given.order() == avutil.AV_CHANNEL_ORDER_NATIVE) {
            avutil.av_channel_layout_copy(layout, given);
        } else {
            SpeakerLayouts.usual(layout, channels);
        }
        return layout;
    }

    private static SampleFormat sampleFormat(int format) {
        int packed = avutil.av_get_packed_sample_fmt(format);
        if (packed == avutil.AV_SAMPLE_FMT_U8 || packed == avutil.AV_SAMPLE_FMT_S16) {
            return SampleFormat.S16;
        }
        return packed == avutil.AV_SAMPLE_FMT_S32 || packed == avutil.AV_SAMPLE_FMT_S64
                ? SampleFormat.S32
                : SampleFormat.F32;
    }

    int index() {
        return index;
    }

    Rational unit() {
        return unit;
    }

    AudioInfo info() {
        return info;
    }

    /** Silence never goes beyond this time. */
    void endsAt(OptionalDouble seconds) {
        end = seconds;
    }

    /** Keeps a packet, or none for the end, until the decoder takes it: at opening nobody asks for sound yet. */
    void send(@Nullable AVPacket packet) {
        if (packet == null) {
            endWaits = true;
        } else if (packet.size() > 0) {
            waiting.add(avcodec.av_packet_clone(packet));
        }
    }

    private int receive() {
        while (true) {
            int status = decoder.receive();
            if (status != AvError.AGAIN && status != AvError.EOF && status < 0) {
                notes.add("some of its sound is damaged");
            }
            if (status == 0 || status == AvError.EOF) {
                return status;
            }
            AVPacket next = waiting.poll();
            if (next != null) {
                // A damaged packet is a gap, which the times of the next one show.
                if (decoder.send(next) < 0) {
                    notes.add("some of its sound is damaged");
                }
                avcodec.av_packet_free(next);
            } else if (endWaits) {
                endWaits = false;
                int ignored = decoder.send(null);
            } else {
                return AvError.AGAIN;
            }
        }
    }

    Optional<MovieInput.Item> next(double startSeconds) throws IOException {
        while (true) {
            if (silence > 0) {
                int count = (int) Math.min(silence, SILENCE_BLOCK);
                silence -= count;
                return item(converter.silence(count));
            }
            if (!pending) {
                int status = receive();
                if (status == AvError.EOF && !flushed) {
                    flushed = true;
                    AudioBlock rest = converter.flush();
                    if (rest.frames() > 0) {
                        return item(rest);
                    }
                }
                if (status < 0) {
                    return Optional.empty();
                }
                pending = true;
            }
            AVFrame frame = decoder.frame();
            if (converter.isChange(frame)) {
                notes.add(
                        "its sound changes in the middle (%d Hz, %s); resampled and mixed to %d Hz, %d channels",
                        frame.sample_rate(),
                        SpeakerLayouts.name(frame.ch_layout()),
                        info.sampleRate(),
                        info.channels());
                clock.splice();
                AudioBlock rest = converter.flush();
                if (rest.frames() > 0) {
                    return item(rest);
                }
            }
            Optional<MovieInput.Item> block = place(frame, startSeconds);
            if (block.isPresent()) {
                return block;
            }
        }
    }

    /** Puts a frame where its time says; empty if silence comes before it or nothing of it is left. */
    private Optional<MovieInput.Item> place(AVFrame frame, double startSeconds) throws IOException {
        int count = length(frame);
        int from = 0;
        long at = frame.best_effort_timestamp();
        if (at != avutil.AV_NOPTS_VALUE) {
            double seconds = at * unit.toDouble() - startSeconds;
            SoundClock.Step step = clock.step(seconds, converter.delay());
            switch (step) {
                case SoundClock.Step.Wait wait -> {
                    silence = bounded(wait.frames());
                    if (silence > 0) {
                        return Optional.empty();
                    }
                }
                case SoundClock.Step.Cut cut -> {
                    if (!earlyTold && clock.position() == 0 && seconds < -AUDIBLE_SECONDS) {
                        earlyTold = true;
                        notes.add("its sound begins %.2f s before the first picture; that much is left out", -seconds);
                    }
                    from = (int) Math.min(count, cut.frames() * frame.sample_rate() / info.sampleRate());
                }
                case SoundClock.Step.Stretch stretch -> {
                    notes.add("its sound drifts from its own times; stretched to follow them");
                    converter.stretch(stretch.frames(), stretch.over());
                }
                case SoundClock.Step.Go go -> {}
            }
        }
        pending = false;
        if (from >= count) {
            return Optional.empty();
        }
        return item(converter.convert(frame, from, count));
    }

    private Optional<MovieInput.Item> item(AudioBlock block) {
        clock.delivered(block.frames());
        return block.frames() == 0 ? Optional.empty() : Optional.of(new MovieInput.Item.Sound(block, number));
    }

    private long bounded(long frames) {
        if (end.isEmpty()) {
            return frames;
        }
        long allowed = Math.round(end.getAsDouble() * info.sampleRate()) - clock.position();
        return Math.clamp(frames, 0, Math.max(0, allowed));
    }

    /** MP4 states the last frame's length without its padding, which the decoder delivers nevertheless. */
    private int length(AVFrame frame) {
        boolean exact = unit.equals(new Rational(1, frame.sample_rate()));
        long stated = frame.duration();
        return exact && stated > 0 && stated < frame.nb_samples() ? (int) stated : frame.nb_samples();
    }

    @Override
    public void close() {
        waiting.forEach(avcodec::av_packet_free);
        waiting.clear();
        converter.close();
        decoder.close();
    }
}
