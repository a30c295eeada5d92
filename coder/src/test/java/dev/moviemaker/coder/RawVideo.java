// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.coder;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.io.ByteArrayOutputStream;

/** Pictures as raw planar video. */
final class RawVideo {
    private RawVideo() {}

    static void append(Picture picture, ByteArrayOutputStream out) {
        boolean wide = picture.bitDepth() > 8;
        for (int p = 0; p < 3; p++) {
            Plane plane = picture.plane(p);
            byte[] row = new byte[plane.width * (wide ? 2 : 1)];
            for (int y = 0; y < plane.height; y++) {
                for (int x = 0; x < plane.width; x++) {
                    int value = plane.get(x, y);
                    if (wide) {
                        row[2 * x] = (byte) value;
                        row[2 * x + 1] = (byte) (value >> 8);
                    } else {
                        row[x] = (byte) value;
                    }
                }
                out.writeBytes(row);
            }
        }
    }
}
