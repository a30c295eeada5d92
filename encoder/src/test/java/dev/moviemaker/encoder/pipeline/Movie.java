// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.bitstream.frame.UncompressedHeader;
import dev.moviemaker.bitstream.obu.ParsedTemporalUnit;
import dev.moviemaker.bitstream.obu.StreamParser;
import dev.moviemaker.spi.PacketSink;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Frames that move, and what came out for them. */
final class Movie implements PacketSink {
    static final int CORNER = 16;
    static final int BRIGHTNESSES = 17;

    private final StreamParser parser = new StreamParser();
    private final List<byte[]> packets = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Long> keyTimes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<UncompressedHeader> pictures = new ArrayList<>();

    @Override
    public synchronized void accept(EncodedFrame packet) {
        byte[] bytes = packet.data().toArray(ValueLayout.JAVA_BYTE);
        packets.add(bytes);
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
        pictures.addAll(unit.frameHeaders());
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

    /** Headers of the coded pictures, in coding order. */
    synchronized List<FrameHeader> headers() {
        return pictures.stream()
                .filter(FrameHeader.class::isInstance)
                .map(FrameHeader.class::cast)
                .toList();
    }

    /** Headers of pictures that are coded and of those that are only shown. */
    synchronized List<UncompressedHeader> pictures() {
        return List.copyOf(pictures);
    }

    synchronized byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        packets.forEach(stream::writeBytes);
        return stream.toByteArray();
    }

    /** The n-th packet, from 0. */
    synchronized byte[] packet(int number) {
        return packets.get(number).clone();
    }

    StreamParser parser() {
        return parser;
    }

    /** Brightness of a frame's corner, which decoding does not change by half a step. */
    static int brightness(int number) {
        return 20 + number % BRIGHTNESSES * 12;
    }

    /** A pattern that moves, with the frame's number as the brightness of its upper left corner. */
    static CpuFrame frame(PixelFormat format, int width, int height, int number) {
        MemorySegment data = Arena.ofAuto().allocate(format.frameBytes(width, height));
        boolean wide = format.bitDepth() == 10;
        long samples = data.byteSize() / (wide ? 2 : 1);
        long luma = (long) width * height;
        for (long i = 0; i < samples; i++) {
            long x = i % width;
            long y = i / width;
            int value;
            if (i >= luma) {
                value = (int) (112 + (i - luma) % 31);
            } else if (x < CORNER && y < CORNER) {
                value = brightness(number);
            } else {
                value = (int) ((x + 3L * number) * 2 + y + ((x / 16 + y / 16) % 2) * 40) & 0xFF;
            }
            if (wide) {
                int shift = format == PixelFormat.P010 ? 8 : 2;
                data.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (value << shift));
            } else {
                data.set(ValueLayout.JAVA_BYTE, i, (byte) value);
            }
        }
        return Frame.of(format, width, height, data);
    }

    /** A frame that nothing can be predicted in. */
    static CpuFrame noise(PixelFormat format, int width, int height, int number) {
        byte[] data = new byte[Math.toIntExact(format.frameBytes(width, height))];
        new Random(number).nextBytes(data);
        return Frame.of(format, width, height, MemorySegment.ofArray(data));
    }
}
