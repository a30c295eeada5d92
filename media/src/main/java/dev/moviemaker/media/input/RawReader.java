package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Frames without any header from a stream, one after the other without gaps. */
public final class RawReader implements MovieInput {
    private final String name;
    private final InputStream in;
    private final VideoInfo info;
    private final byte[] pixels;
    private final CpuFrame frame;
    private final List<String> notes = new ArrayList<>();
    private long read;
    private boolean ended;

    /**
     * Frames of a known layout.
     *
     * @param in closed with the reader
     * @param name of the stream, for messages
     * @param format how the samples lie
     * @param width pixels
     * @param height pixels
     * @param frameRate frames per second
     * @param color what Y'CbCr samples mean; ignored for RGB
     */
    public RawReader(
            InputStream in,
            String name,
            PixelFormat format,
            int width,
            int height,
            Rational frameRate,
            ColorDescription color) {
        this.in = in;
        this.name = name;
        pixels = new byte[Math.toIntExact(format.frameBytes(width, height))];
        frame = Frame.of(format, width, height, MemorySegment.ofArray(pixels));
        info = new VideoInfo(width, height, format, frameRate, format.isRgb() ? Optional.empty() : Optional.of(color));
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
    public Optional<Item> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        int got = in.readNBytes(pixels, 0, pixels.length);
        if (got < pixels.length) {
            ended = true;
            if (got == 0 && read == 0) {
                throw new IOException("%s: the input is empty".formatted(name));
            }
            if (got > 0) {
                notes.add("%s: ends inside frame %d (%d of %d bytes), which is left out"
                        .formatted(name, read, got, pixels.length));
            }
            return Optional.empty();
        }
        return Optional.of(new Item.Picture(frame.withPts(read++), 1));
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        Streams.closeQuietly(in);
    }
}
