// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Decodes a stream with an installed decoder and compares every sample with the coder's reconstruction, by checksum of
 * each picture.
 */
final class DecoderCheck {
    private DecoderCheck() {}

    /** Command lines that write raw planar video to standard output. */
    static List<String> dav1d(Path stream) {
        return List.of("dav1d", "-q", "-i", stream.toString(), "--muxer", "yuv", "-o", "-");
    }

    /** As {@link #dav1d}, for libaom's decoder. */
    static List<String> aomdec(Path stream) {
        return List.of("aomdec", "--rawvideo", stream.toString(), "-o", "-");
    }

    /** The checksum of a picture as decoders write it: 8 bit as bytes, 10 bit as little-endian words. */
    static long checksum(Picture picture) {
        CRC32 crc = new CRC32();
        int bytes = picture.bitDepth() > 8 ? 2 : 1;
        byte[] row = new byte[picture.width() * bytes];
        for (int p = 0; p < 3; p++) {
            Plane plane = picture.plane(p);
            for (int y = 0; y < plane.height; y++) {
                for (int x = 0; x < plane.width; x++) {
                    int value = plane.get(x, y);
                    row[x * bytes] = (byte) value;
                    if (bytes > 1) {
                        row[2 * x + 1] = (byte) (value >> 8);
                    }
                }
                crc.update(row, 0, plane.width * bytes);
            }
        }
        return crc.getValue();
    }

    /**
     * Runs a decoder.
     *
     * @return the number of the first picture that differs, or -1
     * @throws IOException when the decoder cannot be started
     */
    static int firstDifference(List<String> command, int pictureBytes, List<Long> checksums) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 20)) {
            byte[] picture = new byte[pictureBytes];
            for (int i = 0; i < checksums.size(); i++) {
                CRC32 crc = new CRC32();
                int length = in.readNBytes(picture, 0, pictureBytes);
                crc.update(picture, 0, length);
                if (length < pictureBytes || crc.getValue() != checksums.get(i)) {
                    return i;
                }
            }
            return in.read() < 0 ? -1 : checksums.size();
        } finally {
            process.destroy();
        }
    }
}
