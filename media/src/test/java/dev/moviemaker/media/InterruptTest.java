// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts, and samples that no codec takes, lose nothing. */
@Timeout(120)
class InterruptTest {
    private static final int FRAMES = 50;

    @TempDir
    Path folder;

    @AfterEach
    void clear() {
        boolean ignored = Thread.interrupted();
    }

    private static EncoderSettingsBuilder settings() {
        return EncoderSettings.builder().width(128).height(64).maxQueuedFrames(2);
    }

    private static int pictures(Path movie) throws IOException {
        int pictures = 0;
        try (MediaReader reader = MediaReader.open(movie)) {
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                pictures += item.get() instanceof MovieInput.Item.Picture ? 1 : 0;
                item = reader.next();
            }
        }
        return pictures;
    }

    @Test
    void anInterruptedThreadRecordsAndFinishesEverything() throws IOException {
        for (String extension : new String[] {"mp4", "mkv", "webm", "ivf", "obu"}) {
            Path movie = folder.resolve("movie." + extension);
            try (MovieMaker maker = MovieMaker.create("av1_software")) {
                maker.configure(settings().build());
                maker.start(movie);
                for (int i = 0; i < FRAMES; i++) {
                    Thread.currentThread().interrupt();
                    maker.record(Pictures.moving(128, 64, i));
                }
                Thread.currentThread().interrupt();
                maker.finish();
                assertThat(Thread.interrupted()).as("the flag stays").isTrue();
            }
            assertThat(pictures(movie)).as(extension).isEqualTo(FRAMES);
        }
    }

    @Test
    void anInterruptedCloseKeepsEverything() throws IOException {
        Path movie = folder.resolve("movie.ivf");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(settings().build());
            Thread.currentThread().interrupt();
            maker.start(movie);
            for (int i = 0; i < FRAMES; i++) {
                maker.record(Pictures.moving(128, 64, i));
            }
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(movie).doesNotExist();
        assertThat(pictures(folder.resolve("movie.recording.ivf"))).isEqualTo(FRAMES);
    }

    @Test
    void samplesThatAreNoNumbersAreClampedAndCounted() throws IOException {
        float[] bad = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, Float.MAX_VALUE};
        for (AudioCodec codec : AudioCodec.values()) {
            Path movie = folder.resolve("movie-" + codec + ".mp4");
            try (MovieMaker maker = MovieMaker.create("av1_software")) {
                maker.configure(
                        settings().audio(new AudioFormat(48_000, 1, codec)).build());
                maker.start(movie);
                for (int i = 0; i < FRAMES; i++) {
                    maker.record(Pictures.moving(128, 64, i));
                    float[] samples = new float[1600];
                    samples[7] = bad[i % bad.length];
                    maker.record(
                            new AudioBlock(MemorySegment.ofArray(samples), AudioBlock.SampleFormat.F32, 48_000, 1));
                }
                maker.finish();
                assertThat(maker.statistics().samplesClamped()).isEqualTo(FRAMES);
                assertThat(maker.statistics().warnings())
                        .as(codec.name())
                        .contains("audio: 50 samples were no numbers or beyond 8 times full scale and were clamped");
            }
            assertThat(pictures(movie)).as(codec.name()).isEqualTo(FRAMES);
        }
    }
}
