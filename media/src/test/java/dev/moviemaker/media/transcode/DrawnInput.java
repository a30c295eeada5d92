// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.Pictures;
import dev.moviemaker.media.input.AudioInfo;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.media.input.VideoInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Grey pictures, each with its number's grey, and a tone; fails or waits where it is told to. */
final class DrawnInput implements MovieInput {
    static final int SIZE = 64;
    static final int RATE = 25;
    static final int SAMPLES = 1920;

    private final int frames;
    private final Runnable beforePicture;
    private final int failsAt;
    private int drawn;
    private int played;
    private boolean closed;

    DrawnInput(int frames, int failsAt, Runnable beforePicture) {
        this.frames = frames;
        this.failsAt = failsAt;
        this.beforePicture = beforePicture;
    }

    static int grey(int number) {
        return 30 + 9 * number;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<VideoInfo> video() {
        return Optional.of(new VideoInfo(SIZE, SIZE, PixelFormat.RGB24, Rational.of(RATE), Optional.empty()));
    }

    @Override
    public Optional<AudioInfo> audio() {
        return Optional.of(new AudioInfo(RATE * SAMPLES, 1, 0, AudioBlock.SampleFormat.S16, OptionalLong.empty()));
    }

    @Override
    public Optional<Item> next() throws IOException {
        if (played == drawn && played < frames) {
            return Optional.of(new Item.Sound(Pictures.tone(RATE * SAMPLES, 1, (long) played++ * SAMPLES, SAMPLES), 0));
        }
        if (drawn == frames) {
            return Optional.empty();
        }
        if (drawn == failsAt) {
            throw new IOException("the drawing: the pencil broke");
        }
        beforePicture.run();
        int grey = grey(drawn);
        return Optional.of(new Item.Picture(
                Pictures.flat(PixelFormat.RGB24, SIZE, SIZE, grey, grey, grey).withPts(drawn++), 1));
    }

    @Override
    public List<String> notes() {
        return List.of("the drawing: it is grey");
    }

    @Override
    public void close() {
        closed = true;
    }
}
