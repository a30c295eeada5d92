// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.bitstream.frame.FrameHeader;
import dev.moviemaker.emulator.profile.DriverProfile;
import dev.moviemaker.emulator.profile.IntraRefreshMode;
import dev.moviemaker.emulator.profile.Profiles;
import dev.moviemaker.spi.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Streams whose pictures are refreshed part by part: a decoder that begins anywhere in them, with wrong references,
 * shows the right frames after a whole period.
 */
class IntraRefreshEmulatorTest {
    private static final int WIDTH = 384;
    private static final int HEIGHT = 240;
    private static final int FRAMES = 17;

    private static EncoderSettings settings(int period, RateControlMode mode) {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(mode)
                .quality(60)
                .bitrate(1_500_000)
                .enableRestoration(false)
                .keyframeInterval(1000)
                .intraRefreshPeriod(period)
                .build();
    }

    private static EmulatedGpu gpu(String profile, IntraRefreshMode mode) {
        DriverProfile driver = Profiles.named(profile);
        DriverProfile.IntraRefreshLimits limits = driver.intraRefresh();
        return EmulatedGpu.ofIntraRefresh(driver.withIntraRefresh(new DriverProfile.IntraRefreshLimits(
                Set.of(mode),
                limits.maxIntraRefreshCycleDuration(),
                limits.maxIntraRefreshActiveReferencePictures(),
                limits.partitionIndependentIntraRefreshRegions(),
                limits.nonRectangularIntraRefreshRegions())));
    }

    private static Movie encode(EmulatedGpu gpu, EncoderSettings settings, int frames, IntFunction<Frame> source) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            assertThat(encoder.warnings()).isEmpty();
            for (int i = 0; i < frames; i++) {
                encoder.submit(source.apply(i), i, 1);
            }
            encoder.finish();
        }
        gpu.assertClean();
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.keyTimes()).containsExactly(0L);
        return movie;
    }

    /** With longer periods than there are rows of superblocks, shorter ones, and such that do not divide them. */
    @ParameterizedTest
    @CsvSource({
        "radv-rdna3, BLOCK_ROW_BASED, 4, CQP",
        "radv-rdna4, BLOCK_ROW_BASED, 6, VBR",
        "nvidia, BLOCK_COLUMN_BASED, 6, CQP",
        "maximal, BLOCK_COLUMN_BASED, 4, CBR",
        "radv-rdna4, BLOCK_BASED, 5, CQP",
        "nvidia, BLOCK_BASED, 3, VBR"
    })
    void decodersRecoverWithinAPeriod(String profile, IntraRefreshMode mode, int period, RateControlMode rate) {
        EncoderSettings settings = settings(period, rate);
        EmulatedGpu gpu = gpu(profile, mode);
        Movie movie = encode(gpu, settings, FRAMES, i -> Movie.frame(PixelFormat.I420, WIDTH, HEIGHT, i));
        Movie foreign = encode(gpu, settings, 1, i -> Movie.noise(PixelFormat.I420, WIDTH, HEIGHT, i));
        List<String> frames = DecodedFrames.frames(movie.stream(), WIDTH, HEIGHT).stream()
                .map(Decoders::digest)
                .toList();
        assertThat(frames).hasSize(FRAMES);
        assertThat(movie.headers().subList(1, FRAMES))
                .extracting(FrameHeader::primaryRefFrame)
                .containsOnly(FrameHeader.PRIMARY_REF_NONE);
        for (int from : new int[] {2, period + 1}) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            stream.writeBytes(foreign.packet(0));
            IntStream.range(from, FRAMES).forEach(i -> stream.writeBytes(movie.packet(i)));
            // Periods begin behind the key frame.
            int begin = (from - 1 + period - 1) / period * period + 1;
            int recovered = begin + period - 1;
            for (List<String> decoded : Decoders.digests(stream.toByteArray(), settings, FRAMES - from + 1)) {
                assertThat(decoded.get(1)).as("frame %d, not refreshed", from).isNotEqualTo(frames.get(from));
                assertThat(decoded.subList(recovered - from + 1, decoded.size()))
                        .as(
                                "from frame %d on, of a stream that begins with another key frame and frame %d",
                                recovered, from)
                        .isEqualTo(frames.subList(recovered, FRAMES));
            }
        }
        System.out.println(profile + " " + mode + " " + rate + ": " + spread(movie));
    }

    /** What sizes are like: the largest packet after the first beside the mean. */
    private static String spread(Movie movie) {
        List<Integer> sizes = new ArrayList<>();
        IntStream.range(1, FRAMES).forEach(i -> sizes.add(movie.packet(i).length));
        return "key frame %d bytes, then %.0f on average, at most %d"
                .formatted(
                        movie.packet(0).length,
                        sizes.stream().mapToInt(i -> i).average().orElseThrow(),
                        sizes.stream().mapToInt(i -> i).max().orElseThrow());
    }

    @Test
    void theSelfTestPassesToo() {
        EmulatedGpu gpu = EmulatedGpu.ofIntraRefresh(Profiles.named("radv-rdna4"));
        try (VideoEncoder encoder = gpu.provider(true).open(settings(8, RateControlMode.CBR), new Movie())) {
            encoder.submit(Movie.frame(PixelFormat.NV12, WIDTH, HEIGHT, 0), 0, 1);
            encoder.finish();
        }
        gpu.assertClean();
    }

    @Test
    void whatTheDriverCannotIsRefused() {
        assertThatThrownBy(() -> new EmulatedGpu("anv").provider().open(settings(8, RateControlMode.CQP), new Movie()))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("intra_refresh_period: 8 asked for, the driver has no intra refresh");
        assertThatThrownBy(() -> EmulatedGpu.ofIntraRefresh(Profiles.named("maximal"))
                        .provider()
                        .open(settings(900, RateControlMode.CQP), new Movie()))
                .hasMessageContaining("intra_refresh_period: 900 asked for, the device has at most 256");
    }
}
