// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.VideoEncoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Codes a movie in chunks, several side by side: frames come in order and fill one chunk after the other, each has an
 * encoder of its own, and packets go to the sink in the order of the movie. Owns the encoders and their frames.
 *
 * <p>Threading: one thread submits; each encoder has its worker, all of which deliver, one at a time. Waits are cut
 * into looks at all encoders, so that one that has failed or stalled is noticed whichever is waited for.
 */
final class ChunkedEncoder implements VideoEncoder {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Opens the encoder of a chunk. */
    interface Opener {
        /**
         * Opens it.
         *
         * @param chunk counted from 0
         * @param firstFrame number of its first frame in the movie
         * @param packets takes what it codes
         * @param ended to be run when its codec is freed
         */
        SvtAv1Encoder open(int chunk, long firstFrame, SvtWorker.Packets packets, Runnable ended);
    }

    private final ChunkPlan plan;
    private final VideoStream stream;
    private final List<String> warnings;
    private final List<String> notes;
    private final FramePool pool;
    private final PacketOrder order;
    private final Opener opener;
    private final ChunkRoom room;
    private final List<SvtAv1Encoder> running = new CopyOnWriteArrayList<>();
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
            ChunkRoom room,
            Opener opener) {
        this.plan = plan;
        this.stream = stream;
        this.warnings = List.copyOf(warnings);
        this.notes = List.copyOf(notes);
        this.pool = pool;
        this.order = order;
        this.opener = opener;
        this.room = room;
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
    public boolean awaitRoom(long nanos) {
        long deadline = System.nanoTime() + nanos;
        long left = nanos;
        boolean came = !isGood() || roomWithin(0);
        while (!came && left > 0) {
            came = roomWithin(Math.min(left, LOOK_NANOS)) || !isGood();
            left = deadline - System.nanoTime();
        }
        return came;
    }

    private boolean roomWithin(long nanos) {
        SvtAv1Encoder open = current;
        return open == null ? room.await(nanos) : open.awaitRoom(nanos);
    }

    private boolean isGood() {
        return running.stream().allMatch(SvtAv1Encoder::isGood);
    }

    private void requireGood() {
        running.forEach(SvtAv1Encoder::requireGood);
    }

    @Override
    public void check(Frame frame) {
        CpuFrame _ = SvtAv1Encoder.inMemory(frame, submitted);
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        check(frame);
        requireGood();
        SvtAv1Encoder open = current == null ? next() : current;
        open.submit(frame, pts, duration);
        framesInChunk++;
        submitted++;
        if (framesInChunk == plan.frames()) {
            open.last();
            current = null;
        }
    }

    /** Begins the next chunk, once there is room for it. */
    private SvtAv1Encoder next() {
        while (!room.await(LOOK_NANOS)) {
            requireGood();
        }
        reap();
        SvtAv1Encoder opened = opener.open(chunks, submitted, order.of(chunks), room::freed);
        room.opened();
        chunks++;
        framesInChunk = 0;
        running.add(opened);
        current = opened;
        return opened;
    }

    /** Closes the encoders that have ended, so that the next one uses their frames. */
    private void reap() {
        List<SvtAv1Encoder> over =
                running.stream().filter(SvtAv1Encoder::isReleased).toList();
        over.forEach(SvtAv1Encoder::requireGood);
        over.forEach(SvtAv1Encoder::close);
        running.removeAll(over);
    }

    @Override
    public void finish() {
        SvtAv1Encoder open = current;
        if (open != null) {
            open.last();
            current = null;
        }
        for (SvtAv1Encoder encoder : running) {
            while (!encoder.awaitLast()) {
                requireGood();
            }
        }
    }

    /** From a sink, whose thread others may wait for, it waits for nothing: a later call frees what is left. */
    @Override
    public void close() {
        running.forEach(SvtAv1Encoder::abandon);
        if (running.stream().anyMatch(encoder -> encoder.isWorker(Thread.currentThread()))) {
            return;
        }
        List<SvtAv1Encoder> left = running;
        while (!left.isEmpty()) {
            boolean ignored = left.getFirst().awaitOver();
            left = running.stream().filter(encoder -> !encoder.isOver()).toList();
        }
        running.forEach(SvtAv1Encoder::close);
        running.clear();
        pool.close();
    }
}
