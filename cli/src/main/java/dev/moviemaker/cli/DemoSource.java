// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.cli.demo.DemoScene;
import dev.moviemaker.cli.demo.DemoTune;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The demo movie: a block of sound, then its frame, and so on. */
final class DemoSource implements Source {
    private final Format format;
    private final long frames;
    private final DemoScene scene;
    private final @Nullable DemoTune tune;
    private final BufferedImage[] images;
    private long framesDrawn;
    private long blocksPlayed;

    DemoSource(int width, int height, Rational framerate, long frames, boolean withSound) {
        this.frames = frames;
        format = new Format(
                "the demo",
                width,
                height,
                framerate,
                Optional.empty(),
                OptionalLong.of(frames),
                8,
                Optional.of(ColorDescription.BT709),
                Optional.of(PixelFormat.BGRA8),
                withSound ? Optional.of(new Sound(DemoTune.SAMPLE_RATE, DemoTune.CHANNELS)) : Optional.empty());
        scene = new DemoScene(width, height, framerate.toDouble());
        tune = withSound ? new DemoTune(framerate) : null;
        images = new BufferedImage[] {
            new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
            new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
        };
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public @Nullable Item next() {
        if (tune != null && blocksPlayed == framesDrawn && blocksPlayed < frames) {
            return new Item.Samples(tune.block(blocksPlayed++), 0);
        }
        if (framesDrawn == frames) {
            return null;
        }
        BufferedImage image = images[(int) (framesDrawn % images.length)];
        scene.draw(framesDrawn++, image);
        return new Item.Picture(Frame.of(image));
    }

    @Override
    public void close() {
        for (BufferedImage image : images) {
            image.flush();
        }
    }
}
