package dev.moviemaker.media.input;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avutil;

/** YUV4MPEG2 from a stream: 4:2:0 of 8 or 10 bit, or luma only. */
public final class Y4mReader implements MovieInput {
    /** A line longer than this is no header. */
    private static final int MAX_LINE = 1024;

    private final String name;
    private final InputStream in;
    private final VideoInfo info;
    private final boolean lumaOnly;
    private final byte[] pixels;
    private final CpuFrame frame;
    private final List<String> notes = new ArrayList<>();
    private long read;
    private boolean ended;

    /**
     * Reads the stream's header.
     *
     * @param in closed with the reader
     * @param name of the stream, for messages
     * @throws IOException if the stream does not start with a header that can be used
     */
    public Y4mReader(InputStream in, String name) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
        String header = line(true);
        if (!header.startsWith("YUV4MPEG2")) {
            throw new IOException("%s: not y4m: it does not start with YUV4MPEG2".formatted(name));
        }
        int width = 0;
        int height = 0;
        Rational rate = Rational.of(25);
        String sampling = "420";
        boolean full = false;
        for (String token : header.substring(9).strip().split(" +", -1)) {
            if (token.isEmpty()) {
                continue;
            }
            String value = token.substring(1);
            switch (token.charAt(0)) {
                case 'W' -> width = number(token);
                case 'H' -> height = number(token);
                case 'F' -> rate = rate(token);
                case 'C' -> sampling = value;
                case 'X' -> full |= value.equals("COLORRANGE=FULL");
                case 'I' -> requireProgressive(value);
                default -> {
                    // Aspect and comments change nothing here.
                }
            }
        }
        lumaOnly = sampling.equals("mono");
        PixelFormat format = format(sampling);
        PictureColors colors = PictureColors.of(
                0,
                height,
                avutil.AVCOL_PRI_UNSPECIFIED,
                avutil.AVCOL_TRC_UNSPECIFIED,
                avutil.AVCOL_SPC_UNSPECIFIED,
                full);
        notes.add("%s: y4m does not state colours; assumed %s".formatted(name, String.join(", ", colors.assumed())));
        try {
            pixels = new byte[Math.toIntExact(format.frameBytes(width, height))];
            frame = Frame.of(format, width, height, MemorySegment.ofArray(pixels));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException("%s: y4m header: %s".formatted(name, e.getMessage()), e);
        }
        Optional<ColorDescription> color = Optional.of(colors.color());
        info = new VideoInfo(width, height, format, rate, color);
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
        String header = line(false);
        if (header.isEmpty()) {
            ended = true;
            return Optional.empty();
        }
        if (!header.equals("FRAME") && !header.startsWith("FRAME ")) {
            throw new IOException("%s: frame %d does not start with FRAME: the header (%dx%d %s) does not fit the data"
                    .formatted(name, read, info.width(), info.height(), info.format()));
        }
        int wanted = lumaOnly ? info.width() * info.height() : pixels.length;
        int got = in.readNBytes(pixels, 0, wanted);
        if (got < wanted) {
            ended = true;
            notes.add(
                    "%s: ends inside frame %d (%d of %d bytes), which is left out".formatted(name, read, got, wanted));
            return Optional.empty();
        }
        if (lumaOnly) {
            java.util.Arrays.fill(pixels, wanted, pixels.length, (byte) 128);
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

    private String line(boolean required) throws IOException {
        byte[] line = new byte[MAX_LINE];
        int length = 0;
        while (length < MAX_LINE) {
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

    private PixelFormat format(String sampling) throws IOException {
        return switch (sampling) {
            case "420", "420jpeg", "420mpeg2", "420paldv", "mono" -> PixelFormat.I420;
            case "420p10" -> PixelFormat.I010;
            default ->
                throw new IOException(
                        "%s: y4m sampling C%s given, C420, C420jpeg, C420mpeg2, C420paldv, C420p10 or Cmono allowed"
                                .formatted(name, sampling));
        };
    }

    private void requireProgressive(String value) throws IOException {
        if (!value.equals("p") && !value.equals("?")) {
            throw new IOException("%s: interlaced y4m (I%s) given, progressive (Ip) allowed".formatted(name, value));
        }
    }

    private int number(String token) throws IOException {
        try {
            return Integer.parseInt(token.substring(1));
        } catch (NumberFormatException e) {
            throw new IOException("%s: y4m header: '%s' is no size".formatted(name, token), e);
        }
    }

    private Rational rate(String token) throws IOException {
        try {
            return Rational.parse(token.substring(1).replace(':', '/'));
        } catch (IllegalArgumentException e) {
            throw new IOException("%s: y4m header: '%s' is no frame rate".formatted(name, token), e);
        }
    }
}
