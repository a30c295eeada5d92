// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.gop.GopPlanner;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.session.CodingSession;
import dev.moviemaker.encoder.session.EncodeSlot;
import dev.moviemaker.encoder.session.InputSlot;
import dev.moviemaker.vulkan.call.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * Frames waiting, pictures under way, and the lock around all of it. Frames are numbered from 0; those from
 * {@code delivered} to {@code submitted} are held in input slots, so that they can be coded again after a failure.
 * Whoever changes something pumps: submits every picture that is planned and has a free encode slot. Allocates nothing
 * while it runs, but for input slots when more frames wait than ever before.
 */
final class PictureQueue {
    private static final System.Logger LOG = System.getLogger(PictureQueue.class.getName());
    private static final int MAX_JOBS = 64;
    private static final int MOST_ROOM = 8;

    private final CodingDevice gpu;
    private final GopPlanner planner;
    private final InputFrames inputs;
    private final PicturePlan picture = new PicturePlan();
    private final PictureInFlight[] jobs = new PictureInFlight[MAX_JOBS];
    private CodingSession session;
    private final long mostBitstreamBytes;
    private long bitstreamBytes;
    private long capacity;
    private long firstJob;
    private long nextJob;
    private long nextSlot;
    private long freedSlots;
    private long submitted;
    private long fed;
    private long delivered;
    private long lastAwaiting;
    private boolean planned;
    private boolean ending;
    private boolean ended;
    private boolean writing;
    private boolean stopped;
    private @Nullable RuntimeException interruption;
    private @Nullable Av1EncoderException failure;

    PictureQueue(CodingDevice gpu, SessionPlan plan) {
        this.gpu = gpu;
        this.session = gpu.session();
        this.planner = new GopPlanner(plan.gop());
        this.inputs = new InputFrames(plan.inputSlots());
        this.capacity = plan.inputSlots();
        this.bitstreamBytes = plan.bitstreamBytes();
        this.mostBitstreamBytes = plan.bitstreamBytes() * MOST_ROOM;
        for (int i = 0; i < MAX_JOBS; i++) {
            jobs[i] = new PictureInFlight();
        }
    }

    /**
     * Waits until {@link #acquire} need not, for a time at most, and tells whether it need not: a failure counts as
     * well.
     */
    synchronized boolean awaitRoom(long nanos) {
        long deadline = System.nanoTime() + nanos;
        long left = nanos;
        while (full() && left > 0) {
            waitHere(Math.max(1, left / 1_000_000));
            left = deadline - System.nanoTime();
        }
        return !full();
    }

    private boolean full() {
        return failure == null && !stopped && (interruption != null || submitted - delivered >= capacity);
    }

    /** Waits for a free input slot; {@link #filled} must follow. */
    synchronized InputSlot acquire() {
        while (full()) {
            waitHere();
        }
        requireRunning();
        if (ending) {
            throw new IllegalStateException("submit: the encoder is finished; only close may follow");
        }
        writing = true;
        return session.inputs().get(inputs.choose(submitted));
    }

    /**
     * There is no memory for the slot that was acquired: from now on no more frames are held than now.
     *
     * @return false if too few are held for the queue to go on with them
     */
    synchronized boolean narrow() {
        long held = submitted - delivered;
        if (held < CodingSession.OPEN_INPUTS) {
            return false;
        }
        capacity = held;
        LOG.log(System.Logger.Level.WARNING, "There is memory for {0} frames that wait, not for more", held);
        return true;
    }

    /** Has nothing more submitted until the completion thread has dealt with a failure. */
    synchronized void interrupt(RuntimeException cause) {
        if (interruption == null) {
            interruption = cause;
        }
    }

    /**
     * A frame was recorded into the acquired slot, or that failed. Its conversion is submitted here, not when its turn
     * comes: others may wait for a semaphore that it signals as soon as the caller knows of it.
     */
    synchronized boolean filled(boolean recorded, long pts, long duration, boolean forceKey) {
        writing = false;
        boolean taken = false;
        if (recorded) {
            try {
                InputSlot input = session.inputs().get(inputs.slot(submitted));
                long conversion = session.convert(input);
                lastAwaiting = input.awaitsProgram() ? conversion : lastAwaiting;
                inputs.fill(submitted, pts, duration, forceKey, conversion);
                submitted++;
                taken = true;
            } catch (Av1EncoderException e) {
                interrupt(e);
            }
            pump();
        }
        notifyAll();
        return taken;
    }

    /** Codes all that waits and returns when it is delivered. */
    synchronized void end() {
        ending = true;
        pump();
        notifyAll();
        while (failure == null && !stopped && delivered < submitted) {
            waitHere();
        }
        requireRunning();
    }

    synchronized void changeRate(RatePlan rate) {
        session.rate().change(rate);
    }

