// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording that was paused, in the file: what came meanwhile is in it nowhere, and nothing is where it was. */
class PausedMovieTest {
    private static final int FRAMES = 8;
    private static final int SAMPLES = 1920;

    @TempDir
    Path folder;

    private static int grey(int number) {
        return 40 + 20 * number;
    }

    private static void record(MovieMaker maker, int number, long pts) {
        maker.record(Pictures.flat(PixelFormat.RGB24, 64, 64, grey(number), grey(number), grey(number))
                .withPts(pts));
        maker.record(Pictures.tone(48_000, 1, (long) number * SAMPLES, SAMPLES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "mp4"})
    void holdsWhatCameOutsideOfThePause(String extension) throws Exception {
        Path file = folder.resolve("paused." + extension);
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(EncoderSettings.builder()
                    .width(64)
                    .height(64)
                    .framerate(Rational.of(25))
                    .timeBase(new Rational(1, 1000))
                    .audio(new AudioFormat(48_000, 1, AudioCodec.FLAC))
                    .build());
            maker.start(file);
            for (int i = 0; i < FRAMES / 2; i++) {
                record(maker, i, 40L * i);
            }
            maker.pause();
            for (int i = 0; i < 5; i++) {
                record(maker, 10, 160 + 40L * i);
            }
            maker.resume();
            for (int i = FRAMES / 2; i < FRAMES; i++) {
                record(maker, i, 10_000 + 40L * i);
            }
            maker.finish();
        }
        List<Long> times = new ArrayList<>();
        List<Short> heard = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(file)) {
            Rational timeBase = reader.video().orElseThrow().timeBase();
            for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                switch (item.get()) {
                    case MovieInput.Item.Picture picture -> {
                        CpuFrame frame = picture.frame();
                        int luma = frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, 64 * 32 + 32) & 0xFF;
                        assertThat(luma)
                                .as("picture %d", times.size())
                                .isBetween(
                                        16 + grey(times.size()) * 219 / 255 - 4,
                                        16 + grey(times.size()) * 219 / 255 + 4);
                        times.add(timeBase.rescale(frame.pts(), new Rational(1, 1000)));
                    }
                    case MovieInput.Item.Sound sound -> {
                        for (int whole : sound.block().data().toArray(ValueLayout.JAVA_INT)) {
                            heard.add((short) (whole >> 16));
                        }
                    }
                }
            }
        }
        long first = times.getFirst();
        assertThat(times.stream().map(time -> time - first))
                .containsExactly(0L, 40L, 80L, 120L, 160L, 200L, 240L, 280L);
        short[] wanted = Pictures.tone(48_000, 1, 0, FRAMES * SAMPLES).data().toArray(ValueLayout.JAVA_SHORT);
        assertThat(heard).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(heard.get(i)).as("sample %d", i).isEqualTo(wanted[i]);
        }
    }
}
