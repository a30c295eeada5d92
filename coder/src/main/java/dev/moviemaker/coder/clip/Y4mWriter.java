// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes pictures as a Y4M stream. */
public final class Y4mWriter implements AutoCloseable {
    private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Y4mClipHeader header;
    private final byte[] row;

    /** Writes the header; the stream is closed by {@link #close}. */
    public Y4mWriter(OutputStream out, Y4mClipHeader header) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 20);
        this.header = header;
        row = new byte[header.width() * 2];
        this.out.write(header.toBytes());
    }

    /** Writes one picture, which must have the header's size and depth. */
    public void write(Picture picture) throws IOException {
        if (picture.width() != header.width()
                || picture.height() != header.height()
                || picture.bitDepth() != header.bitDepth()) {
            throw new IllegalArgumentException("picture is " + picture.width() + "x" + picture.height() + " at "
                    + picture.bitDepth() + " bit, the clip has " + header);
        }
        out.write(FRAME);
        for (int plane = 0; plane < 3; plane++) {
            write(picture.plane(plane));
        }
    }

    private void write(Plane plane) throws IOException {
        int bytes = header.bitDepth() == 8 ? 1 : 2;
        for (int y = 0; y < plane.height; y++) {
            for (int x = 0; x < plane.width; x++) {
                int sample = plane.get(x, y);
                row[x * bytes] = (byte) sample;
                if (bytes == 2) {
                    row[2 * x + 1] = (byte) (sample >> 8);
                }
            }
            out.write(row, 0, plane.width * bytes);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