    synchronized int queuedFrames() {
        return (int) (submitted - delivered);
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void fail(Av1EncoderException cause) {
        failure = cause;
        notifyAll();
    }

    /** The session that the jobs belong to; it changes only on the completion thread. */
    synchronized CodingSession session() {
        return session;
    }

    private void requireRunning() {
        if (failure != null) {
            throw new FailureCopy(failure).exception();
        }
        if (stopped) {
            throw new IllegalStateException("the encoder is closed");
        }
    }

    /**
     * Waits for the oldest picture under way.
     *
     * @return null when the encoder was stopped or has failed
     * @throws RuntimeException why no further picture could be submitted, once all those before are done
     */
    synchronized @Nullable PictureInFlight take() {
        while (!stopped && failure == null) {
            if (firstJob < nextJob) {
                return jobs[(int) (firstJob % MAX_JOBS)];
            }
            RuntimeException cause = interruption;
            if (cause != null) {
                throw cause;
            }
            waitHere();
        }
        return null;
    }

    /** The bytes of the oldest picture are copied: its slot is free. */
    synchronized void slotRead() {
        freedSlots++;
        pump();
    }

    /** The oldest picture, or showing, is through; if it was shown its frame is delivered. */
    synchronized void finish(PictureInFlight job) {
        firstJob++;
        if (job.shown) {
            inputs.release(delivered);
            delivered++;
        }
        pump();
        notifyAll();
    }

    synchronized long pts(long frame) {
        return inputs.pts(frame);
    }

    synchronized long duration(long frame) {
        return inputs.duration(frame);
    }

    /**
     * Codes every frame that is not delivered again, from a key frame on, in a reset session.
     *
     * @param moreRoom whether bitstreams may have been too large
     */
    synchronized void restart(boolean moreRoom) {
        rewind();
        if (moreRoom && bitstreamBytes < mostBitstreamBytes) {
            bitstreamBytes *= 2;
            for (EncodeSlot slot : session.slots()) {
                slot.resize(bitstreamBytes);
            }
        }
        session.rate().requestReset();
        interruption = null;
        pump();
    }

    /** The same on a new device. If that fails, nothing is under way and the queue stays halted. */
    synchronized void rebuild(boolean stuck) {
        halt();
        rewind();
        lastAwaiting = 0;
        RatePlan rate = session.rate().wanted();
        gpu.rebuild(stuck, bitstreamBytes);
        session = gpu.session();
        session.rate().change(rate);
        inputs.forgetConversions();
        interruption = null;
        pump();
    }

    private void rewind() {
        planner.restart();
        planned = false;
        ended = false;
        firstJob = nextJob;
        nextSlot = 0;
        freedSlots = 0;
        fed = delivered;
    }

    /** Has nothing more submitted until {@link #restart}, {@link #rebuild} or the end. */
    synchronized void halt() {
        interrupt(new PictureFailedException("halted"));
        while (writing) {
            waitHere();
        }
    }

    /**
     * Waits until the device has done all it has; after {@link #halt}, on the completion thread.
     *
     * @return {@code VkResult}: SUCCESS, TIMEOUT or an error
     */
    int awaitAll(long timeoutNanos) {
        return gpu.awaitAll(timeoutNanos);
    }

    /** Whether a conversion cannot go on before the program signals a semaphore; on the completion thread. */
    synchronized boolean awaitsProgram() {
        return lastAwaiting != 0 && session.awaitConversion(lastAwaiting, 0) == ResultCode.TIMEOUT;
    }

    boolean replacesDevices() {
        return gpu.replacesDevices();
    }

    boolean release(boolean stuck) {
        return gpu.release(stuck);
    }

    /** What fails here is met by the completion thread, after the pictures that are under way. */
    private void pump() {
        try {
            while (interruption == null && failure == null && !stopped && step()) {
                // each step submits a picture or feeds a frame
            }
        } catch (RuntimeException e) {
            interruption = e;
        }
        notifyAll();
    }

    private boolean step() {
        if (planned || planner.next(picture)) {
            planned = true;
            if (nextJob - firstJob == MAX_JOBS) {
                return false;
            }
            if (picture.kind() == PictureKind.SHOW_EXISTING) {
                jobs[(int) (nextJob % MAX_JOBS)].show(picture);
            } else if (nextSlot - freedSlots == session.slots().size()) {
                return false;
            } else {
                encode();
            }
            nextJob++;
            planned = false;
            return true;
        }
        return feed();
    }

    private void encode() {
        EncodeSlot slot = session.slots().get((int) (nextSlot % session.slots().size()));
        long frame = picture.frameNumber();
        long submission =
                session.encode(slot, picture, session.inputs().get(inputs.slot(frame)), inputs.conversion(frame));
        jobs[(int) (nextJob % MAX_JOBS)].encode(picture, slot, submission);
        nextSlot++;
    }

    private boolean feed() {
        if (fed < submitted) {
            if (!inputs.isConverted(fed)) {
                inputs.converted(fed, session.convert(session.inputs().get(inputs.slot(fed))));
            }
            planner.frame(fed, inputs.forcedKey(fed));
            fed++;
            return true;
        }
        if (ending && !ended) {
            planner.end();
            ended = true;
            return true;
        }
        return false;
    }

    private void waitHere() {
        waitHere(0);
    }

    /** No interrupt ends a wait, so that no frame is in doubt: it stays pending. */
    @SuppressWarnings("WaitNotInLoop") // every caller loops
    private void waitHere(long millis) {
        boolean interrupted = Thread.interrupted();
        try {
            wait(millis);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
