// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.trace.Loggers;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Packets between the encoder's thread and the receiver. Never full: a caller that submits and receives on one
 * thread must not wait for itself. The packets' memory is used again and again, and goes when the queue is closed.
 */
public final class PacketQueue implements PacketSink, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Arena arena;
    private final ArrayDeque<PacketCopy> ready = new ArrayDeque<>();
    private final ArrayDeque<PacketCopy> free = new ArrayDeque<>();
    private final RecordingCounter counter;
    private @Nullable PacketCopy lent;
    private boolean ended;
    private boolean closed;

    /** An empty queue whose packets are counted. */
    @SuppressWarnings("MustBeClosedChecker") // Closed in close().
    public PacketQueue(RecordingCounter counter) {
        this.counter = counter;
        arena = Arena.ofShared();
    }

    @Override
    public void accept(EncodedFrame packet) throws IOException {
        counter.packet(packet);
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the encoder is closed");
            }
            PacketCopy copy = free.isEmpty() ? new PacketCopy(arena) : free.pop();
            copy.set(packet);
            ready.add(copy);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next packet; takes back the one given out before. */
    public @Nullable EncodedFrame poll() {
        lock.lock();
        try {
            return next();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next packet; takes back the one given out before.
     *
     * @return none if none came in time, or none will come
     * @throws InterruptedException if interrupted while waiting
     */
    public @Nullable EncodedFrame await(long timeoutNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeoutNanos;
            while (ready.isEmpty() && !ended && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable EncodedFrame next() {
        if (closed) {
            throw new IllegalStateException("receive is not allowed in state CLOSED");
        }
        if (lent != null) {
            free.push(lent);
        }
        lent = ready.poll();
        return lent;
    }

    /** Whether every packet there will ever be has been taken. */
    public boolean isDrained() {
        lock.lock();
        try {
            return closed || (ended && ready.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** No packet comes any more. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                changed.signalAll();
                arena.close();
            }
        } catch (IllegalStateException e) {
            // A packet's memory is in the middle of being read, say by a channel; better a leak than a throwing close.
            Loggers.RECORDING.log(System.Logger.Level.WARNING, "A packet was in use when its encoder was closed", e);
        } finally {
            lock.unlock();
        }
    }
}
