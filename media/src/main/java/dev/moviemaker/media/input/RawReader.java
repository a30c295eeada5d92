// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads frames without headers from a stream, one after another without gaps. */
public final class RawReader implements MovieInput {
    /** Bytes by which formats are known. */
    private static final int HEADER = 16;

    private final String name;
    private final ByteSource in;
    private final VideoInfo info;
    private final long frameBytes;
    /** For the picture that is read, and the one delivered last. */
    private FrameMemory memory = new FrameMemory();

    private FrameMemory before = new FrameMemory();
    private final Notes notes;
    private List<Path> files = List.of();
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
        this(ByteSource.of(in), name, format, width, height, frameRate, color);
    }

    /**
     * Opens a file of frames of a known layout.
     *
     * @param format how the samples lie
     * @param width pixels
     * @param height pixels
     * @param frameRate frames per second
     * @param color what Y'CbCr samples mean; ignored for RGB
     * @return a reader, to be closed by the caller
     * @throws IOException if the file cannot be read
     */
    public static RawReader open(
            Path file, PixelFormat format, int width, int height, Rational frameRate, ColorDescription color)
            throws IOException {
        RawReader reader = new RawReader(
                ByteSource.of(Files.newByteChannel(file)), file.toString(), format, width, height, frameRate, color);
        reader.files = List.of(file);
        return reader;
    }

    /** By the size of the file; what is left over at its end is no frame. */
    @Override
    public OptionalDouble length() {
        OptionalLong size = in.size();
        if (size.isEmpty()) {
            return OptionalDouble.empty();
        }
        long frames = size.getAsLong() / frameBytes;
        return OptionalDouble.of(frames * info.timeBase().toDouble());
    }

    private RawReader(
            ByteSource in,
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
    public List<Path> files() {
        return files;
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
            if (read == 0 && got > 0) {
                requireNoHeader(memory.memory(got, got));
            }
            if (got == 0 && read == 0) {
                throw new IOException("%s: the input is empty".formatted(name));
            }
            if (got > 0) {
                notes.add("ends inside frame %d (%d of %d bytes), which is left out", read, got, frameBytes);
            }
            return Optional.empty();
        }
        MemorySegment samples = memory.memory(frameBytes, frameBytes);
        if (read == 0) {
            requireNoHeader(samples);
        }
        FrameMemory free = before;
        before = memory;
        memory = free;
        CpuFrame frame = Frame.of(info.format(), info.width(), info.height(), samples);
        return Optional.of(new Item.Picture(frame.withPts(read++), 1));
    }

    @Override
    public void seek(long pts) throws IOException {
        // The first frame shows whether these are raw frames.
        if (read > 0 && pts > read && in.size().isPresent() && pts <= in.size().getAsLong() / frameBytes) {
            in.position(pts * frameBytes);
            read = pts;
        }
    }

    /** Refuses a file of a format that says what is in it. */
    private void requireNoHeader(MemorySegment first) throws IOException {
        byte[] start = new byte[(int) Math.min(HEADER, first.byteSize())];
        MemorySegment.copy(first, ValueLayout.JAVA_BYTE, 0, start, 0, start.length);
        boolean y4m = new String(start, StandardCharsets.ISO_8859_1).startsWith("YUV4MPEG2 ");
        Optional<ElementFormat> format = ElementFormat.of(start, start.length).filter(ElementFormat::isUnmistakable);
        if (y4m || format.isPresent()) {
            throw notes.error(
                    "this is %s, which says itself what is in it, and no raw frames (--format)",
                    y4m ? "y4m" : format.get());
        }
    }

    @Override
    public boolean isEvenlyTimed() {
        return true;
    }

    @Override
    public void leavePictures() {
        ended = true;
    }

    @Override
    public List<String> notes() {
        return notes.list();
    }

    @Override
    public void close() {
        in.close();
        memory.close();
        before.close();
    }
}
