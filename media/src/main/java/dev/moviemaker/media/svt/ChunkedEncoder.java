// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Codes a movie in chunks, several side by side: frames come in order and fill one chunk after the other, each has an
 * encoder of its own, and packets go to the sink in the order of the movie. Owns the encoders and their frames.
 *
 * <p>Threading: one thread submits; each encoder has its worker, all of which deliver, one at a time.
 */
final class ChunkedEncoder implements VideoEncoder {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Opens the encoder of a chunk. */
    interface Opener {
        /**
         * Opens it.
         *
         * @param chunk counted from 0
         * @param packets takes what it codes
         * @param ended to be run when its codec is freed
         */
        SvtAv1Encoder open(int chunk, SvtWorker.Packets packets, Runnable ended);
    }

    private final ChunkPlan plan;
    private final VideoStream stream;
    private final List<String> warnings;
    private final List<String> notes;
    private final FramePool pool;
    private final PacketOrder order;
    private final Opener opener;
    private final Semaphore room;
    private final List<SvtAv1Encoder> running = new ArrayList<>();
    private @Nullable SvtAv1Encoder current;
    private int chunks;
    private int framesInChunk;
    private long submitted;

    ChunkedEncoder(
            ChunkPlan plan,
            VideoStream stream,
            List<String> warnings,
            List<String> notes,
            FramePool pool,
            PacketOrder order,
            Opener opener) {
        this.plan = plan;
        this.stream = stream;
        this.warnings = List.copyOf(warnings);
        this.notes = List.copyOf(notes);
        this.pool = pool;
        this.order = order;
        this.opener = opener;
        room = new Semaphore(plan.encoders());
    }

    @Override
    public VideoStream stream() {
        return stream;
    }

    @Override
    public String device() {
        return SvtAv1Provider.NAME;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public int queuedFrames() {
        return running.stream().mapToInt(SvtAv1Encoder::queuedFrames).sum() + order.waiting();
    }

    @Override
    public boolean awaitRoom(long nanos) {
        SvtAv1Encoder open = current;
        if (open != null && framesInChunk < plan.frames()) {
            return open.awaitRoom(nanos);
        }
        boolean came = acquire(nanos);
        if (came) {
            room.release();
        }
        return came;
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        if (!(frame instanceof CpuFrame)) {
            throw SvtAv1Encoder.notInMemory(frame, submitted);
        }
        running.forEach(SvtAv1Encoder::requireGood);
        if (current == null || framesInChunk == plan.frames()) {
            next();
        }
        Objects.requireNonNull(current).submit(frame, pts, duration);
        framesInChunk++;
        submitted++;
    }

    /** Ends the chunk that is full and begins the next, once there is room for it. */
    private void next() {
        SvtAv1Encoder full = current;
        if (full != null) {
            full.last();
            current = null;
        }
        while (!acquire(LOOK_NANOS)) {
            running.forEach(SvtAv1Encoder::requireGood);
        }
        reap();
        SvtAv1Encoder opened = opener.open(chunks, order.of(chunks), room::release);
        chunks++;
        framesInChunk = 0;
        running.add(opened);
        current = opened;
    }

    private void reap() {
        running.removeIf(encoder -> {
            boolean over = encoder.isReleased();
            if (over) {
                encoder.requireGood();
                encoder.close();
            }
            return over;
        });
    }

    /** An interrupt ends no wait and stays pending. */
    private boolean acquire(long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return room.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void finish() {
        SvtAv1Encoder open = current;
        if (open != null) {
            open.last();
            current = null;
        }
        running.forEach(SvtAv1Encoder::awaitLast);
    }

    @Override
    public void close() {
        running.forEach(SvtAv1Encoder::abandon);
        running.forEach(SvtAv1Encoder::close);
        running.clear();
        pool.close();
    }
}
