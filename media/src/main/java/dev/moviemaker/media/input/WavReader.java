package dev.moviemaker.media.input;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioBlock.SampleFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A WAV file of integer PCM (8 to 32 bit) or 32-bit float. A data size of 0, as an interrupted recording leaves it, or one beyond
 * the end of the file means "to the end of the file".
 */
public final class WavReader implements MovieInput {
    private static final int BLOCK = 4096;
    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int EXTENSIBLE = 0xFFFE;

    private final Path file;
    private final InputStream in;
    private final AudioInfo info;
    private final int sourceBytes;
    private final byte[] raw;
    private final MemorySegment samples;
    private final List<String> notes = new ArrayList<>();
    private long left;

    private WavReader(Path file, InputStream in) throws IOException {
        this.file = file;
        this.in = in;
        if (!tag(4).equals("RIFF") || number(4) < 0 || !tag(4).equals("WAVE")) {
            throw new IOException("%s: not a WAV file".formatted(file));
        }
        ByteBuffer format = null;
        long position = 12;
        while (true) {
            String chunk = tag(4);
            long size = number(4);
            position += 8;
            if (chunk.equals("data")) {
                if (format == null) {
                    throw new IOException("%s: WAV data before their format".formatted(file));
                }
                long rest = Files.size(file) - position;
                left = size == 0 || size > rest ? rest : size;
                if (left != size) {
                    notes.add("%s: states %d bytes of sound, has %d".formatted(file, size, left));
                }
                break;
            }
            if (chunk.equals("fmt ") && size >= 16 && size < 1024) {
                format = ByteBuffer.wrap(bytes((int) size)).order(ByteOrder.LITTLE_ENDIAN);
            } else {
                in.skipNBytes(size);
            }
            position += size + (size & 1);
            if ((size & 1) != 0) {
                in.skipNBytes(1);
            }
        }
        int code = format.getShort(0) & 0xFFFF;
        if (code == EXTENSIBLE && format.capacity() >= 26) {
            code = format.getShort(24) & 0xFFFF;
        }
        int channels = format.getShort(2);
        int rate = format.getInt(4);
        int bits = format.getShort(14);
        sourceBytes = bits / 8;
        boolean known =
                (code == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)) || (code == FLOAT && bits == 32);
        if (!known || channels < 1 || channels > 8 || rate < 8000 || rate > 192_000) {
            throw new IOException(
                    "%s: WAV format %d of %d bit, %d channels, %d Hz given, PCM of 8 to 32 bit or 32-bit float, 1 to 8 channels, 8000 to 192000 Hz allowed"
                            .formatted(file, code, bits, channels, rate));
        }
        SampleFormat sampleFormat = code == FLOAT ? SampleFormat.F32 : bits <= 16 ? SampleFormat.S16 : SampleFormat.S32;
        int frameBytes = sourceBytes * channels;
        left -= left % frameBytes;
        info = new AudioInfo(rate, channels, sampleFormat, OptionalLong.of(left / frameBytes));
        raw = new byte[BLOCK * frameBytes];
        samples = MemorySegment.ofArray(new int[BLOCK * channels]);
    }

    /**
     * Opens a file.
     *
     * @param file a WAV file
     * @return a reader, to be closed by the caller
     * @throws IOException if the file is missing or is no WAV file of a known kind
     */
    public static WavReader open(Path file) throws IOException {
        MediaReader.requireFile(file);
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new WavReader(file, in);
        } catch (java.io.EOFException e) {
            in.close();
            throw new IOException("%s: ends inside the WAV header".formatted(file), e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.empty();
    }

    @Override
    public Optional<AudioInfo> audio() {
        return Optional.of(info);
    }

    @Override
    public Optional<Item> next() throws IOException {
        int frameBytes = sourceBytes * info.channels();
        int got = in.readNBytes(raw, 0, (int) Math.min(raw.length, left));
        got -= got % frameBytes;
        left -= got;
        if (got == 0) {
            return Optional.empty();
        }
        int count = got / sourceBytes;
        int bytes = info.sampleFormat().bytes();
        if (sourceBytes == bytes) {
            MemorySegment.copy(MemorySegment.ofArray(raw), 0, samples, 0, got);
        } else if (sourceBytes == 1) {
            for (int i = 0; i < count; i++) {
                samples.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (((raw[i] & 0xFF) - 128) << 8));
            }
        } else {
            for (int i = 0; i < count; i++) {
                int value = (raw[3 * i] & 0xFF) << 8 | (raw[3 * i + 1] & 0xFF) << 16 | raw[3 * i + 2] << 24;
                samples.setAtIndex(ValueLayout.JAVA_INT, i, value);
            }
        }
        return Optional.of(new Item.Sound(new AudioBlock(
                samples.asSlice(0, (long) count * bytes), info.sampleFormat(), info.sampleRate(), info.channels())));
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public void close() {
        Streams.closeQuietly(in);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new java.io.EOFException();
        }
        return bytes;
    }

    private String tag(int count) throws IOException {
        return new String(bytes(count), StandardCharsets.ISO_8859_1);
    }

    private long number(int count) throws IOException {
        return ByteBuffer.wrap(bytes(count)).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
    }
}
