// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.chunk;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.MovieTags;
import dev.moviemaker.bitstream.file.IvfReader;
import dev.moviemaker.bitstream.file.StreamUnit;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import dev.moviemaker.recording.EncoderBackend;
import dev.moviemaker.recording.EncoderChoice;
import dev.moviemaker.recording.Providers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of coded chunks as an input that is recorded with a backend of its own, which has their packets: what a
 * recording does with containers, sound and names it does here, too. The frames that come are all the same grey one.
 */
public final class JoinedPictures implements MovieInput {
    /** The name of {@link #backend} in reports. */
    public static final String BACKEND = "av1_chunks";

    private final VideoInfo info;
    private final MovieTags tags;
    private final List<Path> files;
    private final Deque<CodedChunk> chunks;
    private final Queue<StreamUnit> packets = new ConcurrentLinkedQueue<>();
    private final List<String> notes;
    private final Arena memory = Arena.ofShared();
    private final CpuFrame grey;
    private final byte[] sequenceHeader;
    private @Nullable CodedChunk open;
    private @Nullable IvfReader reader;
    private @Nullable StreamUnit following;

    /**
     * Begins with the first chunk.
     *
     * @param movie the input that the chunks were made of, for all but its pictures and sound; not closed
     * @param chunks in the order of the movie, all good
     * @throws IOException if there is no picture in them, or their sequence headers differ
     */
    public JoinedPictures(MovieInput movie, List<CodedChunk> chunks) throws IOException {
        info = of(movie.video().orElseThrow(), chunks);
        tags = movie.tags();
        files = movie.files();
        notes = chunks.stream()
                .flatMap(chunk -> chunk.notes().stream())
                .distinct()
                .toList();
        sequenceHeader = SequenceHeaders.common(chunks);
        this.chunks = new ArrayDeque<>(chunks);
        grey = Frame.of(
                info.format(),
                info.width(),
                info.height(),
                memory.allocate(info.format().frameBytes(info.width(), info.height()), 64));
    }

    private static VideoInfo of(VideoInfo video, List<CodedChunk> chunks) {
        return new VideoInfo(
                video.width(),
                video.height(),
                video.format(),
                video.frameRate(),
                video.variableRate(),
                video.timeBase(),
                video.color(),
                OptionalLong.of(chunks.stream().mapToLong(CodedChunk::frames).sum()),
                video.pixelAspect(),
                video.hdr());
    }

    /** Makes the backend that takes these pictures, once. */
    public MovieMakerBackend backend() {
        return new EncoderBackend(
                BACKEND,
                "AV1, coded before",
                EncoderChoice.SOFTWARE,
                new Providers(
                        List.of(new JoinedProvider(packets, sequenceHeader)),
                        Providers.installed().containers()));
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(info);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return Optional.empty();
    }

    @Override
    public MovieTags tags() {
        return tags;
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public Optional<Item> next() throws IOException {
        StreamUnit unit = following == null ? read() : following;
        if (unit == null) {
            return Optional.empty();
        }
        CodedChunk from = open;
        following = read();
        long end = following == null ? (from == null ? 0 : from.end()) : following.timestamp();
        packets.add(unit);
        return Optional.of(new Item.Picture(grey.withPts(unit.timestamp()), Math.max(1, end - unit.timestamp())));
    }

    private @Nullable StreamUnit read() throws IOException {
        while (true) {
            IvfReader from = reader;
            StreamUnit unit = from == null ? null : from.next();
            if (unit != null) {
                return unit;
            }
            if (from != null) {
                from.close();
                reader = null;
            }
            CodedChunk next = chunks.poll();
            if (next == null) {
                return null;
            }
            if (next.frames() > 0) {
                open = next;
                reader = new IvfReader(new BufferedInputStream(Files.newInputStream(next.file()), 1 << 16));
            }
        }
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        try {
            IvfReader from = reader;
            reader = null;
            if (from != null) {
                from.close();
            }
        } catch (IOException e) {
            // It was read only.
            reader = null;
        }
        if (memory.scope().isAlive()) {
            memory.close();
        }
    }
}
