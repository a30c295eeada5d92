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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file or stream as a source. */
final class InputSource implements Source {
    private static final Pattern EARLY_END = Pattern.compile(": ends (inside frame|early)");

    private final MovieInput input;
    private final boolean withSound;
    private final UnaryOperator<List<String>> warnings;
    private final Format format;
    private final long maxFrames;
    private final double unitSeconds;
    private long frames;
    private long endPts;
    private final DueSound sound;
    /** Whether the end of the last picture is known: the one after it tells, wherever a file has gaps. */
    private boolean endKnown;

    private boolean atEnd;

    /**
     * Takes over the input: it is closed with the source, or at once if the source cannot be made.
     *
     * @param warnings makes the warnings of the source of the notes of the input
     */
    InputSource(
            String name, MovieInput input, boolean withSound, long maxFrames, UnaryOperator<List<String>> warnings) {
        this.warnings = warnings;
        this.input = input;
        this.maxFrames = maxFrames;
        VideoInfo video = input.video().orElse(null);
        if (video == null) {
            input.close();
            throw Failure.failed(name + ": there are no pictures in it", null);
        }
        List<AudioInfo> audio = withSound ? input.audioTracks() : List.of();
        this.withSound = !audio.isEmpty();
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
                audio.stream()
                        .map(info -> new Sound(info.sampleRate(), info.channels(), info.channelMask()))
                        .toList(),
                video.pixelAspect(),
                video.hdr(),
                tags(input.tags(), this.withSound, length(video, maxFrames)));
        unitSeconds = video.timeBase().toDouble();
        sound = new DueSound(format.sounds());
        boolean limited = maxFrames != Long.MAX_VALUE;
        endKnown = !limited || !(video.variableRate() || this.withSound);
        if (!limited) {
            sound.dueUntil(Double.POSITIVE_INFINITY, true);
        }
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
        while (frames < maxFrames || !endKnown || sound.isMissing()) {
            Item due = sound.poll();
            if (due != null) {
                return due;
            }
            MovieInput.Item item = atEnd ? null : input.next().orElse(null);
            switch (item) {
                case null -> {
                    if (atEnd) {
                        return null;
                    }
                    atEnd = true;
                    endKnown = true;
                    sound.dueUntil(frames < maxFrames ? Double.POSITIVE_INFINITY : endPts * unitSeconds, true);
                }
                case MovieInput.Item.Picture picture
                when frames < maxFrames -> {
                    return picture(picture);
                }
                case MovieInput.Item.Sound block when withSound -> sound.add(copy(block.block()), block.track());
                case MovieInput.Item.Picture beyond when endKnown -> {}
                case MovieInput.Item.Picture beyond -> endsBefore(beyond.frame().pts());
                case MovieInput.Item.Sound unwanted -> {}
            }
        }
        return null;
    }

    /** Seconds up to the limit of pictures, where each lasts as long as the others. */
    private static OptionalDouble length(VideoInfo video, long limit) {
        return limit == Long.MAX_VALUE || video.variableRate()
                ? OptionalDouble.empty()
                : OptionalDouble.of(limit / video.frameRate().toDouble());
    }

    /** Without the sound's own words where there is no sound, and with chapters and subtitles that end in time. */
    private static MovieTags tags(MovieTags tags, boolean withSound, OptionalDouble length) {
        return new MovieTags(
                tags.movie(),
                tags.pictures(),
                withSound ? tags.sound() : List.of(),
                chapters(tags.chapters(), length),
                tags.subtitles().map(from -> new MovieTags.Subtitles(from.file(), from.startSeconds(), length)));
    }

    /** A movie's last chapter ends with it, and what would come after its end has none. */
    private static List<MovieTags.Chapter> chapters(List<MovieTags.Chapter> chapters, OptionalDouble length) {
        if (length.isEmpty()) {
            return chapters;
        }
        Duration end = Duration.ofNanos(Math.round(length.getAsDouble() * 1e9));
        return chapters.stream()
                .filter(chapter -> chapter.start().compareTo(end) < 0)
                .map(chapter -> chapter.end().compareTo(end) <= 0
                        ? chapter
                        : new MovieTags.Chapter(chapter.start(), end, chapter.title()))
                .toList();
    }

    private Item picture(MovieInput.Item.Picture picture) throws IOException {
        CpuFrame frame = picture.frame();
        if (frame.width() != format.width() || frame.height() != format.height()) {
            throw new IOException("%s: picture %d is %dx%d, the first was %dx%d"
                    .formatted(format.name(), frames, frame.width(), frame.height(), format.width(), format.height()));
        }
        frames++;
        endPts = frame.pts() + picture.duration();
        if (maxFrames != Long.MAX_VALUE) {
            sound.dueUntil(endPts * unitSeconds, endKnown);
        }
        // Pictures beyond the last are read for the sound between them: they must not take its memory.
        return new Item.Picture(frames == maxFrames ? copy(frame) : frame);
    }

    /** The last picture is shown until the one after it would be, whatever its file says. */
    private void endsBefore(long pts) {
        endKnown = true;
        endPts = Math.max(endPts, pts);
        sound.dueUntil(endPts * unitSeconds, true);
    }

    private static CpuFrame copy(CpuFrame frame) {
        List<CpuFrame.Plane> planes = frame.planes().stream()
                .map(plane -> new CpuFrame.Plane(
                        MemorySegment.ofArray(plane.data().toArray(ValueLayout.JAVA_BYTE)), plane.strideBytes()))
                .toList();
        return new CpuFrame(frame.format(), frame.width(), frame.height(), planes, frame.pts(), frame.forceKeyFrame());
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
        return warnings.apply(input.notes());
    }

    @Override
    public void close() {
        input.close();
    }
}
