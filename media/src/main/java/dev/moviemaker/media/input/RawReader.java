// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads frames without headers from a stream, one after another without gaps. */
public final class RawReader implements MovieInput {
    private final String name;
    private final InputStream in;
    private final VideoInfo info;
    private final long frameBytes;
    private final FrameMemory memory = new FrameMemory();
    private final Notes notes;
    private long read;
    private boolean ended;

    /**
     * Creates a reader for frames of a known layout.
     *
     * @param in the stream, which is closed with the reader
     * @param name the name of the stream, for messages
     * @param format the memory layout of the samples
     * @param width the width in pixels
     * @param height the height in pixels
     * @param frameRate the frame rate in frames per second
     * @param color the meaning of Y'CbCr samples; ignored for RGB
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
        notes = new Notes(name);
        frameBytes = format.frameBytes(width, height);
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
        long got = memory.read(in, frameBytes);
        if (got < frameBytes) {
            ended = true;
            if (got == 0 && read == 0) {
                throw new IOException("%s: the input is empty".formatted(name));
            }
            if (got > 0) {
                notes.add("ends inside frame %d (%d of %d bytes), which is left out", read, got, frameBytes);
            }
            return Optional.empty();
        }
        CpuFrame frame = Frame.of(info.format(), info.width(), info.height(), memory.memory(frameBytes, frameBytes));
        return Optional.of(new Item.Picture(frame.withPts(read++), 1));
    }

    @Override
    public List<String> notes() {
        return notes.list();
    }

    @Override
    public void close() {
        Streams.closeQuietly(in);
        memory.close();
    }
}
