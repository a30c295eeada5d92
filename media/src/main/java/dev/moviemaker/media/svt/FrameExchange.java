// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames between the thread that fills them and the codec's thread, which codes them and gives them back. The frames
 * are a pool's.
 *
 * <p>Threading: one thread fills at a time and one codes; nobody is interrupted out of a wait, so that no frame is in
 * doubt: the interrupt stays pending. Waits are cut into looks of half a second, with which a codec that does not come
 * back is noticed.
 */
final class FrameExchange {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private enum State {
        /** Frames come. */
        OPEN,
        /** Those that wait are the last. */
        LAST,
        /** Nobody wants those that wait. */
        ABANDONED,
        /** No packet comes any more; the codec is being freed. */
        ENDED,
        /** The codec is freed. */
        RELEASED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StallWatch watch;
    private final FramePool pool;
    private final int most;
    private final ArrayDeque<SvtFrame> free = new ArrayDeque<>();
    private final ArrayDeque<SvtFrame> waiting = new ArrayDeque<>();
    private final ArrayDeque<SvtFrame> all = new ArrayDeque<>();
    private State state = State.OPEN;
    private int inside;
    private @Nullable Av1EncoderException failure;

    /**
     * An exchange without frames.
     *
     * @param most frames that may be filled and not yet given back
     */
    FrameExchange(int most, FramePool pool, StallWatch watch) {
        this.most = most;
        this.pool = pool;
        this.watch = watch;
    }

    /** A frame to fill; waits until there is one. */
    SvtFrame takeFree() {
        lock.lock();
        try {
            requireOpen();
            while (!hasRoom()) {
                look(LOOK_NANOS);
                requireOpen();
                requireNoStall();
            }
            SvtFrame frame = free.poll();
            if (frame == null) {
                frame = pool.get();
                all.add(frame);
            }
            return frame;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until {@link #takeFree} need not; tells whether that came in time. A failure counts: it need not wait
     * either.
     */
    boolean awaitRoom(long nanos) {
        long deadline = System.nanoTime() + nanos;
        lock.lock();
        try {
            long left = nanos;
            while (state == State.OPEN && good() && !hasRoom() && left > 0) {
                look(Math.min(left, LOOK_NANOS));
                left = deadline - System.nanoTime();
            }
            return state != State.OPEN || !good() || hasRoom();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom() {
        return !free.isEmpty() || all.size() < most;
    }

    /** Hands a filled frame over. */
    void fill(SvtFrame frame) {
        lock.lock();
        try {
            inside++;
            waiting.add(frame);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a frame that was not filled after all. */
    void giveBack(SvtFrame frame) {
        lock.lock();
        try {
            if (state == State.OPEN) {
                free.add(frame);
            } else {
                boolean ignored = all.remove(frame);
                pool.release(frame);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that no frame follows. */
    void last() {
        lock.lock();
        try {
            requireOpen();
            state = State.LAST;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for the codec's thread to end, after {@link #last}; tells whether it has. */
    boolean awaitLast() {
        lock.lock();
        try {
            if (state == State.LAST) {
                look(LOOK_NANOS);
                requireNoStall();
            }
            throwFailure();
            return state != State.LAST;
        } finally {
            lock.unlock();
        }
    }

    /** Throws what went wrong, if something did. */
    void requireGood() {
        lock.lock();
        try {
            throwFailure();
            requireNoStall();
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #requireGood} would throw nothing. */
    boolean isGood() {
        lock.lock();
        try {
            return good();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the codec is freed. */
    boolean isReleased() {
        lock.lock();
        try {
            return state == State.RELEASED;
        } finally {
            lock.unlock();
        }
    }

    /** Says that nobody wants the frames that wait. */
    void abandon() {
        lock.lock();
        try {
            if (state == State.OPEN || state == State.LAST) {
                state = State.ABANDONED;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether waiting for the end is over: the codec is freed, or codes no more after a failure (one that has overrun
     * its queue may never come back from being freed), or has stalled.
     */
    boolean isOver() {
        lock.lock();
        try {
            return over();
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for {@link #isOver}, and tells whether it is. */
    boolean awaitOver() {
        lock.lock();
        try {
            if (!over()) {
                look(LOOK_NANOS);
            }
            return over();
        } finally {
            lock.unlock();
        }
    }

    private boolean over() {
        return state == State.RELEASED || (state == State.ENDED && failure != null) || watch.stalled();
    }

    /** Whether the codec uses no frame any more; one that has stalled uses them for ever. */
    boolean isEnded() {
        lock.lock();
        try {
            return state == State.ENDED || state == State.RELEASED;
        } finally {
            lock.unlock();
        }
    }

    /** The codec's thread: the next frame to code; none if no frame follows. */
    @Nullable
    SvtFrame next() {
        lock.lock();
        try {
            while (state == State.OPEN && waiting.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            return state == State.ABANDONED ? null : waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** The codec's thread: whether the frames that are inside are still wanted. */
    boolean abandoned() {
        lock.lock();
        try {
            return state == State.ABANDONED;
        } finally {
            lock.unlock();
        }
    }

    /** The codec's thread: a packet was delivered. */
    void delivered() {
        lock.lock();
        try {
            inside--;
        } finally {
            lock.unlock();
        }
    }

    /** The codec's thread: what went wrong, for the thread that fills frames. */
    void failed(Av1EncoderException e) {
        lock.lock();
        try {
            if (failure == null) {
                failure = e;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The codec's thread: no packet comes any more. */
    void ended() {
        end(State.ENDED);
    }

    /** The codec's thread: the codec is freed. */
    void released() {
        end(State.RELEASED);
    }

    private void end(State end) {
        lock.lock();
        try {
            state = end;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the frames back to the pool, once nobody fills or codes one. */
    void free() {
        lock.lock();
        try {
            all.forEach(pool::release);
            all.clear();
            free.clear();
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    /** With an interrupt pending a wait would end at once, so it is put aside meanwhile. */
    @SuppressWarnings("WaitNotInLoop") // Every caller looks again in a loop of its own.
    private void look(long nanos) {
        boolean interrupted = Thread.interrupted();
        try {
            long ignored = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireOpen() {
        throwFailure();
        if (state != State.OPEN) {
            throw new IllegalStateException("the encoder is flushed or closed");
        }
    }

    private void throwFailure() {
        Av1EncoderException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    private void requireNoStall() {
        if (!good()) {
            throwFailure();
        }
    }

    private boolean good() {
        if (failure == null && watch.stalled()) {
            failure = watch.stall(inside);
        }
        return failure == null;
    }
}
