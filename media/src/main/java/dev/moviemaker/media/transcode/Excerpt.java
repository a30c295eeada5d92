// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.MovieTags;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first pictures of an input, with the sound that belongs to them; or all there is. Used by one thread at a time.
 */
final class Excerpt implements AutoCloseable {
    private static final Pattern EARLY_END = Pattern.compile(": ends (inside frame|early)");

    private final String name;
    private final MovieInput input;
    private final VideoInfo video;
    private final List<AudioInfo> audio;
    private final List<String> ownNotes;
    private final MovieTags tags;
    private final long maxFrames;
    private final double unitSeconds;
    private long frames;
    private long endPts;
    private final DueSound sound;
    /** Whether the end of the last picture is known: the one after it tells, wherever a file has gaps. */
    private boolean endKnown;

    private boolean atEnd;

    /**
     * Takes over the input: it is closed with the excerpt.
     *
     * @param name of the input, for messages
     * @param withSound whether its sound is handed out, if it has any
     * @param maxFrames how many pictures at most; {@link Long#MAX_VALUE} for all
     * @param notes what is to be said besides the notes of the input
     * @throws IOException if the input has no pictures; it is not closed then
     */
    Excerpt(String name, MovieInput input, boolean withSound, long maxFrames, List<String> notes) throws IOException {
        this.name = name;
        this.input = input;
        this.maxFrames = maxFrames;
        video = input.video().orElseThrow(() -> new IOException(name + ": there are no pictures in it"));
        audio = withSound ? input.audioTracks() : List.of();
        ownNotes = notes;
        tags = tags(input.tags(), !audio.isEmpty(), length(video, maxFrames));
        unitSeconds = video.timeBase().toDouble();
        sound = new DueSound(audio);
        boolean limited = maxFrames != Long.MAX_VALUE;
        endKnown = !limited || !(video.variableRate() || !audio.isEmpty());
        if (!limited) {
            sound.dueUntil(Double.POSITIVE_INFINITY, true);
        }
    }

    String name() {
        return name;
    }

    VideoInfo video() {
        return video;
    }

    /** The tracks of the sound that is handed out. */
    List<AudioInfo> audio() {
        return audio;
    }

    MovieTags tags() {
        return tags;
    }

    List<Path> files() {
        return input.files();
    }

    /** How many pictures will come, where the input says so. */
    OptionalLong expected() {
        OptionalLong stated = video.frames();
        return maxFrames == Long.MAX_VALUE ? stated : OptionalLong.of(Math.min(maxFrames, stated.orElse(maxFrames)));
    }

    /**
     * The next piece, in the order of time. A picture's memory is good until the call after the next; sound is the
     * caller's.
     *
     * @return null at the end
     */
    MovieInput.@Nullable Item next() throws IOException {
        while (frames < maxFrames || !endKnown || sound.isMissing()) {
            MovieInput.Item due = sound.poll();
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
                case MovieInput.Item.Sound block when !audio.isEmpty() -> sound.add(copy(block.block()), block.track());
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

    private MovieInput.Item picture(MovieInput.Item.Picture picture) throws IOException {
        CpuFrame frame = picture.frame();
        if (frame.width() != video.width() || frame.height() != video.height()) {
            throw new IOException("%s: picture %d is %dx%d, the first was %dx%d"
                    .formatted(name, frames, frame.width(), frame.height(), video.width(), video.height()));
        }
        frames++;
        endPts = frame.pts() + picture.duration();
        if (maxFrames != Long.MAX_VALUE) {
            sound.dueUntil(endPts * unitSeconds, endKnown);
        }
        // Pictures beyond the last are read for the sound between them: they must not take its memory.
        return frames == maxFrames ? new MovieInput.Item.Picture(copy(frame), picture.duration()) : picture;
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

    /**
     * After the end: why there is less than the input promised; empty if it was complete. Readers hand out what there
     * is and note that it ends too early; to whoever wanted the whole of it that is a failure.
     */
    Optional<String> cutShort() {
        return input.notes().stream()
                .filter(note -> EARLY_END.matcher(note).find())
                .findFirst();
    }

    /** After the end: when the last picture ends, in units of the time base. */
    OptionalLong endPts() {
        return frames == 0 ? OptionalLong.empty() : OptionalLong.of(endPts);
    }

    /** What was assumed or is missing, one sentence each; complete after the end. */
    List<String> notes() {
        Set<String> all = new LinkedHashSet<>(input.notes());
        all.addAll(ownNotes);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        input.close();
    }
}
