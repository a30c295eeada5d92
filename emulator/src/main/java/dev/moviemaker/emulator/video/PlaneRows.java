// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.video;

import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import dev.moviemaker.emulator.objects.EmulatedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.zip.CRC32C;

/** Between pictures of the coder and the rows of NV12 and P010 that the base driver copies. */
final class PlaneRows {
    private PlaneRows() {}

    /**
     * Fills {@code target} from the coded part of a copied image, repeating its last column and row where it is larger
     * than the coded extent.
     */
    static void read(MemorySegment bytes, EmulatedImage image, Resource coded, Picture target) {
        int width = image.shape().width();
        int height = image.shape().height();
        boolean wide = image.format().bitDepth() == 10;
        int bytesPerSample = wide ? 2 : 1;
        long luma = ((long) coded.y() * width + coded.x()) * bytesPerSample;
        readPlane(bytes, luma, width, 1, 0, wide, target.y(), coded.width(), coded.height());
        int chromaStride = (width + 1) / 2 * 2;
        long chroma =
                ((long) width * height + (long) (coded.y() / 2) * chromaStride + coded.x() / 2 * 2L) * bytesPerSample;
        int chromaWidth = (coded.width() + 1) / 2;
        int chromaHeight = (coded.height() + 1) / 2;
        readPlane(bytes, chroma, chromaStride, 2, 0, wide, target.u(), chromaWidth, chromaHeight);
        readPlane(bytes, chroma, chromaStride, 2, 1, wide, target.v(), chromaWidth, chromaHeight);
    }

    private static void readPlane(
            MemorySegment bytes,
            long start,
            int stride,
            int step,
            int offset,
            boolean wide,
            Plane plane,
            int width,
            int height) {
        for (int y = 0; y < plane.height; y++) {
            long row = start + (long) Math.min(y, height - 1) * stride * (wide ? 2 : 1);
            int out = y * plane.stride;
            int copied = Math.min(width, plane.width);
            if (wide) {
                for (int x = 0; x < copied; x++) {
                    int sample = Short.toUnsignedInt(
                            bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * (x * step + offset)));
                    plane.samples[out + x] = (short) (sample >> 6);
                }
            } else {
                for (int x = 0; x < copied; x++) {
                    plane.samples[out + x] = (short)
                            Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, row + (long) x * step + offset));
                }
            }
            for (int x = copied; x < plane.width; x++) {
                plane.samples[out + x] = plane.samples[out + copied - 1];
            }
        }
    }

    /** Puts a reconstruction into the upper left of an image's bytes; what lies beyond becomes 0. */
    static void write(Picture picture, EmulatedImage image, MemorySegment bytes) {
        int width = image.shape().width();
        int height = image.shape().height();
        boolean wide = image.format().bitDepth() == 10;
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        long chroma = (long) width * height * (wide ? 2 : 1);
        bytes.asSlice(0, chroma + (long) chromaWidth * 2 * chromaHeight * (wide ? 2 : 1))
                .fill((byte) 0);
        writePlane(picture.y(), bytes, 0, width, 1, 0, wide, width, height);
        writePlane(picture.u(), bytes, chroma, chromaWidth * 2, 2, 0, wide, chromaWidth, chromaHeight);
        writePlane(picture.v(), bytes, chroma, chromaWidth * 2, 2, 1, wide, chromaWidth, chromaHeight);
    }

    private static void writePlane(
            Plane plane,
            MemorySegment bytes,
            long start,
            int stride,
            int step,
            int offset,
            boolean wide,
            int width,
            int height) {
        int columns = Math.min(width, plane.width);
        for (int y = 0; y < Math.min(height, plane.height); y++) {
            long row = start + (long) y * stride * (wide ? 2 : 1);
            int in = y * plane.stride;
            if (wide) {
                for (int x = 0; x < columns; x++) {
                    bytes.set(ValueLayout.JAVA_SHORT_UNALIGNED, row + 2L * (x * step + offset), (short)
                            (plane.samples[in + x] << 6));
                }
            } else {
                for (int x = 0; x < columns; x++) {
                    bytes.set(ValueLayout.JAVA_BYTE, row + (long) x * step + offset, (byte) plane.samples[in + x]);
                }
            }
        }
    }

    /** The planes of a picture as decoders write them: I420, two little-endian bytes per sample above 8 bits. */
    static byte[] i420(Picture picture) {
        int bytes = picture.bitDepth() == 8 ? 1 : 2;
        int samples = 0;
        for (int plane = 0; plane < 3; plane++) {
            samples += picture.plane(plane).width * picture.plane(plane).height;
        }
        byte[] out = new byte[samples * bytes];
        int at = 0;
        for (int index = 0; index < 3; index++) {
            Plane plane = picture.plane(index);
            for (int y = 0; y < plane.height; y++) {
                for (int x = 0; x < plane.width; x++) {
                    int sample = plane.samples[y * plane.stride + x];
                    out[at++] = (byte) sample;
                    if (bytes == 2) {
                        out[at++] = (byte) (sample >> 8);
                    }
                }
            }
        }
        return out;
    }

    /** A checksum of an image's bytes. */
    static int checksum(MemorySegment bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asByteBuffer());
        return (int) crc.getValue();
    }
}
