// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.recording.Providers;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class Av1EncoderTest {
    private static final EncoderSettings SETTINGS =
            EncoderSettings.builder().width(64).height(48).keyframeInterval(100).build();

    private final FakeEncoders encoders = FakeEncoders.software();
    private final Backends backends = new Backends(new Providers(List.of(encoders), List.of()));

    private Av1Encoder open() {
        return Av1Encoder.open(SETTINGS, "av1_software", backends);
    }

    private static EncodedFrame present(@Nullable EncodedFrame packet) {
        return Objects.requireNonNull(packet, "a packet must be ready");
    }

    private static long number(EncodedFrame packet) {
        return Long.reverseBytes(packet.data().get(ValueLayout.JAVA_LONG_UNALIGNED, 0));
    }

    @Test
    void deliversEveryPacketInOrderAndEnds() {
        List<Long> numbers = new ArrayList<>();
        try (Av1Encoder encoder = open()) {
            for (int i = 0; i < 50; i++) {
                encoder.submit(i == 20 ? RecordingTest.frame().withForcedKeyFrame() : RecordingTest.frame());
                for (EncodedFrame p = encoder.receive(); p != null; p = encoder.receive()) {
                    numbers.add(number(p));
                }
            }
            assertThat(encoder.isDrained()).isFalse();
            encoder.finish();
            for (EncodedFrame p = encoder.receive(); p != null; p = encoder.receive()) {
                numbers.add(number(p));
            }
            assertThat(encoder.isDrained()).isTrue();
            assertThat(encoder.statistics().keyFrames()).as("first and forced").isEqualTo(2);
            assertThat(encoder.statistics().framesQueued()).isZero();
        }
        assertThat(numbers).hasSize(50).isSorted().startsWith(0L).endsWith(49L);
        assertThat(encoders.open).isEmpty();
    }

    @Test
    void deliversLiveWithoutFlushOrFurtherFrames() throws InterruptedException {
        encoders.lookahead = 0;
        try (Av1Encoder encoder = open()) {
            for (int i = 0; i < 10; i++) {
                encoder.submit(RecordingTest.frame());
                EncodedFrame packet = encoder.receive(Duration.ofSeconds(20));
                assertThat(number(present(packet))).isEqualTo(i);
            }
            assertThat(encoder.receive(Duration.ofMillis(1))).isNull();
            assertThat(encoder.isDrained()).isFalse();
        }
    }

    @Test
    void changesOfRateAreCheckedAndRefusedWhereTheEncoderHasNone() {
        Rational rate = SETTINGS.framerate();
        try (Av1Encoder encoder = open()) {
            assertThatThrownBy(() -> encoder.changeRate(2_000_000, 1_000_000, rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("max_bitrate: 1000000 given, at least the bitrate 2000000 allowed");
            assertThatThrownBy(() -> encoder.changeRate(1_000_000, 2_000_000, rate))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("cannot change its bitrate while it runs");
            encoder.finish();
            assertThatThrownBy(() -> encoder.changeRate(1_000_000, 2_000_000, rate))
                    .isInstanceOf(IllegalStateException.class);
        }
        EncoderSettings quality =
                SETTINGS.toBuilder().rateControl(RateControlMode.CRF).build();
        try (Av1Encoder encoder = Av1Encoder.open(quality, "av1_software", backends)) {
            assertThatThrownBy(() -> encoder.changeRate(1_000_000, 2_000_000, rate))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not for CRF");
        }
    }

    @Test
    void packetsStayValidUntilTheNextReceive() {
        Av1Encoder encoder = open();
        for (int i = 0; i < 5; i++) {
            encoder.submit(RecordingTest.frame());
        }
        encoder.finish();
        EncodedFrame first = present(encoder.receive());
        assertThat(number(first)).isZero();
        EncodedFrame kept = first.copy();
        EncodedFrame second = present(encoder.receive());
        assertThat(number(second)).isEqualTo(1);
        encoder.close();
        assertThatThrownBy(() -> number(second)).isInstanceOf(IllegalStateException.class);
        assertThat(number(kept)).isZero();
    }

    @Test
    void namesTheStateOfCallsOutOfOrder() {
        Av1Encoder encoder = open();
        encoder.submit(RecordingTest.frame());
        encoder.finish();
        assertThatThrownBy(() -> encoder.submit(RecordingTest.frame()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("submit is not allowed in state FINISHED");
        assertThatThrownBy(encoder::finish).hasMessage("finish is not allowed in state FINISHED");
        encoder.close();
        encoder.close();
        assertThatThrownBy(encoder::receive).hasMessage("receive is not allowed in state CLOSED");
        assertThatThrownBy(encoder::stream).hasMessage("stream is not allowed in state CLOSED");
    }

    @Test
    void keepsWhatWasMadeBeforeAFailure() {
        encoders.failAtFrame = 4;
        encoders.lookahead = 0;
        try (Av1Encoder encoder = open()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            encoder.submit(RecordingTest.frame());
                        }
                    })
                    .isInstanceOf(EncodeFailedException.class)
                    .hasMessage("the fake encoder broke at frame 4");
            assertThatThrownBy(encoder::finish).hasMessage("finish is not allowed in state FAILED");
            for (int i = 0; i < 4; i++) {
                assertThat(number(present(encoder.receive()))).isEqualTo(i);
            }
            assertThat(encoder.receive()).isNull();
            assertThat(encoder.isDrained()).isTrue();
        }
    }

    @Test
    void letsAVirtualThreadReceiveWhileAnotherSubmits() throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        try (Av1Encoder encoder = open()) {
            Thread receiver = Thread.ofVirtual().start(() -> {
                try {
                    while (!encoder.isDrained()) {
                        EncodedFrame packet = encoder.receive(Duration.ofSeconds(20));
                        if (packet != null) {
                            sum.addAndGet(number(packet));
                        }
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Thread submitter = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 300; i++) {
                    encoder.submit(RecordingTest.frame());
                }
                encoder.finish();
            });
            submitter.join();
            receiver.join();
        }
        assertThat(sum.get()).isEqualTo(299 * 300 / 2);
    }

    @Test
    void takesOnlyTheBuiltInBackends() {
        assertThatThrownBy(() -> Av1Encoder.open(SETTINGS, "mine", backends))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("backend: 'mine' given, one of [av1, av1_hardware, av1_software] allowed");
    }
}
