// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A recording in several files: a new one after some time, after some bytes, or on call. Each starts with a key frame
 * and plays alone; together they hold each packet of the recording exactly once.
 *
 * <pre>{@code
 * Segments segments = Segments.of(Path.of("movie-%03d.mp4")).every(Duration.ofMinutes(1));
 * maker.start(segments);
 * }</pre>
 *
 * <p>Sound is coded once for all files; the packet in which a cut lies belongs to the file in which it begins. Times of
 * each file start at 0. A file gets its name when it is complete, which is when the sound of its last frame has come
 * too. Where sound is later than three files, it goes to the oldest one that is still open.
 *
 * <p>Threading: any thread may call.
 */
public final class Segments implements Output {
    private static final Pattern NUMBER = Pattern.compile("%(?:0([1-9]))?d");

    private final Path pattern;
    private final Optional<Duration> duration;
    private final OptionalLong bytes;
    private volatile @Nullable Control control;

    /** What a running recording does for its segments; for backends. */
    public interface Control {
        /** Starts a new file with the next frame. */
        void cut();

        /** Returns the complete files. */
        List<Path> files();
    }

    private Segments(Path pattern, Optional<Duration> duration, OptionalLong bytes) {
        this.pattern = pattern;
        this.duration = duration;
        this.bytes = bytes;
    }

    /**
     * Returns segments that are cut on call only.
     *
     * @param pattern the files, with {@code %d} or, for leading zeros, {@code %03d} in the name in place of a number
     *     that counts from 0; the extension selects the container
     * @throws IllegalArgumentException if there is not exactly one such place
     */
    public static Segments of(Path pattern) {
        Matcher matcher = NUMBER.matcher(String.valueOf(pattern.getFileName()));
        if (!matcher.find() || matcher.find()) {
            throw new IllegalArgumentException(
                    "segments: '%s' given, a name with one %%d (or %%03d) for the number allowed".formatted(pattern));
        }
        return new Segments(pattern, Optional.empty(), OptionalLong.empty());
    }

    /**
     * Returns segments that are also cut at multiples of a duration: at the first frame at or after each.
     *
     * @param length more than 0
     */
    public Segments every(Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("segments: every %s given, more than 0 allowed".formatted(length));
        }
        return new Segments(pattern, Optional.of(length), bytes);
    }

    /**
     * Returns segments that are also cut when a file has reached a size. It becomes larger by what the encoder holds at
     * that moment.
     *
     * @param size the size in bytes, more than 0
     */
    public Segments everyBytes(long size) {
        if (size <= 0) {
            throw new IllegalArgumentException("segments: every %d bytes given, more than 0 allowed".formatted(size));
        }
        return new Segments(pattern, duration, OptionalLong.of(size));
    }

    /**
     * Starts a new file with the next frame that is recorded.
     *
     * @throws IllegalStateException if no recording has been started with this output
     */
    public void cut() {
        Control current = control;
        if (current == null) {
            throw new IllegalStateException("cut: no recording was started with these segments");
        }
        current.cut();
    }

    /** Returns the files that are complete, in order. */
    public List<Path> files() {
        Control current = control;
        return current == null ? List.of() : current.files();
    }

    /** Returns the name of a file by its number. */
    public Path file(int number) {
        Matcher matcher = NUMBER.matcher(String.valueOf(pattern.getFileName()));
        String name = matcher.replaceFirst(
                place -> place.group(1) == null ? "" + number : ("%0" + place.group(1) + "d").formatted(number));
        return pattern.resolveSibling(name);
    }

    /** Returns the time after which a new file starts. */
    public Optional<Duration> duration() {
        return duration;
    }

    /** Returns the size after which a new file starts. */
    public OptionalLong bytes() {
        return bytes;
    }

    /** Connects this output with the recording that has been started; for backends. */
    public void attach(Control recording) {
        control = recording;
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
