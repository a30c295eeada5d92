// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chunks whose codecs do what the test says: nothing waits for ever for one of them, and no packet follows a gap. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChunkWaitsTest {
    private static final int SIDE = 64;
    private static final int FRAMES = 4;
    private static final EncoderSettings SETTINGS = EncoderSettings.builder()
            .width(SIDE)
            .height(SIDE)
            .rateControl(RateControlMode.CRF)
            .build();

    private final CountDownLatch over = new CountDownLatch(1);
    private final List<ChunkedEncoder> encoders = new ArrayList<>();
    private int opened;

    /** What the codec's thread of a chunk does before its codec is freed. */
    private interface Coding {
        void run(int chunk, FrameExchange frames, SvtWorker.Packets packets) throws IOException;
    }

    @AfterEach
    void end() {
        over.countDown();
        encoders.forEach(ChunkedEncoder::close);
    }

    private void hang() {
        await(over);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ChunkedEncoder open(int atOnce, PacketSink sink, Coding coding) {
        FramePool pool = new FramePool(() -> new SvtFrame(SIDE, SIDE, 8));
        ChunkRoom room = new ChunkRoom(atOnce);
        VideoStream stream = new VideoStream(
                ByteBuffer.allocate(1),
                SIDE,
                SIDE,
                SIDE,
                SIDE,
                Rational.of(30),
                new Rational(1, 30),
                8,
                SETTINGS.color(),
                Optional.empty(),
                0);
        ChunkedEncoder encoder = new ChunkedEncoder(
                new ChunkPlan(FRAMES, atOnce, 1, false),
                stream,
                List.of(),
                List.of(),
                pool,
                new PacketOrder(sink, room::passed),
                room,
                (chunk, firstFrame, packets, ended) -> {
                    opened++;
                    FrameExchange frames = new FrameExchange(FRAMES + 1, pool, new StallWatch(Duration.ofMinutes(2)));
                    Runnable code = () -> {
                        try {
                            coding.run(chunk, frames, packets);
                        } catch (IOException e) {
                            frames.failed(new EncodeFailedException("chunk " + chunk, e));
                        }
                        frames.ended();
                        frames.released();
                        ended.run();
                    };
                    return new SvtAv1Encoder(
                            SETTINGS, stream, List.of(), List.of(), frames, firstFrame, code, () -> {});
                });
        encoders.add(encoder);
        return encoder;
    }

    private static Frame frame() {
        return Frame.of(PixelFormat.I420, SIDE, SIDE, MemorySegment.ofArray(new byte[SIDE * SIDE * 3 / 2]));
    }

    private static void submit(ChunkedEncoder encoder, int count) {
        for (int i = 0; i < count; i++) {
            encoder.submit(frame(), i, 1);
        }
    }

    private static EncodedFrame packet(int pts) {
        return new SvtPacket(MemorySegment.ofArray(new byte[1]), pts, 1, new Rational(1, 30), true);
    }

    @Test
    void finishTellsOfAChunkThatFailedWhileAnEarlierOneWorks() {
        ChunkedEncoder encoder = open(2, packet -> {}, (chunk, frames, packets) -> {
            if (chunk == 1) {
                while (frames.next() != null) {
                    frames.delivered();
                }
                throw new IOException("no");
            }
            hang();
        });
        submit(encoder, FRAMES + 1);
        assertThatThrownBy(encoder::finish)
                .isInstanceOf(EncodeFailedException.class)
                .hasMessage("chunk 1");
    }

    @Test
    void roomIsNotWaitedForOnceAChunkFailed() {
        CountDownLatch full = new CountDownLatch(1);
        ChunkedEncoder encoder = open(2, packet -> {}, (chunk, frames, packets) -> {
            if (chunk == 0) {
                await(full);
                frames.failed(new EncodeFailedException("chunk 0"));
            }
            hang();
        });
        submit(encoder, 2 * FRAMES);
        full.countDown();
        assertThat(encoder.awaitRoom(TimeUnit.HOURS.toNanos(1))).isTrue();
        assertThatThrownBy(() -> encoder.submit(frame(), 99, 1)).hasMessage("chunk 0");
    }

    @Test
    void noRoomIsSaidInTime() {
        ChunkedEncoder encoder = open(2, packet -> {}, (chunk, frames, packets) -> hang());
        submit(encoder, 2 * FRAMES);
        assertThat(encoder.awaitRoom(0)).isFalse();
        assertThat(encoder.awaitRoom(TimeUnit.MILLISECONDS.toNanos(1))).isFalse();
    }

    /** Whichever thread a sink is called on, others may wait for it to come back from the sink. */
    @Test
    void aSinkMayClose() throws InterruptedException {
        CountDownLatch inSink = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        ChunkedEncoder encoder = open(
                2,
                packet -> {
                    inSink.countDown();
                    encoders.getFirst().close();
                    closed.countDown();
                },
                (chunk, frames, packets) -> {
                    if (chunk == 1) {
                        await(inSink);
                    }
                    packets.accept(packet(chunk * FRAMES));
                });
        try {
            submit(encoder, FRAMES + 1);
        } catch (IllegalStateException closedMeanwhile) {
            assertThat(closedMeanwhile).hasMessageContaining("closed");
        }
        boolean came = closed.await(50, TimeUnit.SECONDS);
        if (!came) {
            // The next close would not come back either.
            encoders.clear();
        }
        assertThat(came).as("it came back").isTrue();
    }

    /** Else the packets of a whole movie could wait in memory for one chunk. */
    @Test
    void chunksAreNotBegunFarBehindAnUnfinishedOne() {
        AtomicInteger delivered = new AtomicInteger();
        ChunkedEncoder encoder = open(2, packet -> delivered.incrementAndGet(), (chunk, frames, packets) -> {
            if (chunk == 0) {
                hang();
            }
            SvtFrame next = frames.next();
            while (next != null) {
                packets.accept(packet((int) next.pts));
                frames.giveBack(next);
                frames.delivered();
                next = frames.next();
            }
            packets.ended();
        });
        int count = 0;
        while (count < 10 * FRAMES && encoder.awaitRoom(TimeUnit.MILLISECONDS.toNanos(700))) {
            encoder.submit(frame(), count++, 1);
        }
        assertThat(opened).isEqualTo(ChunkRoom.window(2)).isEqualTo(3);
        assertThat(count).isEqualTo(3 * FRAMES);
        over.countDown();
        encoder.finish();
        assertThat(delivered).hasValue(count);
    }

    @Test
    void framesAreCountedInTheMovie() {
        ChunkedEncoder encoder = open(2, packet -> {}, (chunk, frames, packets) -> hang());
        submit(encoder, FRAMES + 1);
        Frame gone;
        try (Arena memory = Arena.ofConfined()) {
            gone = Frame.of(PixelFormat.I420, SIDE, SIDE, memory.allocate(SIDE * SIDE * 3 / 2));
        }
        assertThatThrownBy(() -> encoder.submit(gone, 5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("frame 5: its memory cannot be read");
    }

    @Test
    void noPacketFollowsOneThatTheSinkDidNotTake() throws IOException {
        List<Long> taken = new ArrayList<>();
        PacketOrder order = new PacketOrder(
                packet -> {
                    if (packet.pts() == 1) {
                        throw new IOException("the disk is full");
                    }
                    taken.add(packet.pts());
                },
                () -> {});
        order.of(0).accept(packet(0));
        order.of(1).accept(packet(1));
        order.of(1).accept(packet(2));
        assertThatThrownBy(() -> order.of(0).ended()).hasMessage("the disk is full");
        order.of(1).accept(packet(3));
        order.of(1).ended();
        assertThat(taken).containsExactly(0L);
    }
}
