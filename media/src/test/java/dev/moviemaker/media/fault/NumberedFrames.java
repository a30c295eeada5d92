// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.fault;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Frames that carry their number as bars, over noise, so that a file can be asked which frames it plays. */
final class NumberedFrames {
    static final int WIDTH = 256;
    static final int HEIGHT = 128;
    private static final int BITS = 8;
    private static final int BAR = WIDTH / BITS;
    private static final int BARS_HEIGHT = HEIGHT / 2;
    private static final int DARK = 40;
    private static final int BRIGHT = 200;

    private NumberedFrames() {}

    /** Frame 0 to 255, in memory of its own. */
    static CpuFrame frame(int number) {
        return frame(number, MemorySegment.ofArray(new byte[bytes()]));
    }

    static int bytes() {
        return Math.toIntExact(PixelFormat.I420.frameBytes(WIDTH, HEIGHT));
    }

    static CpuFrame frame(int number, MemorySegment memory) {
        byte[] pixels = new byte[bytes()];
        new Random(number).nextBytes(pixels);
        Arrays.fill(pixels, WIDTH * HEIGHT, pixels.length, (byte) 128);
        for (int y = 0; y < BARS_HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y * WIDTH + x] = (byte) (((number >> (x / BAR)) & 1) == 0 ? DARK : BRIGHT);
            }
        }
        MemorySegment.copy(pixels, 0, memory, ValueLayout.JAVA_BYTE, 0, pixels.length);
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, memory);
    }

    private static int number(CpuFrame frame) {
        CpuFrame.Plane luma = frame.planes().getFirst();
        int number = 0;
        for (int bit = 0; bit < BITS; bit++) {
            long at = BARS_HEIGHT / 2L * luma.strideBytes() + (long) bit * BAR + BAR / 2;
            int sample = luma.data().get(ValueLayout.JAVA_BYTE, at) & 0xFF;
            number |= sample > (DARK + BRIGHT) / 2 ? 1 << bit : 0;
        }
        return number;
    }

    /** The numbers of the frames that a file plays. */
    static List<Integer> numbers(Path movie) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        read(movie, (frame, seconds) -> numbers.add(number(frame)));
        return numbers;
    }

    /** When they are shown, in thirtieths of a second. */
    static List<Integer> times(Path movie) throws IOException {
        List<Integer> times = new ArrayList<>();
        read(movie, (frame, seconds) -> times.add((int) Math.round(seconds * 30)));
        return times;
    }

    /** How many frames a file plays, from the first on, each the one that it has to be. */
    static int played(Path movie) throws IOException {
        List<Integer> numbers = numbers(movie);
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != (i & 0xFF)) {
                throw new AssertionError("%s: picture %d is frame %d".formatted(movie, i, numbers.get(i)));
            }
        }
        return numbers.size();
    }

    private interface Viewer {
        void see(CpuFrame frame, double seconds);
    }

    private static void read(Path movie, Viewer viewer) throws IOException {
        try (MediaReader reader = MediaReader.open(movie)) {
            double unit = reader.video().orElseThrow().timeBase().toDouble();
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                if (item.get() instanceof MovieInput.Item.Picture picture) {
                    viewer.see(picture.frame(), picture.frame().pts() * unit);
                }
                item = reader.next();
            }
        }
    }
}
