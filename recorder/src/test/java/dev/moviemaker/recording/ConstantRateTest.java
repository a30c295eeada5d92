// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.Rational;
import dev.moviemaker.VulkanFrame;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames of a constant rate, each by what it shows. */
class ConstantRateTest {
    private static final int SIZE = 16;
    private static final Rational MILLISECOND = new Rational(1, 1000);

    private final RecordingCounter counter = new RecordingCounter("test", MILLISECOND);
    private final List<Integer> shown = new ArrayList<>();
    private final List<Integer> forced = new ArrayList<>();
    private final MemorySegment pixels = MemorySegment.ofArray(new byte[4 * SIZE * SIZE]);
    private boolean hasRoom = true;

    private static ConstantRate rate(Rational framerate, RecordingCounter counter) {
        return new ConstantRate(
                EncoderSettings.builder()
                        .width(SIZE)
                        .height(SIZE)
                        .framerate(framerate)
                        .timeBase(MILLISECOND)
                        .constantFrameRate(true)
                        .build(),
                counter);
    }

    /** A frame in memory that the next one overwrites, as callers may. */
    private CpuFrame frame(int number, long pts) {
        pixels.fill((byte) -1);
        pixels.set(ValueLayout.JAVA_INT_UNALIGNED, 0, number);
        pixels.set(ValueLayout.JAVA_INT_UNALIGNED, pixels.byteSize() - 4, ~number);
        return Frame.of(PixelFormat.RGBA8, SIZE, SIZE, pixels).withPts(pts);
    }

    private boolean pass(Frame frame, long nanos) {
        if (!hasRoom && nanos >= 0) {
            counter.dropped();
            return false;
        }
        CpuFrame cpu = (CpuFrame) frame;
        MemorySegment data = cpu.planes().getFirst().data();
        int number = data.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        assertThat(data.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * SIZE * SIZE - 4))
                .isEqualTo(~number);
        assertThat(frame.pts()).isEqualTo(Frame.PTS_BY_FRAME_RATE);
        if (frame.forceKeyFrame()) {
            forced.add(shown.size());
        }
        shown.add(number);
        return true;
    }

    /** Of each picture of the movie, which frame it must show. */
    private static List<Integer> expected(List<Long> times, long end, Rational rate) {
        List<Integer> pictures = new ArrayList<>();
        long first = times.getFirst();
        long count = Math.max(
                MILLISECOND.rescale(end - first, rate.inverse()),
                MILLISECOND.rescale(times.getLast() - first, rate.inverse()) + 1);
        for (long tick = 0; tick < count; tick++) {
            int latest = 0;
            for (int i = 0; i < times.size(); i++) {
                if (MILLISECOND.rescale(times.get(i) - first, rate.inverse()) <= tick) {
                    latest = i;
                }
            }
            pictures.add(latest);
        }
        return pictures;
    }

    @ParameterizedTest
    @CsvSource({"30, 1", "60, 2", "24000/1001, 3", "25, 4", "120, 5", "7, 6", "1, 7"})
    void showsAtEachMomentTheFrameOfThatMoment(String rate, long seed) throws IOException {
        Rational framerate = Rational.parse(rate);
        Random random = new Random(seed);
        List<Long> times = new ArrayList<>();
        long time = 5000L + random.nextInt(5000);
        try (ConstantRate conversion = rate(framerate, counter)) {
            for (int i = 0; i < 300; i++) {
                times.add(time);
                CpuFrame frame = frame(i, time);
                conversion.check(frame);
                conversion.record(frame, -1, this::pass);
                time += 1L + random.nextInt(random.nextInt(10) == 0 ? 700 : 40);
            }
            conversion.finish(OptionalLong.of(time), this::pass);
        }
        List<Integer> expected = expected(times, time, framerate);
        assertThat(shown).isEqualTo(expected);
        long distinct = expected.stream().distinct().count();
        assertThat(counter.snapshot().framesDropped()).isEqualTo(300 - distinct);
        assertThat(counter.snapshot().framesDuplicated()).isEqualTo(expected.size() - distinct);
    }

    @Test
    void leavesFramesThatFitAsTheyAre() throws IOException {
        try (ConstantRate conversion = rate(Rational.of(25), counter)) {
            for (int i = 0; i < 50; i++) {
                conversion.record(frame(i, 40L * i), -1, this::pass);
            }
            conversion.finish(OptionalLong.empty(), this::pass);
        }
        assertThat(shown).hasSize(50).isSorted().doesNotHaveDuplicates();
        assertThat(counter.snapshot().framesDropped()).isZero();
        assertThat(counter.snapshot().framesDuplicated()).isZero();
    }

    @Test
    void keepsKeyFramesThatWereAskedFor() throws IOException {
        try (ConstantRate conversion = rate(Rational.of(25), counter)) {
            conversion.record(frame(0, 0), -1, this::pass);
            conversion.record(frame(1, 40).withForcedKeyFrame(), -1, this::pass);
            conversion.record(frame(2, 45), -1, this::pass);
            conversion.record(frame(3, 200), -1, this::pass);
            conversion.finish(OptionalLong.of(280), this::pass);
        }
        assertThat(shown).containsExactly(0, 2, 2, 2, 2, 3, 3);
        assertThat(forced).containsExactly(1);
    }

    @Test
    void keepsTimeWhereThereIsNoRoom() throws IOException {
        try (ConstantRate conversion = rate(Rational.of(25), counter)) {
            conversion.record(frame(0, 0), 0, this::pass);
            conversion.record(frame(1, 40), 0, this::pass);
            hasRoom = false;
            conversion.record(frame(2, 80), 0, this::pass);
            hasRoom = true;
            conversion.record(frame(3, 120), 0, this::pass);
            conversion.finish(OptionalLong.of(160), this::pass);
        }
        assertThat(shown).containsExactly(0, 2, 3);
        assertThat(counter.snapshot().framesDropped()).isEqualTo(1);
    }

    @Test
    void refusesWhatHasNoPlace() throws IOException {
        try (ConstantRate conversion = rate(Rational.of(25), counter)) {
            conversion.record(frame(0, 100), -1, this::pass);
            assertThatThrownBy(() -> conversion.check(frame(1, 100)))
                    .hasMessage("frame 1: pts 100 given, more than 100 (the frame before) allowed");
            assertThatThrownBy(() -> conversion.check(frame(1, Frame.PTS_BY_FRAME_RATE)))
                    .hasMessageStartingWith("frame 1: no pts given");
            VulkanFrame image = new VulkanFrame(1, 37, 1, VulkanFrame.ANY_FAMILY, SIZE, SIZE, List.of(), List.of());
            assertThatThrownBy(() -> conversion.check(image.withPts(140)))
                    .hasMessageStartingWith("frame 1: an image on a GPU given");
        }
    }
}
