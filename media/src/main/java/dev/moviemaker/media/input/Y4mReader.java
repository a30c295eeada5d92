// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.input;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Reads progressive 4:2:0 video of 8 or 10 bits, or luma only, from a YUV4MPEG2 stream; {@link MediaReader} reads the
 * rest.
 */
public final class Y4mReader implements MovieInput {
    private static final Rational USUAL_RATE = Rational.of(25);
    private static final String FRAME = "FRAME";
    private static final int FRAME_LINE = FRAME.length() + 1;

    private final String name;
    private final ByteSource in;
    private final Y4mHeader header;
    private final VideoInfo info;
    private final long frameBytes;
    private final long readBytes;
    private final int headerBytes;
    /** For the picture that is read, and the one delivered last. */
    private FrameMemory memory = new FrameMemory();

    private FrameMemory before = new FrameMemory();
    private final Notes notes;
    private List<Path> files = List.of();
    private long read;
    private boolean ended;

    /**
     * Reads the header of a stream.
     *
     * @param in the stream, which is closed with the reader
     * @param name the name of the stream, for messages
     * @throws IOException if the stream does not start with a supported header
     */
    public Y4mReader(InputStream in, String name) throws IOException {
        this(in, name, Optional.empty());
    }

    /**
     * Reads the header of a stream.
     *
     * @param in the stream, which is closed with the reader
     * @param name the name of the stream, for messages
     * @param frameRate the frame rate in frames per second if the stream does not state one
     * @throws IOException if the stream does not start with a supported header
     */
    public Y4mReader(InputStream in, String name, Optional<Rational> frameRate) throws IOException {
        this(ByteSource.of(in), name, frameRate);
    }

    /**
     * Opens a file.
     *
     * @param frameRate frames per second where the file says that it does not know
     * @return a reader, to be closed by the caller
     * @throws IOException if the file cannot be read or does not start with a header that can be used
     */
    public static Y4mReader open(Path file, Optional<Rational> frameRate) throws IOException {
        ByteSource in = ByteSource.of(Files.newByteChannel(file));
        try {
            Y4mReader reader = new Y4mReader(in, file.toString(), frameRate);
            reader.files = List.of(file);
            return reader;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private Y4mReader(ByteSource in, String name, Optional<Rational> frameRate) throws IOException {
        this.in = in;
        this.name = name;
        notes = new Notes(name);
        String first = line(true);
        headerBytes = first.length() + 1;
        header = Y4mHeader.parse(first, name);
        PixelFormat format = header.direct()
                .orElseThrow(() -> new IOException("%s: y4m of C%s%s must be converted"
                        .formatted(name, header.sampling(), header.progressive() ? "" : ", interlaced,")));
        PictureColors colors = PictureColors.of(
                0,
                header.height(),
                avutil.AVCOL_PRI_UNSPECIFIED,
                avutil.AVCOL_TRC_UNSPECIFIED,
                avutil.AVCOL_SPC_UNSPECIFIED,
                header.full(),
                notes);
        notes.add("y4m does not state colours; assumed %s", String.join(", ", colors.assumed()));
        Rational rate = header.rate().or(() -> frameRate).orElse(USUAL_RATE);
        if (header.rate().isEmpty() && frameRate.isEmpty()) {
            notes.add("does not state its frame rate; assumed %s", rate);
        }
        frameBytes = format.frameBytes(header.width(), header.height());
        readBytes = header.isLumaOnly() ? (long) header.width() * header.height() : frameBytes;
        info = new VideoInfo(
                header.width(),
                header.height(),
                format,
                rate,
                false,
                rate.inverse(),
                Optional.of(colors.color().withChromaPosition(header.chromaPosition())),
                OptionalLong.empty(),
                header.pixelAspect(),
                Optional.empty());
    }

    @Override
    public List<Path> files() {
        return files;
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(info);
    }

    /** By the size of the file, where its frames have no parameters of their own. */
    @Override
    public OptionalDouble length() {
        OptionalLong size = in.size();
        if (size.isEmpty()) {
            return OptionalDouble.empty();
        }
        long frames = (size.getAsLong() - headerBytes) / (FRAME_LINE + readBytes);
        return OptionalDouble.of(frames * info.timeBase().toDouble());
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
        String line = line(false);
        if (line.isEmpty()) {
            ended = true;
            return Optional.empty();
        }
        if (!line.equals(FRAME) && !line.startsWith(FRAME + " ")) {
            throw new IOException("%s: frame %d does not start with FRAME: the header (%dx%d %s) does not fit the data"
                    .formatted(name, read, info.width(), info.height(), info.format()));
        }
        long got = memory.read(in, readBytes);
        if (got < readBytes) {
            ended = true;
            notes.add("ends inside frame %d (%d of %d bytes), which is left out", read, got, readBytes);
            return Optional.empty();
        }
        MemorySegment samples = memory.memory(frameBytes, readBytes);
        if (readBytes < frameBytes) {
            samples.asSlice(readBytes).fill((byte) 128);
        }
        FrameMemory free = before;
        before = memory;
        memory = free;
        CpuFrame frame = Frame.of(info.format(), info.width(), info.height(), samples);
        return Optional.of(new Item.Picture(frame.withPts(read++), 1));
    }

    /** Exact where no frame has parameters of its own, so that all are as long. */
    @Override
    public void seek(long pts) throws IOException {
        long each = FRAME_LINE + readBytes;
        if (ended || pts <= read || in.size().isEmpty()) {
            return;
        }
        long place = headerBytes + pts * each;
        long size = in.size().getAsLong();
        if ((size - headerBytes) % each != 0 || place >= size) {
            return;
        }
        in.position(place);
        boolean isFrame = line(false).equals(FRAME);
        in.position(isFrame ? place : headerBytes + read * each);
        read = isFrame ? pts : read;
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

    private String line(boolean required) throws IOException {
        byte[] line = new byte[Y4mHeader.MAX_LINE];
        int length = 0;
        while (length < line.length) {
            int next = in.read();
            if (next == '\n') {
                return new String(line, 0, length, StandardCharsets.US_ASCII);
            }
            if (next < 0) {
                if (required || length > 0) {
                    throw new IOException(
                            "%s: %s".formatted(name, length == 0 ? "the input is empty" : "ends inside a y4m header"));
                }
                return "";
            }
            line[length++] = (byte) next;
        }
        if (required) {
            throw new IOException("%s: not y4m: no header line".formatted(name));
        }
        return new String(line, StandardCharsets.US_ASCII);
    }
}
