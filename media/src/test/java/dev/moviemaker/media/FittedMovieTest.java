// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.OnResize;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.media.input.MediaReader;
import dev.moviemaker.media.input.MovieInput;
import dev.moviemaker.recorder.Av1Encoder;
import dev.moviemaker.recorder.MovieMaker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Movies of frames that change in size and come when they like, picture by picture. */
class FittedMovieTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;

    @TempDir
    private Path folder;

    private static int grey(int number) {
        return 40 + 10 * number;
    }

    private static CpuFrame frame(int number, int width, int height) {
        return Pictures.flat(PixelFormat.BGRA8, width, height, grey(number), grey(number), grey(number));
    }

    private static int luma(int number) {
        return 16 + grey(number) * 219 / 255;
    }

    /** A picture of a movie: samples of luma in the middle, at the left edge and at the top edge. */
    private record Shown(long milliseconds, int middle, int left, int top) {}

    private static List<Shown> read(Path file) throws Exception {
        List<Shown> shown = new ArrayList<>();
        try (MediaReader reader = MediaReader.open(file)) {
            Rational unit = reader.video().orElseThrow().timeBase();
            for (Optional<MovieInput.Item> item = reader.next(); item.isPresent(); item = reader.next()) {
                CpuFrame frame = ((MovieInput.Item.Picture) item.get()).frame();
                shown.add(new Shown(
                        unit.rescale(frame.pts(), new Rational(1, 1000)),
                        sample(frame, WIDTH / 2, HEIGHT / 2),
                        sample(frame, 2, HEIGHT / 2),
                        sample(frame, WIDTH / 2, 2)));
            }
        }
        return shown;
    }

    private static int sample(CpuFrame frame, int x, int y) {
        return frame.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, frame.rowOffset(0, y) + x) & 0xFF;
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm"})
    void scalesFramesOfAWindowThatIsResized(String extension) throws Exception {
        int[][] sizes = {{128, 96}, {256, 192}, {64, 48}, {256, 96}, {40, 96}, {128, 96}, {1024, 768}, {127, 95}};
        Path file = folder.resolve("resized." + extension);
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(builder().onResize(OnResize.SCALE).build());
            maker.start(file);
            for (int i = 0; i < 2 * sizes.length; i++) {
                int[] size = sizes[i / 2];
                maker.record(frame(i, size[0], size[1]));
            }
            maker.finish();
        }
        List<Shown> shown = read(file);
        assertThat(shown).hasSize(2 * sizes.length);
        for (int i = 0; i < shown.size(); i++) {
            int[] size = sizes[i / 2];
            Shown picture = shown.get(i);
            assertThat(picture.middle()).as("picture %d", i).isBetween(luma(i) - 4, luma(i) + 4);
            assertThat(picture.left())
                    .as("left of %d", i)
                    .isBetween(size[0] == 40 ? 14 : luma(i) - 4, size[0] == 40 ? 22 : luma(i) + 4);
            assertThat(picture.top())
                    .as("top of %d", i)
                    .isBetween(
                            size[0] == 256 && size[1] == 96 ? 14 : luma(i) - 4,
                            size[0] == 256 && size[1] == 96 ? 22 : luma(i) + 4);
        }
    }

    @Test
    void refusesOtherSizesUnlessItIsTold() throws Exception {
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(builder().build());
            maker.start(folder.resolve("a.mp4"));
            maker.record(frame(0, WIDTH, HEIGHT));
            assertThatThrownBy(() -> maker.record(frame(1, 64, 48)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("frame 1: 64x48 given, only the recording's 128x96 allowed");
            maker.finish();
        }
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(builder().onResize(OnResize.SCALE).build());
            maker.start(folder.resolve("b.mp4"));
            maker.record(frame(0, WIDTH, HEIGHT));
            VulkanFrame image = new VulkanFrame(1, 37, 1, VulkanFrame.ANY_FAMILY, 64, 48, List.of(), List.of());
            assertThatThrownBy(() -> maker.record(image)).hasMessageStartingWith("frame 1: an image of 64x48 given");
            QualityMap map = QualityMap.of();
            assertThatThrownBy(() -> maker.record(frame(1, 64, 48), map))
                    .hasMessageStartingWith("frame 1: a quality map of 64x48 given");
            maker.record(frame(1, 64, 48));
            maker.finish();
            assertThat(maker.statistics().framesEncoded()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void makesTheRateConstant(String extension) throws Exception {
        long[] times = {1000, 1040, 1049, 1161, 1200, 1204, 1208, 1240, 1500};
        int[] pictures = {0, 2, 2, 2, 3, 6, 7, 7, 7, 7, 7, 7, 7, 8, 8};
        Path file = folder.resolve("constant." + extension);
        RecordingStatistics statistics;
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(builder()
                    .framerate(Rational.of(25))
                    .timeBase(new Rational(1, 1000))
                    .constantFrameRate(true)
                    .build());
            maker.start(file);
            for (int i = 0; i < times.length; i++) {
                maker.record(frame(i, WIDTH, HEIGHT).withPts(times[i]));
            }
            maker.finish(1600);
            statistics = maker.statistics();
        }
        List<Shown> shown = read(file);
        assertThat(shown.stream().map(Shown::milliseconds))
                .containsExactly(0L, 40L, 80L, 120L, 160L, 200L, 240L, 280L, 320L, 360L, 400L, 440L, 480L, 520L, 560L);
        for (int i = 0; i < pictures.length; i++) {
            assertThat(shown.get(i).middle())
                    .as("picture %d", i)
                    .isBetween(luma(pictures[i]) - 4, luma(pictures[i]) + 4);
        }
        assertThat(statistics.framesEncoded()).isEqualTo(15);
        assertThat(statistics.framesDropped()).isEqualTo(3);
        assertThat(statistics.framesDuplicated()).isEqualTo(9);
    }

    @Test
    void keepsTheOnlyFrame() throws Exception {
        Path file = folder.resolve("one.mkv");
        try (MovieMaker maker = MovieMaker.create("av1_software")) {
            maker.configure(
                    Map.of("width", WIDTH, "height", HEIGHT, "constant_frame_rate", true, "on_resize", "scale"));
            maker.start(file);
            maker.record(frame(3, 64, 48).withPts(70));
            maker.finish();
        }
        assertThat(read(file))
                .singleElement()
                .satisfies(picture -> assertThat(picture.middle()).isBetween(luma(3) - 4, luma(3) + 4));
    }

    @Test
    void encodersOfPacketsDoItToo() throws Exception {
        EncoderSettings settings = builder()
                .framerate(Rational.of(25))
                .timeBase(new Rational(1, 100))
                .constantFrameRate(true)
                .onResize(OnResize.SCALE)
                .build();
        List<Long> times = new ArrayList<>();
        try (Av1Encoder encoder = Av1Encoder.open(settings, "av1_software")) {
            encoder.submit(frame(0, 64, 48).withPts(0));
            encoder.submit(frame(1, WIDTH, HEIGHT).withPts(12));
            encoder.finish();
            for (EncodedFrame packet = encoder.receive(); packet != null; packet = encoder.receive()) {
                times.add(packet.pts());
            }
            assertThat(encoder.statistics().framesDuplicated()).isEqualTo(2);
        }
        assertThat(times).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void qualityMapsAndAConstantRateExcludeEachOther() {
        assertThatThrownBy(() ->
                        builder().constantFrameRate(true).qualityMaps(true).build())
                .hasMessage("quality_maps: true given, only false allowed with constant_frame_rate");
    }

    private static EncoderSettingsBuilder builder() {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(RateControlMode.CRF)
                .quality(90);
    }
}
