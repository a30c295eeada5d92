// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockLockTest {
    private static final int ROUNDS = 20;

    private final BlockLock lock = new BlockLock();

    /** What a thread does while another holds the lock, which lets go of it only when that thread has waited long. */
    private void against(Runnable whileTaken) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            ready.countDown();
            whileTaken.run();
        });
        try (var _ = lock.hold()) {
            waiting.start();
            ready.await();
            while (waiting.getState() != Thread.State.TIMED_WAITING && waiting.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        waiting.join();
    }

    /** The fewest bytes of some rounds: measuring itself costs some. */
    @Test
    void waitingForTheLockAllocatesNothing() throws InterruptedException {
        assumeTrue(
                ModuleLayer.boot().findModule("jdk.management").isPresent(),
                "this Java has no module jdk.management to count allocations with");
        AtomicLong idle = new AtomicLong(Long.MAX_VALUE);
        AtomicLong taken = new AtomicLong(Long.MAX_VALUE);
        for (int i = 0; i < ROUNDS; i++) {
            against(() -> {
                long before = ThreadFigures.allocatedBytes();
                long between = ThreadFigures.allocatedBytes();
                try (var _ = lock.hold()) {
                    long after = ThreadFigures.allocatedBytes();
                    idle.accumulateAndGet(between - before, Math::min);
                    taken.accumulateAndGet(after - between, Math::min);
                }
            });
        }
        assertThat(taken.get()).isEqualTo(idle.get());
    }

    @Test
    void onlyWhoIsWokenGoesOn() throws InterruptedException {
        Thread submitter = new Thread(() -> {
            try (var _ = lock.hold()) {
                lock.submitter().await();
            }
        });
        Thread completer = new Thread(() -> {
            try (var _ = lock.hold()) {
                lock.completer().await();
            }
        });
        submitter.start();
        completer.start();
        while (submitter.getState() != Thread.State.WAITING || completer.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        try (var _ = lock.hold()) {
            lock.completer().wake();
        }
        completer.join();
        submitter.join(100);
        assertThat(submitter.getState()).isEqualTo(Thread.State.WAITING);
        try (var _ = lock.hold()) {
            lock.submitter().wake();
        }
        submitter.join();
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndStaysPending() throws InterruptedException {
        AtomicBoolean held = new AtomicBoolean();
        AtomicBoolean pending = new AtomicBoolean();
        against(() -> {
            Thread.currentThread().interrupt();
            try (var _ = lock.hold()) {
                held.set(true);
            }
            pending.set(Thread.interrupted());
        });
        assertThat(held).isTrue();
        assertThat(pending).isTrue();
    }
}
