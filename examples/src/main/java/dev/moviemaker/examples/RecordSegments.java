// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.Segments;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;

/** Records a new file every second, and another one on call. */
final class RecordSegments {
    private RecordSegments() {}

    public static void main(String[] args) {
        Segments segments = Segments.of(Path.of(args[0])).every(Duration.ofSeconds(1));
        try (MovieMaker maker = MovieMaker.create()) {
            maker.configure(EncoderSettings.builder()
                    .width(320)
                    .height(180)
                    .framerate(Rational.of(30))
                    .build());
            maker.start(segments);
            BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
            for (int frame = 0; frame < 75; frame++) {
                image.setRGB(frame, 90, 0xFFFFFF);
                if (frame == 70) {
                    segments.cut();
                }
                maker.record(Frame.of(image));
            }
            maker.finish();
        }
        segments.files().forEach(System.out::println);
    }
}
