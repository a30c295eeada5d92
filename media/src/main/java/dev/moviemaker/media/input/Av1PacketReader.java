// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.Rational;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the coded AV1 pictures of an MP4, Matroska or WebM file without decoding them. */
public final class Av1PacketReader implements AutoCloseable {
    /** A temporal delimiter OBU (AV1 5.6), which containers leave out. */
    private static final byte[] TEMPORAL_DELIMITER = {0x12, 0};

    /**
     * A coded picture.
     *
     * @param temporalUnit the temporal unit in the low-overhead format, with a temporal delimiter, on the heap
     * @param pts the presentation time in units of {@code timeBase}
     * @param duration the duration in units of {@code timeBase}; 0 if not stated
     * @param timeBase the unit of times in seconds
     * @param keyFrame whether the container marks the picture as a place to start decoding
     */
    public record CodedPicture(
            MemorySegment temporalUnit, long pts, long duration, Rational timeBase, boolean keyFrame) {}

    private final Path file;
    private final MediaSource source;
    private final AVFormatContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final int track;
    private final Rational timeBase;
    private boolean closed;

    private Av1PacketReader(Path file, MediaSource source) throws IOException {
        this.file = file;
        this.source = source;
        context = source.context();
        int found = -1;
        for (int i = 0; i < context.nb_streams() && found < 0; i++) {
            if (context.streams(i).codecpar().codec_id() == avcodec.AV_CODEC_ID_AV1) {
                found = i;
            }
        }
        if (found < 0) {
            throw new IOException("%s: no AV1 in it".formatted(file));
        }
        track = found;
        AVStream stream = context.streams(track);
        AVRational base = stream.time_base();
        timeBase = new Rational(base.num(), base.den());
    }

    /**
     * Opens a file.
     *
     * @param file an MP4, Matroska, WebM or other container with AV1
     * @return a reader, which the caller must close
     * @throws IOException if the file cannot be read or contains no AV1
     */
    public static Av1PacketReader open(Path file) throws IOException {
        MediaSource source = MediaSource.open(file, false);
        try {
            return new Av1PacketReader(file, source);
        } catch (IOException | RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    /**
     * Reads the next picture.
     *
     * @return the picture, or empty at the end
     * @throws IOException if the file is damaged
     */
    public Optional<CodedPicture> next() throws IOException {
        while (true) {
            int status = avformat.av_read_frame(context, packet);
            if (status == AvError.EOF) {
                return Optional.empty();
            }
            if (status < 0) {
                throw new IOException("%s: damaged (%s)".formatted(file, AvError.text(status)));
            }
            try {
                if (packet.stream_index() == track) {
                    return Optional.of(picture());
                }
            } finally {
                avcodec.av_packet_unref(packet);
            }
        }
    }

    private CodedPicture picture() {
        int size = packet.size();
        MemorySegment data = AvAddress.segment(packet.data(), size);
        boolean delimited = size >= 2 && data.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0) == TEMPORAL_DELIMITER[0];
        int prefix = delimited ? 0 : TEMPORAL_DELIMITER.length;
        byte[] unit = new byte[prefix + size];
        System.arraycopy(TEMPORAL_DELIMITER, 0, unit, 0, prefix);
        MemorySegment.copy(data, 0, MemorySegment.ofArray(unit), prefix, size);
        long pts = packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        return new CodedPicture(
                MemorySegment.ofArray(unit),
                pts,
                packet.duration(),
                timeBase,
                (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.av_packet_free(packet);
            source.close();
        }
    }
}
