// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.emulator.objects;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Which semaphore operations have reached the base driver. A base queue must never wait for something that only our
 * worker will signal, since the worker needs base queues itself: so submissions are held back until all they wait for
 * is on its way.
 */
public final class Semaphores {
    /** Semaphores from outside (imports, swap chains) may change without our seeing it. */
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, State> states = new HashMap<>();
    private final LongUnaryOperator counters;

    /** Of a device whose timeline semaphores have these counters. */
    Semaphores(LongUnaryOperator counters) {
        this.counters = counters;
    }

    /** Remembers a semaphore. */
    public void created(long handle, boolean timeline) {
        lock.lock();
        try {
            states.put(handle, new State(timeline));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a semaphore; whether it was a timeline semaphore. */
    boolean forget(long handle) {
        lock.lock();
        try {
            State gone = states.remove(handle);
            return gone != null && gone.timeline;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the operation is one on a timeline semaphore. */
    public boolean isTimeline(Batch.Operation operation) {
        lock.lock();
        try {
            return state(operation).timeline;
        } finally {
            lock.unlock();
        }
    }

    private State state(long handle) {
        return states.computeIfAbsent(handle, key -> new State(false));
    }

    private State state(Batch.Operation operation) {
        State state = operation.state();
        return state == null ? state(operation.semaphore()) : state;
    }

    /** Takes note of a batch in the order of submission, which is what binary semaphores pair up by. */
    public void submitted(Batch batch) {
        lock.lock();
        try {
            for (Batch.Operation wait : batch.waits()) {
                State state = state(wait.semaphore());
                wait.of(state);
                wait.needs(state.signalsSubmitted);
                state.waitsSubmitted++;
            }
            for (Batch.Operation signal : batch.signals()) {
                State state = state(signal.semaphore());
                signal.of(state);
                signal.needs(state.waitsSubmitted);
                state.signalsSubmitted++;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether everything that these batches, in order, wait for has been signalled or is on its way in the base driver.
     */
    public boolean ready(List<Batch> batches) {
        lock.lock();
        try {
            Map<Long, Long> reached = new HashMap<>();
            Map<Long, Long> signals = new HashMap<>();
            Map<Long, Long> waits = new HashMap<>();
            for (Batch batch : batches) {
                for (Batch.Operation wait : batch.waits()) {
                    State state = state(wait);
                    if (state.timeline
                            ? !reached(wait, Math.max(state.highest, reached.getOrDefault(wait.semaphore(), 0L)))
                            : state.signalsForwarded + signals.getOrDefault(wait.semaphore(), 0L) < wait.needed()) {
                        return false;
                    }
                    waits.merge(wait.semaphore(), 1L, Long::sum);
                }
                for (Batch.Operation signal : batch.signals()) {
                    State state = state(signal);
                    if (!state.timeline
                            && state.waitsForwarded + waits.getOrDefault(signal.semaphore(), 0L) < signal.needed()) {
                        return false;
                    }
                    reached.merge(signal.semaphore(), signal.value(), Math::max);
                    signals.merge(signal.semaphore(), 1L, Long::sum);
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean reached(Batch.Operation wait, long promised) {
        return promised >= wait.value() || counters.applyAsLong(wait.semaphore()) >= wait.value();
    }

    /** Takes note that the waits of a batch were handed to the base driver. */
    public void waitsForwarded(Batch batch) {
        lock.lock();
        try {
            batch.waits().forEach(wait -> state(wait).waitsForwarded++);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that the signals of a batch were handed to the base driver. */
    public void signalsForwarded(Batch batch) {
        lock.lock();
        try {
            for (Batch.Operation signal : batch.signals()) {
                State state = state(signal);
                state.signalsForwarded++;
                state.highest = Math.max(state.highest, signal.value());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody who waits for a change. */
    public void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code condition} holds. */
    public void await(BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                long left = changed.awaitNanos(POLL_NANOS);
                assert left <= POLL_NANOS;
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is known of one semaphore. */
    static final class State {
        private final boolean timeline;
        private long signalsSubmitted;
        private long waitsSubmitted;
        private long signalsForwarded;
        private long waitsForwarded;
        private long highest;

        State(boolean timeline) {
            this.timeline = timeline;
        }
    }
}
