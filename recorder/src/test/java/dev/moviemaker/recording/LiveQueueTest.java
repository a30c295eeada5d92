// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveOutput.WhenSlow;
import dev.moviemaker.Rational;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a receiver that is too slow costs. */
@Timeout(20)
class LiveQueueTest {
    private static final int GROUP = 5;

    private static LiveItem picture(long number) {
        MemorySegment data = MemorySegment.ofArray(new byte[8]);
        return new LiveItem.Picture(
                EncodedFrame.of(data, number, number, 1, new Rational(1, 10), number % GROUP == 0), 0);
    }

    private static LiveItem sound(long start) {
        AudioBlock block =
                new AudioBlock(MemorySegment.ofArray(new byte[9600]), AudioBlock.SampleFormat.S16, 48_000, 1);
        return new LiveItem.Sound(block, 0, start);
    }

    private static List<Long> taken(LiveQueue queue, int count) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (queue.take() instanceof LiveItem.Picture picture) {
                numbers.add(picture.packet().pts());
            }
        }
        return numbers;
    }

    @Test
    void leavesOutUpToTheNextKeyFrameThatFindsRoom() throws Exception {
        LiveQueue queue = new LiveQueue(1, WhenSlow.DROP);
        for (int i = 0; i < 17; i++) {
            queue.put(picture(i));
        }
        assertThat(queue.dropped()).isEqualTo(7);
        assertThat(queue.wantsKeyFrame()).isFalse();
        assertThat(taken(queue, 10)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(queue.wantsKeyFrame()).isTrue();
        for (int i = 17; i < 22; i++) {
            queue.put(picture(i));
        }
        assertThat(taken(queue, 2)).containsExactly(20L, 21L);
        assertThat(queue.dropped()).isEqualTo(10);
        assertThat(queue.wantsKeyFrame()).isFalse();
    }

    @Test
    void leavesOutTheSoundOfPicturesThatAreLeftOut() throws Exception {
        LiveQueue queue = new LiveQueue(0.1, WhenSlow.DROP);
        queue.put(picture(0));
        queue.put(picture(1));
        queue.put(sound(0));
        queue.end();
        assertThat(queue.take()).isInstanceOf(LiveItem.Picture.class);
        assertThat(queue.take()).isNull();
    }

    @Test
    void waitsForRoom() throws Exception {
        LiveQueue queue = new LiveQueue(0.2, WhenSlow.WAIT);
        CompletableFuture<Void> all = CompletableFuture.runAsync(() -> putAll(queue, 8));
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(all).isNotCompleted();
        assertThat(taken(queue, 8)).hasSize(8).isSorted();
        assertThat(queue.dropped()).isZero();
    }

    private static void putAll(LiveQueue queue, int count) {
        try {
            for (int i = 0; i < count; i++) {
                queue.put(picture(i));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void tellsWhoWaitsThatSendingFailed() throws Exception {
        LiveQueue queue = new LiveQueue(0.1, WhenSlow.WAIT);
        queue.put(picture(0));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> putAll(queue, 1));
        Thread.sleep(50);
        queue.end(new IOException("the receiver went home"));
        assertThatThrownBy(waiting::join).hasMessageContaining("the receiver went home");
        assertThatThrownBy(queue::rethrow).hasMessage("the receiver went home");
    }

    @Test
    void onlyAQueueThatDropsSkipsToNow() throws Exception {
        LiveQueue patient = new LiveQueue(1, WhenSlow.WAIT);
        patient.put(picture(0));
        patient.skipToNow();
        assertThat(taken(patient, 1)).containsExactly(0L);
        LiveQueue hasty = new LiveQueue(1, WhenSlow.DROP);
        hasty.put(picture(0));
        hasty.put(sound(0));
        hasty.skipToNow();
        hasty.put(picture(1));
        hasty.put(picture(5));
        assertThat(taken(hasty, 1)).containsExactly(5L);
        assertThat(hasty.dropped()).isEqualTo(2);
    }
}
