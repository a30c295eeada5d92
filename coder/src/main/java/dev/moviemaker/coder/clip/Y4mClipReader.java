// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder.clip;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the pictures of a Y4M stream one after the other. */
public final class Y4mClipReader implements AutoCloseable {
    private static final int MAX_LINE = 1024;

    private final InputStream in;
    private final Y4mClipHeader header;
    private final byte[] row;

    /** Reads the header; the stream is closed by {@link #close}. */
    public Y4mClipReader(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 20);
        header = Y4mClipHeader.parse(readLine());
        row = new byte[header.width() * 2];
    }

    /** What the first line says. */
    public Y4mClipHeader header() {
        return header;
    }

    /**
     * Reads the next picture into {@code picture}, which must have the header's size and depth; false at the end of the
     * stream.
     */
    public boolean read(Picture picture) throws IOException {
        if (picture.width() != header.width()
                || picture.height() != header.height()
                || picture.bitDepth() != header.bitDepth()) {
            throw new IllegalArgumentException("picture is " + picture.width() + "x" + picture.height() + " at "
                    + picture.bitDepth() + " bit, the clip has " + header);
        }
        String line = readLine();
        if (line.isEmpty()) {
            return false;
        }
        if (!line.startsWith("FRAME")) {
            throw new IOException("expected a Y4M frame, found \"" + line + "\"");
        }
        for (int plane = 0; plane < 3; plane++) {
            read(picture.plane(plane));
        }
        return true;
    }

    private void read(Plane plane) throws IOException {
        int bytes = header.bitDepth() == 8 ? 1 : 2;
        for (int y = 0; y < plane.height; y++) {
            if (in.readNBytes(row, 0, plane.width * bytes) < plane.width * bytes) {
                throw new EOFException("the Y4M stream ends inside a frame");
            }
            int o = y * plane.stride;
            for (int x = 0; x < plane.width; x++) {
                plane.samples[o + x] =
                        (short) (bytes == 1 ? row[x] & 0xFF : (row[2 * x] & 0xFF) | ((row[2 * x + 1] & 0xFF) << 8));
            }
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                throw new IOException("no Y4M line ends within " + MAX_LINE + " bytes");
            }
        }
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
