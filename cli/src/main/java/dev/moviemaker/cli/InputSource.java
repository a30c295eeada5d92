// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.MovieTags;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file or stream as a source. */
final class InputSource implements Source {
    private static final Pattern EARLY_END = Pattern.compile(": ends (inside frame|early)");

    private final MovieInput input;
    private final boolean withSound;
    private final Format format;
    private final long maxFrames;
    private final double unitSeconds;
    private final boolean constantRate;
    private long frames;
    private long endPts;
    private long soundFrames;

    /** Takes over the input: it is closed with the source, or at once if the source cannot be made. */
    InputSource(String name, MovieInput input, boolean withSound, long maxFrames) {
        this.input = input;
        this.maxFrames = maxFrames;
        VideoInfo video = input.video().orElse(null);
        if (video == null) {
            input.close();
            throw Failure.failed(name + ": there are no pictures in it", null);
        }
        Optional<AudioInfo> audio = withSound ? input.audio() : Optional.empty();
        this.withSound = audio.isPresent();
        format = new Format(
                name,
                video.width(),
                video.height(),
                video.frameRate(),
                Optional.of(video.timeBase()),
                expected(video.frames(), maxFrames),
                video.format().bitDepth(),
                video.color(),
                Optional.of(video.format()).filter(PixelFormat::isRgb),
                audio.map(info -> new Sound(info.sampleRate(), info.channels(), info.channelMask())),
                video.pixelAspect(),
                video.hdr(),
                tags(input.tags(), this.withSound));
        unitSeconds = video.timeBase().toDouble();
        constantRate = !video.variableRate();
    }

    private static OptionalLong expected(OptionalLong stated, long limit) {
        return limit == Long.MAX_VALUE ? stated : OptionalLong.of(Math.min(limit, stated.orElse(limit)));
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public @Nullable Item next() throws IOException {
        while (frames < maxFrames || (withSound && soundFrames < soundDue())) {
            MovieInput.Item item = input.next().orElse(null);
            switch (item) {
                case null -> {
                    return null;
                }
                case MovieInput.Item.Picture picture
                when frames < maxFrames -> {
                    return picture(picture);
                }
                case MovieInput.Item.Sound sound
                when withSound -> {
                    AudioBlock due = due(sound.block());
                    if (due.frames() > 0) {
                        return new Item.Samples(copy(due));
                    }
                }
                case MovieInput.Item.Picture beyond -> {}
                case MovieInput.Item.Sound unwanted -> {}
            }
        }
        return null;
    }

    /**
     * Sample frames that are due to the pictures asked for. Sound may come before its pictures: at a constant rate
     * their end is known anyway, at a variable one only when they came.
     */
    private long soundDue() {
        int rate = format.sound().map(Sound::sampleRate).orElse(0);
        if (frames < maxFrames) {
            double end = constantRate ? maxFrames / format.framerate().toDouble() : Double.POSITIVE_INFINITY;
            return Math.round(end * rate);
        }
        return Math.round(endPts * unitSeconds * rate);
    }

    /** What of a block belongs to the pictures asked for. */
    private AudioBlock due(AudioBlock block) {
        long count = Math.clamp(soundDue() - soundFrames, 0, block.frames());
        soundFrames += count;
        if (count == block.frames()) {
            return block;
        }
        MemorySegment data = block.data()
                .asSlice(0, count * block.channels() * block.sampleFormat().bytes());
        return new AudioBlock(data, block.sampleFormat(), block.sampleRate(), block.channels());
    }

    /** Without the sound's own words where there is no sound. */
    private static MovieTags tags(MovieTags tags, boolean withSound) {
        return withSound ? tags : new MovieTags(tags.movie(), tags.pictures(), Map.of(), tags.chapters());
    }

    private Item picture(MovieInput.Item.Picture picture) throws IOException {
        CpuFrame frame = picture.frame();
        if (frame.width() != format.width() || frame.height() != format.height()) {
            throw new IOException("%s: picture %d is %dx%d, the first was %dx%d"
                    .formatted(format.name(), frames, frame.width(), frame.height(), format.width(), format.height()));
        }
        frames++;
        endPts = frame.pts() + picture.duration();
        return new Item.Picture(frame);
    }

    private static AudioBlock copy(AudioBlock block) {
        MemorySegment samples = MemorySegment.ofArray(block.data().toArray(ValueLayout.JAVA_BYTE));
        return new AudioBlock(samples, block.sampleFormat(), block.sampleRate(), block.channels());
    }

    /** Readers hand out what there is and note that it ends too early; to a user of the command that is a failure. */
    @Override
    public Optional<String> cutShort() {
        return input.notes().stream()
                .filter(note -> EARLY_END.matcher(note).find())
                .findFirst();
    }

    @Override
    public OptionalLong endPts() {
        return frames == 0 ? OptionalLong.empty() : OptionalLong.of(endPts);
    }

    @Override
    public List<String> warnings() {
        return input.notes();
    }

    @Override
    public void close() {
        input.close();
    }
}
