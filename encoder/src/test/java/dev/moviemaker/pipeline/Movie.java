package dev.moviemaker.pipeline;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.bitstream.FrameHeader;
import dev.moviemaker.bitstream.ParsedTemporalUnit;
import dev.moviemaker.bitstream.StreamParser;
import dev.moviemaker.spi.PacketSink;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Frames that move, and what came out for them. */
final class Movie implements PacketSink {
    private final StreamParser parser = new StreamParser();
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> keyTimes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<FrameHeader> headers = new ArrayList<>();

    @Override
    public synchronized void accept(EncodedFrame packet) {
        byte[] bytes = packet.data().toArray(ValueLayout.JAVA_BYTE);
        stream.writeBytes(bytes);
        times.add(packet.pts());
        if (packet.keyFrame()) {
            keyTimes.add(packet.pts());
        }
        ParsedTemporalUnit unit = parser.parse(bytes);
        problems.addAll(unit.problems());
        if (unit.shownFrames() != 1) {
            problems.add("pts %d: %d frames shown".formatted(packet.pts(), unit.shownFrames()));
        }
        if (unit.isKeyFrame() != packet.keyFrame()) {
            problems.add("pts %d: key frame %s, packet says %s"
                    .formatted(packet.pts(), unit.isKeyFrame(), packet.keyFrame()));
        }
        unit.frameHeaders().forEach(h -> {
            if (h instanceof FrameHeader frame) {
                headers.add(frame);
            }
        });
    }

    synchronized List<Long> times() {
        return List.copyOf(times);
    }

    synchronized List<Long> keyTimes() {
        return List.copyOf(keyTimes);
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }

    synchronized List<FrameHeader> headers() {
        return List.copyOf(headers);
    }

    synchronized byte[] stream() {
        return stream.toByteArray();
    }

    StreamParser parser() {
        return parser;
    }

    static CpuFrame frame(PixelFormat format, int width, int height, int number) {
        MemorySegment data = Arena.ofAuto().allocate(format.frameBytes(width, height));
        boolean wide = format.bitDepth() == 10;
        long samples = data.byteSize() / (wide ? 2 : 1);
        long luma = (long) width * height;
        for (long i = 0; i < samples; i++) {
            long x = i % width;
            long y = i / width;
            int value = i < luma
                    ? (int) ((x + 3L * number) * 2 + y + ((x / 16 + y / 16) % 2) * 40) & 0xFF
                    : (int) (112 + (i - luma) % 31);
            if (wide) {
                int shift = format == PixelFormat.P010 ? 8 : 2;
                data.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (value << shift));
            } else {
                data.set(ValueLayout.JAVA_BYTE, i, (byte) value);
            }
        }
        return Frame.of(format, width, height, data);
    }
}
