// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import dev.moviemaker.media.svt.SvtChunks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A movie whose pictures are coded in chunks. Everything about the chunks follows from the movie and its settings: it
 * is the same on every machine.
 *
 * <p>Threading: used by one thread at a time. To code several chunks at once, open the movie several times.
 */
public final class ChunkedMovie implements AutoCloseable {
    /** Frames in a chunk at least; with a bitrate, rate control needs some to find its way. */
    private static final int LEAST = 60;

    private static final int LEAST_WITH_BITRATE = 120;

    private final MovieInput input;
    private final EncoderSettings settings;
    private final long maxFrames;
    /** The first picture after the last span, which was read to find its end. */
    private MovieInput.Item.@Nullable Picture ahead;

    private long position;

    /**
     * Takes over an input, from which nothing was read.
     *
     * @param input its pictures; closed with the movie
     * @param settings of all chunks
     * @param maxFrames pictures at most, from the first on
     */
    public ChunkedMovie(MovieInput input, EncoderSettings settings, long maxFrames) {
        this.input = input;
        this.settings = settings;
        this.maxFrames = maxFrames;
    }

    /** Returns the pictures. */
    public MovieInput input() {
        return input;
    }

    /** Returns the settings of all chunks. */
    public EncoderSettings settings() {
        return settings;
    }

    /** Returns the frames in every chunk but the last, at a constant frame rate. */
    public int framesInChunk() {
        boolean quality = SvtChunks.isConstantQuality(settings);
        return SvtChunks.frames(settings, quality ? LEAST : LEAST_WITH_BITRATE);
    }

    /**
     * Finds the borders of the chunks. May read the whole input if it does not state its length, or if only the first
     * pictures of a movie of variable rate are wanted; call it on a movie of which nothing was read, and code nothing
     * of it afterwards.
     *
     * @return at least one span, which follow each other without gaps
     * @throws IOException if the input cannot be read
     */
    public List<Span> spans() throws IOException {
        VideoInfo video = input.video().orElseThrow();
        long step = Math.max(1, settings.framerate().inverse().rescale(framesInChunk(), settings.timeBase()));
        OptionalLong end = end(video);
        List<Span> spans = new ArrayList<>();
        long from = 0;
        while (end.isPresent() && from + step < end.getAsLong()) {
            spans.add(new Span(from, from + step));
            from += step;
        }
        spans.add(new Span(from, maxFrames == Long.MAX_VALUE || end.isEmpty() ? Span.END : end.getAsLong()));
        return spans;
    }

    /** When the last picture that is wanted ends, or about: the last chunk takes what is left. */
    private OptionalLong end(VideoInfo video) throws IOException {
        boolean limited = maxFrames != Long.MAX_VALUE;
        OptionalLong stated = video.variableRate() ? OptionalLong.empty() : video.frames();
        if (stated.isEmpty() && input.length().isPresent()) {
            stated = OptionalLong.of(
                    Math.round(input.length().getAsDouble() / video.timeBase().toDouble()));
        }
        if (stated.isEmpty() || (limited && !input.isEvenlyTimed())) {
            return counted();
        }
        return OptionalLong.of(Math.min(stated.getAsLong(), maxFrames));
    }

    private OptionalLong counted() throws IOException {
        long end = 0;
        long frames = 0;
        MovieInput.Item item = input.next().orElse(null);
        while (item != null) {
            if (item instanceof MovieInput.Item.Picture picture) {
                if (frames == maxFrames) {
                    return OptionalLong.of(picture.frame().pts());
                }
                frames++;
                end = picture.frame().pts() + picture.duration();
            }
            item = input.next().orElse(null);
        }
        return OptionalLong.of(end);
    }

    /**
     * Returns whether a chunk that begins there can still be coded of this movie: it is read from front to back.
     *
     * @param from when the chunk begins
     */
    public boolean reaches(long from) {
        return position <= from;
    }

    /** The first time of which no picture was read, or only {@link #ahead}. */
    long position() {
        return position;
    }

    void seek(long from) throws IOException {
        if (!reaches(from)) {
            throw new IllegalArgumentException("chunk: from %d given, %d or more allowed".formatted(from, position));
        }
        MovieInput.Item.Picture picture = ahead;
        if (picture == null || picture.frame().pts() < from) {
            ahead = null;
            input.seek(from);
        }
    }

    /** The next picture of a span; null if there is none. */
    MovieInput.Item.@Nullable Picture next(Span span) throws IOException {
        while (true) {
            MovieInput.Item.Picture picture = ahead == null ? read() : ahead;
            ahead = null;
            if (picture == null) {
                return null;
            }
            long pts = picture.frame().pts();
            if (pts >= span.to()) {
                ahead = picture;
                position = span.to();
                return null;
            }
            position = pts + 1;
            if (pts >= span.from()) {
                return picture;
            }
        }
    }

    private MovieInput.Item.@Nullable Picture read() throws IOException {
        MovieInput.Item item = input.next().orElse(null);
        while (item != null) {
            if (item instanceof MovieInput.Item.Picture picture) {
                return picture;
            }
            item = input.next().orElse(null);
        }
        return null;
    }

    /**
     * Returns how many chunks this machine codes at the same time at most.
     *
     * @param cores of the machine
     * @param memory bytes that they may take
     * @return at least 1
     */
    public int workers(int cores, long memory) {
        return SvtChunks.workers(settings, cores, memory);
    }

    /**
     * Returns how much memory so many chunks at a time take at most, apart from what their inputs hold.
     *
     * @param cores of the machine
     * @param workers chunks at the same time
     * @return bytes
     */
    public long memory(int cores, int workers) {
        return SvtChunks.bytes(settings, cores, workers);
    }

    /** Closes the input. */
    @Override
    public void close() {
        input.close();
    }
}
