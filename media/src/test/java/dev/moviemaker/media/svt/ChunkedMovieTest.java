// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.AudioCodec;
import dev.moviemaker.AudioFormat;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.MovieMaker;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A movie of several chunks as users make one: every picture is its frame and every sample is where it was. */
class ChunkedMovieTest {
    private static final int WIDTH = 768;
    private static final int HEIGHT = 432;
    private static final int RATE = 48_000;
    private static final int PER_FRAME = RATE / 30;

    /** Three chunks, the last of them short. */
    private static final int FRAMES = 130;

    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(WIDTH)
            .height(HEIGHT)
            .rateControl(RateControlMode.CRF)
            .quality(70)
            .usage(Usage.TRANSCODING)
            .audio(new AudioFormat(RATE, 1, AudioCodec.FLAC))
            .build();

    @TempDir
    Path folder;

    /** Boxes over a texture, moving 3 pixels a frame. */
    private static int luma(int x, int y, int number) {
        return 64 + ((((x + 3 * number) / 64) ^ (y / 64)) & 7) * 11 + ((x * 31 + y * 17) & 15);
    }

    private static int chroma(int x, int y, int number, int plane) {
        return 90 + (((x + 2 * number) / 16 + y / 16 * plane) & 7) * 9;
    }

    private static int sample(int plane, int x, int y, int number) {
        return plane == 0 ? luma(x, y, number) : chroma(x, y, number, plane);
    }

    private static Frame frame(int number) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3 / 2];
        int at = 0;
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            for (int y = 0; y < HEIGHT >> shift; y++) {
                for (int x = 0; x < WIDTH >> shift; x++) {
                    pixels[at++] = (byte) sample(plane, x, y, number);
                }
            }
        }
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(pixels));
    }

    private static short[] noise() {
        SplittableRandom random = new SplittableRandom(5);
        short[] samples = new short[FRAMES * PER_FRAME];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) random.nextInt(-8000, 8000);
        }
        return samples;
    }

    private static void record(Path file, short[] sound) throws IOException {
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(SETTINGS);
            maker.start(file);
            for (int i = 0; i < FRAMES; i++) {
                maker.record(frame(i));
                MemorySegment block = MemorySegment.ofArray(sound).asSlice(2L * i * PER_FRAME, 2L * PER_FRAME);
                maker.record(new AudioBlock(block, AudioBlock.SampleFormat.S16, RATE, 1));
            }
            maker.finish();
        }
    }

    /** Of the plane that is worst, in decibels. */
    private static double psnr(CpuFrame picture, int number) {
        double worst = Double.MAX_VALUE;
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            CpuFrame.Plane samples = picture.planes().get(plane);
            long squares = 0;
            for (int y = 0; y < HEIGHT >> shift; y++) {
                for (int x = 0; x < WIDTH >> shift; x++) {
                    int read = samples.data().get(ValueLayout.JAVA_BYTE, (long) y * samples.strideBytes() + x) & 0xFF;
                    int apart = read - sample(plane, x, y, number);
                    squares += (long) apart * apart;
                }
            }
            double mean = (double) squares / ((WIDTH >> shift) * (HEIGHT >> shift));
            worst = Math.min(worst, 10 * Math.log10(255 * 255 / Math.max(mean, 1e-3)));
        }
        return worst;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void picturesAndSoundAreWhatWasRecorded(String extension) throws IOException {
        Optional<ChunkPlan> chunks = ChunkPlan.of(
                SETTINGS,
                SvtPlan.of(SETTINGS),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory());
        assumeTrue(chunks.isPresent(), "one core, or memory for one encoder only: movies are not cut into chunks");
        assertThat(chunks.orElseThrow().frames()).isEqualTo(60);
        Path file = folder.resolve("movie." + extension);
        short[] sound = noise();
        record(file, sound);
        int pictures = 0;
        List<Integer> heard = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(file)) {
            Optional<MovieInput.Item> item = reader.next();
            while (item.isPresent()) {
                switch (item.get()) {
                    case MovieInput.Item.Picture picture -> {
                        CpuFrame frame = picture.frame();
                        assertThat(frame.format()).isEqualTo(PixelFormat.I420);
                        double own = psnr(frame, pictures);
                        assertThat(own).as("picture %d", pictures).isGreaterThan(36);
                        assertThat(own)
                                .as("picture %d, and as its neighbours", pictures)
                                .isGreaterThan(psnr(frame, pictures - 1))
                                .isGreaterThan(psnr(frame, pictures + 1));
                        pictures++;
                    }
                    case MovieInput.Item.Sound sounding -> {
                        assertThat(sounding.block().sampleFormat()).isEqualTo(AudioBlock.SampleFormat.S32);
                        for (int whole : sounding.block().data().toArray(ValueLayout.JAVA_INT)) {
                            heard.add(whole >> 16);
                        }
                    }
                }
                item = reader.next();
            }
        }
        assertThat(pictures).isEqualTo(FRAMES);
        assertThat(heard).hasSize(sound.length);
        for (int i = 0; i < sound.length; i++) {
            assertThat(heard.get(i)).as("sample %d", i).isEqualTo((int) sound[i]);
        }
    }
}
