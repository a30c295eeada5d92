// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.bench;

import dev.moviemaker.coder.clip.NaturalClip;
import dev.moviemaker.coder.picture.Picture;
import dev.moviemaker.coder.picture.Plane;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Frames of RGBA with the traits of filmed video, from a file that is made once. They are shown forwards and backwards
 * in turn, so that a clip of any length moves without a jump and needs little memory.
 *
 * @param width pixels
 * @param height pixels
 * @param pixels all of them, one after the other
 */
record NaturalFrames(int width, int height, int distinct, MemorySegment pixels) {
    private static final int SEED = 1;

    /** The file, made if it is not there. */
    static Path file(Run run, int width, int height, int distinct) throws IOException {
        Path file = run.work().resolve("natural-%dx%d-%d.rgba".formatted(width, height, distinct));
        if (!Files.exists(file)) {
            run.say("bench: making %d frames of %dx%d, once", distinct, width, height);
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            try (FileChannel out = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                NaturalClip clip = new NaturalClip(width, height, 8, SEED);
                Picture picture = Picture.allocate(width, height, 8);
                byte[] rgba = new byte[4 * width * height];
                for (int i = 0; i < distinct; i++) {
                    clip.render(i, picture);
                    convert(picture, rgba);
                    out.write(ByteBuffer.wrap(rgba));
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /** Reads them into memory that is the arena's. */
    static NaturalFrames read(Path file, int width, int height, Arena arena) throws IOException {
        try (FileChannel in = FileChannel.open(file);
                Arena mapping = Arena.ofConfined()) {
            MemorySegment mapped = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), mapping);
            MemorySegment pixels = arena.allocate(in.size(), 64).copyFrom(mapped);
            return new NaturalFrames(width, height, (int) (in.size() / (4L * width * height)), pixels);
        }
    }

    /** A frame of the endless clip. */
    MemorySegment frame(long number) {
        int period = Math.max(1, 2 * (distinct - 1));
        int place = (int) (number % period);
        int index = place < distinct ? place : period - place;
        return pixels.asSlice(index * frameBytes(), frameBytes());
    }

    long frameBytes() {
        return 4L * width * height;
    }

    /** BT.709, limited range, chroma repeated. */
    private static void convert(Picture picture, byte[] rgba) {
        Plane luma = picture.plane(0);
        Plane blue = picture.plane(1);
        Plane red = picture.plane(2);
        for (int y = 0; y < luma.height; y++) {
            for (int x = 0; x < luma.width; x++) {
                double light = 1.164 * (luma.get(x, y) - 16);
                double cb = blue.get(x / 2, y / 2) - 128;
                double cr = red.get(x / 2, y / 2) - 128;
                int at = 4 * (y * luma.width + x);
                rgba[at] = sample(light + 1.793 * cr);
                rgba[at + 1] = sample(light - 0.213 * cb - 0.533 * cr);
                rgba[at + 2] = sample(light + 2.112 * cb);
                rgba[at + 3] = (byte) 255;
            }
        }
    }

    private static byte sample(double value) {
        return (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
