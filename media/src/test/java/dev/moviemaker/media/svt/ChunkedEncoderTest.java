// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Usage;
import dev.moviemaker.media.input.Av1Decoder;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedEncoderTest {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 72;
    private static final int FRAMES = 50;

    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(WIDTH)
            .height(HEIGHT)
            .rateControl(RateControlMode.CRF)
            .quality(80)
            .speed(10)
            .keyframeInterval(12)
            .level(EncoderSettings.LEVEL_AUTO)
            .usage(Usage.TRANSCODING)
            .build();

    private final List<byte[]> units = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();

    private final PacketSink sink = packet -> {
        if (packet.keyFrame()) {
            keys.add(units.size());
        }
        units.add(packet.data().toArray(ValueLayout.JAVA_BYTE));
        times.add(packet.pts());
    };

    private static int luma(int x, int y, int number) {
        return 40 + ((x * 3 + number * 5) & 127) / 2 + (y & 31) + (number * 7) % 60;
    }

    private static Frame frame(int number) {
        byte[] pixels = new byte[Math.toIntExact(PixelFormat.I420.frameBytes(WIDTH, HEIGHT))];
        java.util.Arrays.fill(pixels, (byte) 128);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels[y * WIDTH + x] = (byte) luma(x, y, number);
            }
        }
        return Frame.of(PixelFormat.I420, WIDTH, HEIGHT, MemorySegment.ofArray(pixels));
    }

    private static VideoEncoder open(int encoders, PacketSink sink) {
        return SvtAv1Provider.openChunked(SETTINGS, SvtPlan.of(SETTINGS), new ChunkPlan(12, encoders, 1, true), sink);
    }

    private byte[] stream(int encoders) {
        units.clear();
        times.clear();
        keys.clear();
        try (VideoEncoder encoder = open(encoders, sink)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.submit(frame(i), 3L * i, 3);
            }
            encoder.finish();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        units.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    @Test
    void theStreamIsTheSameHoweverManyWork() {
        byte[] one = stream(1);
        for (int encoders : new int[] {2, 4, 7}) {
            assertThat(stream(encoders)).as("%d encoders", encoders).isEqualTo(one);
        }
        assertThat(times)
                .isEqualTo(IntStream.range(0, FRAMES).mapToObj(i -> 3L * i).toList());
        assertThat(keys).containsExactly(0, 12, 24, 36, 48);
        List<ByteBuffer> headers = keys.stream()
                .map(at -> SequenceProbe.sequenceHeader(units.get(at)))
                .distinct()
                .toList();
        try (VideoEncoder encoder = open(2, sink)) {
            assertThat(headers).containsExactly(encoder.stream().sequenceHeader());
        }
    }

    @Test
    void everyPictureIsItsFrame() throws IOException {
        stream(3);
        List<CpuFrame> pictures = new Av1Decoder().decode(units);
        assertThat(pictures).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(difference(pictures.get(i), i)).as("picture %d", i).isLessThan(3);
            assertThat(difference(pictures.get(i), i + 1))
                    .as("picture %d as the next", i)
                    .isGreaterThan(3);
        }
    }

    private static double difference(CpuFrame picture, int number) {
        CpuFrame.Plane plane = picture.planes().getFirst();
        long sum = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int sample = plane.data().get(ValueLayout.JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
                sum += Math.abs(sample - luma(x, y, number));
            }
        }
        return (double) sum / (WIDTH * HEIGHT);
    }

    /** At its first packet, in the middle of a chunk, and where the packets of a finished chunk are handed on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 13, 49})
    void aSinkThatFailsEndsTheRecording(int at) {
        try (VideoEncoder encoder = open(3, packet -> {
            if (packet.pts() == 3L * at) {
                throw new IOException("the disk is full");
            }
        })) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < FRAMES; i++) {
                            encoder.submit(frame(i), 3L * i, 3);
                        }
                        encoder.finish();
                    })
                    .isInstanceOf(OutputException.class)
                    .hasMessageContaining("the disk is full");
        }
    }

    /** What comes is the beginning of the movie, without the end, which the look-ahead held. */
    @Test
    void whatIsNotFinishedIsDropped() {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        VideoEncoder encoder = open(2, packet -> {
            late.addAndGet(closed.get() ? 1 : 0);
            sink.accept(packet);
        });
        for (int i = 0; i < 30; i++) {
            encoder.submit(frame(i), i, 1);
        }
        encoder.close();
        closed.set(true);
        assertThat(units).hasSizeLessThan(30);
        assertThat(times).isEqualTo(LongStream.range(0, units.size()).boxed().toList());
        assertThatThrownBy(() -> encoder.submit(frame(30), 30, 1)).isInstanceOf(IllegalStateException.class);
        encoder.close();
        assertThat(late).hasValue(0);
    }

    /** A frame that was refused where a chunk begins leaves an encoder without frames. */
    @Test
    void aRefusedFrameIsNoPartOfTheMovie() {
        try (VideoEncoder encoder = open(2, sink)) {
            for (int i = 0; i < 12; i++) {
                encoder.submit(frame(i), i, 1);
            }
            Frame refused;
            try (Arena memory = Arena.ofConfined()) {
                refused = Frame.of(
                        PixelFormat.I420, WIDTH, HEIGHT, memory.allocate(PixelFormat.I420.frameBytes(WIDTH, HEIGHT)));
            }
            assertThatThrownBy(() -> encoder.submit(refused, 12, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("frame 12:");
            encoder.finish();
        }
        assertThat(times).isEqualTo(LongStream.range(0, 12).boxed().toList());
    }

    /** Every picture of a file a key frame, at speeds without levels of prediction too. */
    @ParameterizedTest
    @ValueSource(ints = {7, 10, 13})
    void everyPictureMayBeAKeyFrame(int speed) throws IOException {
        EncoderSettings all =
                SETTINGS.toBuilder().keyframeInterval(1).speed(speed).build();
        SvtPlan plan = SvtPlan.of(all);
        for (boolean chunked : new boolean[] {true, false}) {
            units.clear();
            keys.clear();
            try (VideoEncoder encoder = chunked
                    ? SvtAv1Provider.openChunked(all, plan, new ChunkPlan(12, 2, 2, true), sink)
                    : SvtAv1Provider.open(all, plan, sink, new StallWatch(Duration.ofMinutes(1)), new FrameTimes())) {
                for (int i = 0; i < FRAMES; i++) {
                    encoder.submit(frame(i), i, 1);
                }
                encoder.finish();
            }
            assertThat(keys).isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
            List<CpuFrame> pictures = new Av1Decoder().decode(units);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(difference(pictures.get(i), i)).as("picture %d", i).isLessThan(3);
            }
        }
    }

    @Test
    void aQueueThatWasAskedForIsAnswered() {
        EncoderSettings asked = SETTINGS.toBuilder().maxQueuedFrames(2).build();
        try (VideoEncoder encoder =
                SvtAv1Provider.openChunked(asked, SvtPlan.of(asked), new ChunkPlan(12, 3, 1, true), sink)) {
            assertThat(encoder.warnings())
                    .containsExactly("max_queued_frames: 2 asked for; files are coded in chunks, up to 3 of 12 frames "
                            + "side by side, all of which wait");
        }
        try (VideoEncoder encoder = open(3, sink)) {
            assertThat(encoder.warnings()).isEmpty();
        }
    }

    @Test
    void chunksAreForFilesOfConstantQualityAndFitTheMemory() {
        long much = 1L << 34;
        SvtPlan plan = SvtPlan.of(SETTINGS);
        assertThat(ChunkPlan.of(SETTINGS, plan, 4, much)).hasValue(new ChunkPlan(60, 4, 1, true));
        assertThat(ChunkPlan.of(SETTINGS.toBuilder().keyframeInterval(50).build(), plan, 4, much))
                .hasValue(new ChunkPlan(100, 4, 1, true));
        assertThat(ChunkPlan.of(SETTINGS, plan, 1, much)).isEmpty();
        assertThat(ChunkPlan.of(SETTINGS, plan, 4, 1 << 20)).isEmpty();
        for (EncoderSettings other : List.of(
                SETTINGS.toBuilder().usage(Usage.RECORDING).build(),
                SETTINGS.toBuilder().rateControl(RateControlMode.VBR).build(),
                SETTINGS.toBuilder().keyframeInterval(1000).build())) {
            assertThat(ChunkPlan.of(other, plan, 4, much)).isEmpty();
        }
    }

    /**
     * At 1080p and 60 frames: 187 MB of frames, and in SVT-AV1 622 MB up to speed 6, 249 MB in faster ones; with
     * threads 1,763 and 415 MB.
     */
    @ParameterizedTest
    @CsvSource({
        "6, 8, 4, 1617, 0, 1, false",
        "6, 8, 4, 1618, 2, 1, false",
        "6, 8, 4, 3235, 4, 1, false",
        "6, 8, 4, 4376, 4, 1, true",
        "10, 8, 4, 870, 0, 1, false",
        "10, 8, 4, 871, 2, 1, false",
        "10, 8, 4, 1036, 2, 1, false",
        "10, 8, 4, 1037, 2, 1, true",
        "6, 10, 4, 3732, 2, 1, true",
        "6, 8, 8, 3898, 0, 2, true",
        "6, 8, 8, 3899, 2, 2, true",
        "6, 8, 16, 7797, 4, 4, true",
        "6, 8, 32, 99999, 8, 5, true",
        "10, 8, 16, 1202, 0, 4, true",
        "10, 8, 16, 2406, 4, 4, true"
    })
    void whatAChunkTakesDependsOnSpeedDepthAndThreads(
            int speed, int bits, int cores, long megabytes, int encoders, int parallelism, boolean threadedFirst) {
        EncoderSettings settings = SETTINGS.toBuilder()
                .width(1920)
                .height(1080)
                .speed(speed)
                .bitDepth(bits)
                .build();
        assertThat(ChunkPlan.of(settings, SvtPlan.of(settings), cores, megabytes * 1_000_000))
                .isEqualTo(
                        encoders == 0
                                ? Optional.empty()
                                : Optional.of(new ChunkPlan(60, encoders, parallelism, threadedFirst)));
    }
}
