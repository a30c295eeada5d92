// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Records two seconds of a moving gradient, on a GPU if possible. */
final class RecordMovie {
    private RecordMovie() {}

    public static void main(String[] args) {
        // begin
        System.out.println(MovieMaker.isHardwareEncodingSupported() ? "Recording on the GPU" : "Recording in software");
        EncoderSettings settings =
                EncoderSettings.builder().width(1280).height(720).build();
        try (MovieMaker maker = MovieMaker.create();
                Arena arena = Arena.ofConfined()) {
            maker.configure(settings);
            maker.start(Path.of(args[0]));
            MemorySegment pixels = arena.allocate(PixelFormat.RGBA8.frameBytes(1280, 720));
            for (int frame = 0; frame < 60; frame++) {
                draw(pixels, frame);
                maker.record(Frame.of(PixelFormat.RGBA8, 1280, 720, pixels));
            }
            maker.finish();
            System.out.println(maker.statistics().framesEncoded() + " frames");
        }
        // end
    }

    private static void draw(MemorySegment pixels, int frame) {
        for (int y = 0; y < 720; y++) {
            for (int x = 0; x < 1280; x++) {
                int red = (x + 4 * frame) & 255;
                int green = y & 255;
                pixels.setAtIndex(ValueLayout.JAVA_INT, y * 1280L + x, 0xFF000000 | green << 8 | red);
            }
        }
    }
}
