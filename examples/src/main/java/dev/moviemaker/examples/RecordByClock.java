// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Records pictures and sound with the times at which they came, as a capture program has them. */
final class RecordByClock {
    private RecordByClock() {}

    public static void main(String[] args) throws InterruptedException {
        try (MovieMaker maker = MovieMaker.create()) {
            maker.configure(EncoderSettings.builder()
                    .width(320)
                    .height(180)
                    .timeBase(new Rational(1, 1_000_000_000))
                    .audio(new AudioFormat(48_000, 1))
                    .build());
            maker.start(Path.of(args[0]));
            BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
            for (int frame = 0; frame < 10; frame++) {
                image.setRGB(frame, 90, 0xFFFFFF);
                maker.record(Frame.of(image).withPts(System.nanoTime()));
                maker.record(AudioBlock.of(new float[2400], 48_000, 1).withPts(System.nanoTime()));
                Thread.sleep(50);
            }
            maker.finish();
        }
    }
}
