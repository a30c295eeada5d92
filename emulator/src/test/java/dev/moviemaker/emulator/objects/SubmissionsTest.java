// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a submission uses may be freed when the base driver has returned from it, not as soon as its work is done. */
class SubmissionsTest {
    private static final Batch BATCH = new Batch(
            List.of(new Batch.Operation(1, 0, 0)),
            List.of(MemorySegment.ofAddress(2)),
            List.of(new Batch.Operation(3, 5, 0)),
            4);

    private final Submissions submissions = new Submissions();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    private Thread hand() throws InterruptedException {
        Thread worker = Thread.ofPlatform()
                .start(() -> submissions.hand(BATCH, () -> {
                    inside.countDown();
                    try {
                        return leave.await(10, TimeUnit.SECONDS) ? 0 : -1;
                    } catch (InterruptedException e) {
                        return -1;
                    }
                }));
        inside.await();
        return worker;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatACallUsesWaitsForItsEnd(long handle) throws InterruptedException {
        Thread worker = hand();
        Thread freeing = Thread.ofPlatform().start(() -> submissions.awaitReturn(handle));
        while (freeing.getState() == Thread.State.NEW || freeing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        assertThat(freeing.getState()).isEqualTo(Thread.State.WAITING);
        leave.countDown();
        freeing.join();
        worker.join();
    }

    @Test
    void anythingElseDoesNotWait() throws InterruptedException {
        Thread worker = hand();
        submissions.awaitReturn(5);
        leave.countDown();
        worker.join();
        submissions.awaitReturn(1);
    }

    @Test
    void aHandleThatBelongsToAnotherSemaphoreByNowKeepsItsOwnState() {
        Semaphores semaphores = new Semaphores(_ -> 0);
        semaphores.created(7, true);
        Batch signals = new Batch(List.of(), List.of(), List.of(new Batch.Operation(7, 9, 0)), 0);
        semaphores.submitted(signals);
        // The base driver has signalled it, the program has destroyed it, and another one got its handle, before the
        // call came back.
        semaphores.forget(7);
        semaphores.created(7, false);
        semaphores.signalsForwarded(signals);
        Batch waits = new Batch(List.of(new Batch.Operation(7, 0, 0)), List.of(), List.of(), 0);
        Batch signalsAgain = new Batch(List.of(), List.of(), List.of(new Batch.Operation(7, 0, 0)), 0);
        semaphores.submitted(signalsAgain);
        semaphores.submitted(waits);
        assertThat(semaphores.ready(List.of(waits))).isFalse();
        semaphores.signalsForwarded(signalsAgain);
        assertThat(semaphores.ready(List.of(waits))).isTrue();
    }
}
