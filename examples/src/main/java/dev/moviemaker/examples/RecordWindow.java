// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OnResize;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Records a window whose user resizes it and pauses the recording, drawn whenever there is something new, read back
 * from bottom to top: as a movie of one size and of a constant frame rate.
 */
final class RecordWindow {
    private RecordWindow() {}

    public static void main(String[] args) {
        // begin
        EncoderSettings settings = EncoderSettings.builder()
                .width(640)
                .height(360)
                .framerate(Rational.of(25))
                .timeBase(new Rational(1, 1000))
                .constantFrameRate(true)
                .onResize(OnResize.SCALE)
                .build();
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings);
            maker.start(Path.of(args[0]));
            for (int i = 0; i < 20; i++) {
                int width = i < 10 ? 640 : 320;
                MemorySegment pixels = draw(width, 180 * width / 320, i);
                if (i == 5) {
                    maker.pause();
                } else if (i == 8) {
                    maker.resume();
                    maker.forceKeyFrame();
                }
                maker.record(Frame.of(PixelFormat.RGBA8, width, 180 * width / 320, pixels)
                        .flipped()
                        .withPts(i * 55L));
            }
            maker.finish();
            System.out.println(maker.statistics().framesDuplicated() + " frames repeated");
        }
        // end
    }

    /** White above, a grey that tells the number below; the last row first. */
    static MemorySegment draw(int width, int height, int number) {
        byte[] pixels = new byte[4 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i < pixels.length / 2 ? 20 + 10 * number : 255);
        }
        return MemorySegment.ofArray(pixels);
    }
}
