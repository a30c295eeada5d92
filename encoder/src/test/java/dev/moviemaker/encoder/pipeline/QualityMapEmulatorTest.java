// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static dev.moviemaker.vulkan.raw.Vulkan.VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.QualityMap;
import dev.moviemaker.QualityMap.Region;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.emulator.fault.Faults;
import dev.moviemaker.encoder.caps.DeltaMapPlan;
import dev.moviemaker.encoder.caps.PlanResult;
import dev.moviemaker.encoder.caps.RecordedDevices;
import dev.moviemaker.encoder.caps.SessionPlanner;
import dev.moviemaker.spi.VideoEncoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a quality map makes better gets better, and the bits for it come from elsewhere. */
class QualityMapEmulatorTest {
    private static final int WIDTH = 384;
    private static final int HEIGHT = 256;
    private static final int FRAMES = 24;
    private static final Region REGION = new Region(64, 64, 128, 128, -60);
    private static final QualityMap MAP = QualityMap.of(REGION);

    private static EncoderSettingsBuilder settings() {
        return EncoderSettings.builder()
                .width(WIDTH)
                .height(HEIGHT)
                .rateControl(RateControlMode.CBR)
                .bitrate(2_500_000)
                .enableRestoration(false)
                .qualityMaps(true);
    }

