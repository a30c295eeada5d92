// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.cli.demo.DemoScene;
import dev.moviemaker.cli.demo.DemoTune;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The demo movie: a block of sound, then its frame, and so on. */
final class DemoSource implements MovieInput {
    private final VideoInfo video;
    private final long frames;
    private final DemoScene scene;
    private final @Nullable DemoTune tune;
    private final BufferedImage[] images;
    private long framesDrawn;
    private long blocksPlayed;

    DemoSource(int width, int height, Rational framerate, long frames, boolean withSound) {
        this.frames = frames;
        video = new VideoInfo(
                width,
                height,
                PixelFormat.BGRA8,
                framerate,
                false,
                framerate.inverse(),
                Optional.of(ColorDescription.BT709),
                OptionalLong.of(frames),
                Rational.of(1),
                Optional.empty());
        scene = new DemoScene(width, height, framerate.toDouble());
        tune = withSound ? new DemoTune(framerate) : null;
        images = new BufferedImage[] {
            new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB),
            new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
        };
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(video);
    }

    @Override
    public Optional<AudioInfo> audio() {
        return tune == null
                ? Optional.empty()
                : Optional.of(new AudioInfo(
                        DemoTune.SAMPLE_RATE, DemoTune.CHANNELS, 0, AudioBlock.SampleFormat.S16, OptionalLong.empty()));
    }

    @Override
    public Optional<Item> next() {
        if (tune != null && blocksPlayed == framesDrawn && blocksPlayed < frames) {
            return Optional.of(new Item.Sound(tune.block(blocksPlayed++), 0));
        }
        if (framesDrawn == frames) {
            return Optional.empty();
        }
        BufferedImage image = images[(int) (framesDrawn % images.length)];
        scene.draw(framesDrawn, image);
        return Optional.of(new Item.Picture(Frame.of(image).withPts(framesDrawn++), 1));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public void close() {
        for (BufferedImage image : images) {
            image.flush();
        }
    }
}
