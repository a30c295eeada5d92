// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.container;

import dev.moviemaker.VideoStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The track headers of an MP4 file (ISO/IEC 14496-12, 8.3.2). They state the size at which a picture is to be shown;
 * libavformat writes the coded size there even where a crop is stated beside it.
 */
final class TrackHeader {
    private static final int MOVIE = 0x6d6f6f76;
    private static final int TRACK = 0x7472616b;
    private static final int HEADER = 0x746b6864;

    /** Bytes from the start of the box's content to the width, for versions 0 and 1: times of 32 or of 64 bits. */
    private static final int[] WIDTH_AT = {76, 88};

    private record Box(long start, long end) {}

    private TrackHeader() {}

    /** States the cropped size in the header of each track that has one. Sound has none. */
    static void crop(SeekableByteChannel channel, VideoStream video) throws IOException {
        for (Box movie : boxes(channel, 0, channel.size(), MOVIE)) {
            for (Box track : boxes(channel, movie.start(), movie.end(), TRACK)) {
                for (Box header : boxes(channel, track.start(), track.end(), HEADER)) {
                    int version = read(channel, header.start(), 1).get();
                    long at = header.start() + WIDTH_AT[version == 1 ? 1 : 0];
                    ByteBuffer size = read(channel, at, 2 * Integer.BYTES);
                    size.putInt(0, scaled(size.getInt(0), video.width(), video.codedWidth()));
                    size.putInt(4, scaled(size.getInt(4), video.height(), video.codedHeight()));
                    write(channel, at, size.rewind());
                }
            }
        }
    }

    private static void write(SeekableByteChannel channel, long at, ByteBuffer bytes) throws IOException {
        channel.position(at);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Sixteen bits before the point and sixteen behind it; the aspect of the pixels is in it already. */
    private static int scaled(int fixedPoint, int shown, int coded) {
        return (int) Math.round((double) Integer.toUnsignedLong(fixedPoint) * shown / coded);
    }

    private static List<Box> boxes(SeekableByteChannel channel, long from, long to, int type) throws IOException {
        List<Box> boxes = new ArrayList<>();
        long at = from;
        while (at + 2 * Integer.BYTES <= to) {
            ByteBuffer head = read(channel, at, 2 * Integer.BYTES);
            long size = Integer.toUnsignedLong(head.getInt());
            int found = head.getInt();
            long content = at + 2 * Integer.BYTES;
            if (size == 1) {
                size = read(channel, content, Long.BYTES).getLong();
                content += Long.BYTES;
            }
            long end = size == 0 ? to : at + size;
            if (end < content || end > to) {
                throw new IOException("box at %d of the MP4 file: its size %d is wrong".formatted(at, size));
            }
            if (found == type) {
                boxes.add(new Box(content, end));
            }
            at = end;
        }
        return boxes;
    }

    private static ByteBuffer read(SeekableByteChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.position(at);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the MP4 file ends inside a box");
            }
        }
        return bytes.flip();
    }
}
