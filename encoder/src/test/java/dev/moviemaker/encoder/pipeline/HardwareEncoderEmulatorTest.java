// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.spi.VideoEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole path on the emulated driver, through the loader and validation layers. */
class HardwareEncoderEmulatorTest {

    static Stream<String> profiles() {
        return EmulatedGpu.PROFILES.stream();
    }

    private static EncoderSettingsBuilder settings(String profile) {
        RateControlMode mode = profile.equals("minimal") ? RateControlMode.CQP : RateControlMode.VBR;
        return EncoderSettings.builder()
                .width(320)
                .height(128)
                .rateControl(mode)
                .bitrate(1_000_000)
                .maxBitrate(2_000_000)
                .enableRestoration(false)
                .keyframeInterval(5);
    }

    private static Movie encode(EmulatedGpu gpu, EncoderSettings settings, PixelFormat format, int frames, int forced) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < frames; i++) {
                var frame = Movie.frame(format, settings.width(), settings.height(), i);
                encoder.submit(i == forced ? frame.withForcedKeyFrame() : frame, i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).containsExactlyElementsOf(numbers(frames));
        return movie;
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void everyProfileEncodes(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = settings(profile).build();
        Movie movie = encode(gpu, settings, PixelFormat.I420, 12, 7);
        assertThat(movie.keyTimes()).containsExactly(0L, 5L, 7L);
        gpu.assertClean();
        Decoders.assertShows(movie.stream(), settings, 12);
    }

    @ParameterizedTest
    @EnumSource(RateControlMode.class)
    void everyRateControlModeEncodes(RateControlMode mode) {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        Movie movie = encode(gpu, settings("radv-rdna4").rateControl(mode).build(), PixelFormat.NV12, 7, -1);
        assertThat(movie.keyTimes()).containsExactly(0L, 5L);
        gpu.assertClean();
    }

    /** RADV codes columns of tiles as rows, up to a width of 4096; a driver that keeps them says nothing. */
    @ParameterizedTest
    @CsvSource({"radv-rdna3, 1, 4", "radv-rdna4, 1, 4", "nvidia, 2, 2"})
    void tilesThatTheDriverChangesAreTold(String profile, int columns, int rows) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = settings(profile)
                .width(512)
                .height(512)
                .tileCols(2)
                .tileRows(2)
                .enableRestoration(false)
                .enableCdef(false)
                .build();
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            assertThat(encoder.warnings()).as("before the first packet").noneMatch(w -> w.startsWith("tiles"));
            encoder.submit(Movie.frame(PixelFormat.NV12, 512, 512, 0), 0, 1);
            encoder.finish();
            assertThat(encoder.warnings().stream()
                            .filter(w -> w.startsWith("tiles"))
                            .toList())
                    .isEqualTo(
                            columns == 2
                                    ? List.of()
                                    : List.of("tiles: 2x2 requested, the driver codes %dx%d".formatted(columns, rows)));
        }
        assertThat(movie.headers()).allSatisfy(h -> {
            assertThat(h.tileInfo().tileCols()).isEqualTo(columns);
            assertThat(h.tileInfo().tileRows()).isEqualTo(rows);
        });
        gpu.assertClean();
        Decoders.assertShows(movie.stream(), settings, 1);
    }

    @Test
    void tenBitsAndTilesEncode() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        EncoderSettings settings = settings("nvidia")
                .bitDepth(10)
                .height(256)
                .tileCols(2)
                .tileRows(2)
                .build();
        Movie movie = encode(gpu, settings, PixelFormat.P010, 4, -1);
        assertThat(movie.headers()).allSatisfy(h -> {
            assertThat(h.tileInfo().tileCols()).isEqualTo(2);
            assertThat(h.tileInfo().tileRows()).isEqualTo(2);
        });
        gpu.assertClean();
        Decoders.assertShows(movie.stream(), settings, 4);
    }

    @Test
    void aLargerCodedSizeIsCroppedByTheRenderSize() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna3");
        EncoderSettings settings = settings("radv-rdna3").width(321).height(135).build();
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            assertThat(encoder.stream().codedWidth()).isEqualTo(384);
            assertThat(encoder.stream().codedHeight()).isEqualTo(144);
            assertThat(encoder.stream().width()).isEqualTo(321);
            for (int i = 0; i < 3; i++) {
                encoder.submit(Movie.frame(PixelFormat.I420, 321, 135, i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.headers()).hasSize(3).allSatisfy(h -> {
            assertThat(h.frameSize().renderWidth()).isEqualTo(321);
            assertThat(h.frameSize().renderHeight()).isEqualTo(135);
        });
        gpu.assertClean();
    }

    @Test
    void hiddenPicturesAreShownWhereTheDeviceHasBothDirections() {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        Movie movie = encode(gpu, settings("radv-rdna4").keyframeInterval(9).build(), PixelFormat.I420, 9, -1);
        assertThat(movie.headers()).anySatisfy(h -> assertThat(h.showFrame()).isFalse());
        gpu.assertClean();
    }

    static Stream<EncoderSettings> lowLatency() {
        return Stream.of(
                settings("radv-rdna4").maxQueuedFrames(1).build(),
                settings("radv-rdna4").framesInFlight(1).build());
    }

    /** On a device that has B pictures, which would make packets wait for later frames. */
    @ParameterizedTest
    @MethodSource("lowLatency")
    void oneFrameAtATimeGivesThePacketAtOnce(EncoderSettings settings) {
        EmulatedGpu gpu = new EmulatedGpu("radv-rdna4");
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < 4; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i), i, 1);
                while (movie.times().size() <= i) {
                    Thread.onSpinWait();
                }
            }
            encoder.finish();
        }
        gpu.assertClean();
    }

    /** One picture takes longer than it takes to hand over all of them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9})
    void asManyFramesWaitAsAreAllowedAndNoMore(int allowed) {
        Faults slow = Faults.none().slowEncode(Duration.ofMillis(1500));
        EmulatedGpu gpu = new EmulatedGpu("nvidia", slow, Duration.ofSeconds(60));
        Movie movie = new Movie();
        EncoderSettings settings = settings("nvidia").maxQueuedFrames(allowed).build();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            CpuFrame frame = Movie.frame(PixelFormat.NV12, 320, 128, 0);
            for (int i = 0; i < allowed; i++) {
                encoder.submit(frame, i, 1);
            }
            assertThat(movie.times()).as("delivered before the queue was full").isEmpty();
            encoder.submit(frame, allowed, 1);
            assertThat(movie.times()).as("delivered to make room").isNotEmpty();
        }
        gpu.assertClean();
    }

    @Test
    void bitrateChangesWithoutAKeyFrame() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        EncoderSettings settings = settings("nvidia").keyframeInterval(100).build();
        EncoderSettingsBuilder half =
                settings.toBuilder().bitrate(500_000).maxBitrate(900_000).framerate(Rational.of(25));
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < 10; i++) {
                if (i == 5) {
                    encoder.changeRate(half.build());
                    assertThatThrownBy(() -> encoder.changeRate(half.bitrate(900_000_000)
                                    .maxBitrate(900_000_000)
                                    .level(0)
                                    .build()))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("bitrate: 900000000 given, at most 800000000 allowed");
                    assertThatThrownBy(() -> encoder.changeRate(half.bitrate(300_000_000)
                                    .maxBitrate(300_000_000)
                                    .build()))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("but the stream states 5.1");
                }
                encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.keyTimes()).containsExactly(0L);
        assertThat(movie.times()).hasSize(10);
        gpu.assertClean();
    }

    /** Level 5.1 allows 40 Mbit/s in the main tier, which the stream states, and 160 in the high tier. */
    @Test
    void theBitrateStaysWithinTheTierThatTheStreamStates() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        EncoderSettings settings = settings("nvidia").level(51).build();
        try (VideoEncoder encoder = gpu.provider().open(settings, packet -> {})) {
            encoder.changeRate(settings.toBuilder()
                    .bitrate(30_000_000)
                    .maxBitrate(40_000_000)
                    .build());
            assertThatThrownBy(() -> encoder.changeRate(settings.toBuilder()
                            .bitrate(30_000_000)
                            .maxBitrate(41_000_000)
                            .build()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("30000000 and 41000000 bits per second")
                    .hasMessageContaining("they need level 4.1 high tier, but the stream states 5.1");
        }
        gpu.assertClean();
    }

    /** The sink is slow, and whoever closes is interrupted meanwhile. */
    @Test
    void anInterruptLeavesNothingBehind() throws InterruptedException {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        VideoEncoder encoder = gpu.provider().open(settings("nvidia").build(), packet -> {
            delivering.countDown();
            awaitQuietly(interrupted);
        });
        encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, 0), 0, 1);
        delivering.await();
        AtomicBoolean pending = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            encoder.close();
            pending.set(Thread.interrupted());
        });
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        closer.interrupt();
        closer.join(500);
        assertThat(closer.isAlive()).as("it waits on").isTrue();
        interrupted.countDown();
        closer.join();
        assertThat(pending).isTrue();
        gpu.assertClean();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(20)
    void theSinkMayCloseTheEncoder() throws InterruptedException {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        AtomicReference<VideoEncoder> opened = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        VideoEncoder encoder = gpu.provider().open(settings("nvidia").build(), packet -> {
            Objects.requireNonNull(opened.get()).close();
            closed.countDown();
        });
        opened.set(encoder);
        encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, 0), 0, 1);
        closed.await();
        while (!gpu.driver().liveObjects().isEmpty()) {
            Thread.sleep(10);
        }
        assertThatThrownBy(() -> encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, 1), 1, 1))
                .isInstanceOf(IllegalStateException.class);
        encoder.close();
        gpu.assertClean();
    }

    /** Memory at its end, perhaps: nobody waits for ever, and nothing stays behind. */
    @Test
    @Timeout(60)
    void anErrorOfTheSinkEndsTheRecording() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        Error error = new OutOfMemoryError("for the test");
        try (VideoEncoder encoder = gpu.provider().open(settings("nvidia").build(), packet -> {
            throw error;
        })) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i), i, 1);
                        }
                    })
                    .isInstanceOf(EncodeFailedException.class)
                    .hasMessageContaining("for the test")
                    .hasRootCause(error);
            assertThatThrownBy(encoder::finish).isInstanceOf(EncodeFailedException.class);
        }
        gpu.assertClean();
    }

    @Test
    void closingIsPossibleAtAnyTime() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        for (int frames = 0; frames < 4; frames++) {
            VideoEncoder encoder = gpu.provider().open(settings("nvidia").build(), packet -> {});
            for (int i = 0; i < frames; i++) {
                encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, i), i, 1);
            }
            encoder.close();
            encoder.close();
            assertThatThrownBy(() -> encoder.submit(Movie.frame(PixelFormat.NV12, 320, 128, 0), 9, 1))
                    .isInstanceOf(IllegalStateException.class);
        }
        gpu.assertClean();
    }

    @Test
    void whatADeviceCannotDoIsRefusedWithEveryReason() {
        EmulatedGpu gpu = new EmulatedGpu("minimal");
        assertThatThrownBy(() -> gpu.provider()
                        .open(
                                settings("minimal")
                                        .rateControl(RateControlMode.CBR)
                                        .width(16384)
                                        .level(60)
                                        .build(),
                                p -> {}))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("rate_control: CBR requested")
                .hasMessageContaining("size: 16384x128 requested");
        gpu.assertClean();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void capabilitiesAreTold(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        List<EncodingCapabilities> all = gpu.provider().capabilities();
        assertThat(all).singleElement().satisfies(c -> {
            assertThat(c.unusableReason()).isEmpty();
            assertThat(c.maxWidth()).isPositive();
            assertThat(c.profiles()).contains("Main 8 bit");
            assertThat(c.rateControlModes()).contains(RateControlMode.CQP);
        });
        gpu.assertClean();
    }
}