    /** Waves that move slowly under grain that is new in every frame, so that every frame takes bits everywhere. */
    private static CpuFrame frame(int number) {
        byte[] samples = new byte[Math.toIntExact(PixelFormat.I420.frameBytes(WIDTH, HEIGHT))];
        Arrays.fill(samples, (byte) 128);
        Random grain = new Random(number);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double waves = 40 * Math.sin((x + number) / 9.0) + 30 * Math.sin(y / 7.0);
                samples[y * WIDTH + x] = (byte) Math.round(128 + waves + grain.nextInt(-9, 10));
            }
        }
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(samples));
    }

    private static Movie encode(EmulatedGpu gpu, EncoderSettings settings, Optional<QualityMap> map) {
        Movie movie = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, movie)) {
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame plain = frame(i);
                encoder.submit(map.map(plain::withQualityMap).orElse(plain), i, 1);
            }
            encoder.finish();
        }
        assertThat(movie.problems()).isEmpty();
        assertThat(movie.times()).hasSize(FRAMES);
        return movie;
    }

    /** PSNR of luma in the region and elsewhere, over all frames, in decibels. */
    private record Quality(double inside, double outside, int bytes) {
        static Quality of(Movie movie) {
            List<byte[]> shown = DecodedFrames.frames(movie.stream(), WIDTH, HEIGHT);
            assertThat(shown).hasSize(FRAMES);
            double inside = 0;
            double all = 0;
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame source = frame(i);
                for (int y = 0; y < HEIGHT; y++) {
                    for (int x = 0; x < WIDTH; x++) {
                        int difference = (shown.get(i)[y * WIDTH + x] & 0xFF)
                                - (source.planes().getFirst().data().get(ValueLayout.JAVA_BYTE, (long) y * WIDTH + x)
                                        & 0xFF);
                        double error = difference * difference;
                        all += error;
                        boolean within = x >= REGION.x()
                                && x < REGION.x() + REGION.width()
                                && y >= REGION.y()
                                && y < REGION.y() + REGION.height();
                        inside += within ? error : 0;
                    }
                }
            }
            double pixels = (double) REGION.width() * REGION.height() * FRAMES;
            return new Quality(
                    psnr(inside / pixels),
                    psnr((all - inside) / ((double) WIDTH * HEIGHT * FRAMES - pixels)),
                    movie.stream().length);
        }

        private static double psnr(double error) {
            return 10 * Math.log10(255 * 255 / error);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3", "radv-rdna4", "maximal"})
    void theRegionGetsBetterAndTheRestPaysForIt(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        Quality plain = Quality.of(encode(gpu, settings().build(), Optional.empty()));
        Movie movie = encode(gpu, settings().build(), Optional.of(MAP));
        Quality mapped = Quality.of(movie);
        System.out.printf(
                "%s: region %.2f -> %.2f dB, elsewhere %.2f -> %.2f dB, %d -> %d bytes%n",
                profile,
                plain.inside(),
                mapped.inside(),
                plain.outside(),
                mapped.outside(),
                plain.bytes(),
                mapped.bytes());
        assertThat(mapped.inside()).isGreaterThan(plain.inside() + 2);
        assertThat(mapped.outside()).isLessThan(plain.outside() - 0.1);
        assertThat((double) mapped.bytes()).isBetween(plain.bytes() * 0.95, plain.bytes() * 1.05);
        Decoders.assertShows(movie.stream(), settings().build(), FRAMES);
        gpu.assertClean();
    }

    /** Whatever the frames before it had, and whichever slot it gets. */
    @Test
    void everyFrameHasItsOwnMap() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        EncoderSettings settings =
                settings().rateControl(RateControlMode.CQP).keyframeInterval(1).build();
        List<Optional<QualityMap>> maps = List.of(
                Optional.of(MAP), Optional.empty(), Optional.of(QualityMap.of(new Region(192, 0, 192, 256, 90))));
        List<Movie> constant =
                maps.stream().map(map -> encode(gpu, settings, map)).toList();
        int[] order = {0, 0, 1, 0, 2, 2, 0, 1, 1, 2, 0, 0, 2, 1, 2, 0, 1, 0, 0, 2, 0, 1, 2, 0};
        Movie mixed = new Movie();
        try (VideoEncoder encoder = gpu.provider().open(settings, mixed)) {
            for (int i = 0; i < FRAMES; i++) {
                CpuFrame plain = frame(i);
                encoder.submit(maps.get(order[i]).map(plain::withQualityMap).orElse(plain), i, 1);
            }
            encoder.finish();
        }
        assertThat(constant.get(1).packet(0)).isNotEqualTo(constant.get(0).packet(0));
        assertThat(constant.get(2).packet(0)).isNotEqualTo(constant.get(0).packet(0));
        for (int i = 0; i < FRAMES; i++) {
            assertThat(mixed.packet(i))
                    .as("frame %d with map %d", i, order[i])
                    .isEqualTo(constant.get(order[i]).packet(i));
        }
        gpu.assertClean();
    }

    @Test
    void anImageOfBytesMeansTheSameAsRectangles() {
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        byte[] bytes = new byte[WIDTH / 64 * (HEIGHT / 64)];
        for (int block : new int[] {7, 8, 13, 14}) {
            bytes[block] = -60;
        }
        QualityMap image = QualityMap.ofImage(WIDTH / 64, HEIGHT / 64, bytes);
        assertThat(encode(gpu, settings().build(), Optional.of(image)).stream())
                .isEqualTo(encode(gpu, settings().build(), Optional.of(MAP)).stream());
        gpu.assertClean();
    }

    /** What {@link #MAP} says, as the device's images hold it. */
    private static MemorySegment texels(DeltaMapPlan plan) {
        int count = plan.size().width() * plan.size().height();
        ByteBuffer texels = ByteBuffer.allocate(count * plan.texelBytes()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            int x = i % plan.size().width() * 64;
            int y = i / plan.size().width() * 64;
            int delta = MAP.qIndexDelta(x, y, 64, 64, WIDTH, HEIGHT);
            switch (plan.texelBytes()) {
                case 1 -> texels.put((byte) delta);
                case 2 -> texels.putShort((short) delta);
                default -> texels.putInt(delta);
            }
        }
        return MemorySegment.ofArray(texels.array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nvidia", "radv-rdna3", "radv-rdna4"})
    void aMapOnTheGpuMeansTheSameAsOneInMemory(String profile) {
        EmulatedGpu gpu = new EmulatedGpu(profile);
        EncoderSettings settings = settings().rateControl(RateControlMode.CQP).build();
        DeltaMapPlan plan = ((PlanResult.Planned) SessionPlanner.plan(settings, RecordedDevices.named(profile)))
                .plan()
                .deltaMaps()
                .orElseThrow();
        List<byte[]> streams = new ArrayList<>();
        List<String> extensions = new ArrayList<>(Program.EXTENSIONS);
        extensions.add(Program.QUANTIZATION_MAP);
        try (Program program = new Program(gpu.request(), extensions);
                ProgramImage image = new ProgramImage(
                        program,
                        program.computeFamily(),
                        plan.format(),
                        plan.texelBytes(),
                        plan.size().width(),
                        plan.size().height())) {
            image.draw(texels(plan), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL(), List.of(), List.of());
            for (QualityMap given : List.of(MAP, image.map())) {
                Movie movie = new Movie();
                try (VideoEncoder encoder = new AdoptedEncoderProvider(
                                program.lent(), Duration.ofSeconds(60), Optional.empty())
                        .open(settings, movie)) {
                    for (int i = 0; i < 5; i++) {
                        CpuFrame plain = frame(i);
                        encoder.submit(i == 3 ? plain : plain.withQualityMap(given), i, 1);
                    }
                    QualityMap wrong = QualityMap.of(new QualityMap.VulkanImage(1, 1, 14, 1, 1));
                    assertThatThrownBy(() -> encoder.submit(frame(5).withQualityMap(wrong), 5, 1))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("VkFormat 14 and 1x1 texels given")
                            .hasMessageContaining("and " + plan.size() + " needed");
                    encoder.finish();
                }
                assertThat(movie.times()).hasSize(5);
                streams.add(movie.stream());
            }
        }
        assertThat(streams.get(1)).isEqualTo(streams.get(0));
        assertThat(streams.get(0)).isNotEqualTo(encode(gpu, settings, Optional.empty()).stream());
        gpu.assertClean();
    }

    @Test
    void framesKeepTheirMapsWhenTheDeviceIsLost() {
        EncoderSettings settings =
                settings().rateControl(RateControlMode.CQP).keyframeInterval(1).build();
        byte[] whole = encode(new EmulatedGpu("nvidia"), settings, Optional.of(MAP)).stream();
        EmulatedGpu gpu = new EmulatedGpu("nvidia", Faults.none().deviceLostAtFrame(5), Duration.ofSeconds(60));
        assertThat(encode(gpu, settings, Optional.of(MAP)).stream()).isEqualTo(whole);
    }

    @Test
    void whatCannotBeIsRefused() {
        for (String profile : List.of("anv", "minimal")) {
            EmulatedGpu gpu = new EmulatedGpu(profile);
            assertThatThrownBy(() -> gpu.provider()
                            .open(settings().rateControl(RateControlMode.CQP).build(), new Movie()))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("quality_maps: true asked for, the driver offers no quantization delta maps");
        }
        EmulatedGpu gpu = new EmulatedGpu("nvidia");
        Movie movie = new Movie();
        try (VideoEncoder encoder =
                gpu.provider().open(settings().qualityMaps(false).build(), movie)) {
            assertThatThrownBy(() -> encoder.submit(frame(0).withQualityMap(MAP), 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("quality_maps false");
            encoder.submit(frame(0), 0, 1);
            encoder.finish();
        }
        assertThat(movie.times()).containsExactly(0L);
        try (VideoEncoder encoder = gpu.provider().open(settings().build(), new Movie())) {
            QualityMap image = QualityMap.of(new QualityMap.VulkanImage(1, 1, 14, WIDTH / 64, HEIGHT / 64));
            assertThatThrownBy(() -> encoder.submit(frame(0).withQualityMap(image), 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the encoder has a device of its own");
        }
        gpu.assertClean();
    }
}
