// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.examples;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.ReplayBuffer;
import dev.moviemaker.recorder.MovieMaker;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;

/** Keeps the last second and saves it when something worth seeing has happened. */
final class SaveReplay {
    private SaveReplay() {}

    public static void main(String[] args) {
        ReplayBuffer replay = ReplayBuffer.inMemory(Duration.ofSeconds(1));
        try (MovieMaker maker = MovieMaker.create()) {
            maker.configure(EncoderSettings.builder()
                    .width(320)
                    .height(180)
                    .framerate(Rational.of(30))
                    .keyframeInterval(15)
                    .build());
            maker.start(replay);
            BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
            for (int frame = 0; frame < 200; frame++) {
                image.setRGB(frame, 90, 0xFFFFFF);
                maker.record(Frame.of(image));
                if (frame == 150) {
                    replay.save(Path.of(args[0]));
                }
            }
            maker.finish();
        }
    }
}
