// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.session.CodingSession;
import dev.moviemaker.encoder.session.InputSlot;
import org.jspecify.annotations.Nullable;

/**
 * Decides when things are submitted: every picture of the {@link CodingOrder}, as soon as an encode slot is free, by
 * whichever thread freed it.
 *
 * <p>Threading: everything is under one lock. The submitting thread calls {@link #reserve} and {@link #submit} in turn
 * and at last {@link #finish}; the completion thread calls {@link #awaitOldest}, {@link #slotRead} and
 * {@link #complete} in turn, and after a failure {@link #pause} and one of {@link #codeAgain},
 * {@link #codeAgainOnNewDevice} and {@link #fail}. Each is woken only when what it waits for has come. No interrupt
 * ends a wait, so that no frame is in doubt: it stays pending.
 */
final class PictureScheduler {
    private static final System.Logger LOG = System.getLogger(PictureScheduler.class.getName());

    private enum State {
        /** Frames come. */
        OPEN,
        /** The frames that are held are the last. */
        FINISHING,
        /** No picture will come any more; every caller gets the reason. */
        FAILED,
        /** Nobody wants what there is. */
        STOPPED
    }

    private final BlockLock lock = new BlockLock();
    private final CodingOrder order;
    private final HeldFrames frames;
    private final PicturesInFlight pictures;
    private volatile State state = State.OPEN;
    /** Why nothing more is submitted until the completion thread has dealt with it. */
    private @Nullable RuntimeException interruption;

    private @Nullable Av1EncoderException failure;

    PictureScheduler(CodingDevice device, SessionPlan plan) {
        order = new CodingOrder(device, plan);
        frames = order.frames();
        pictures = order.pictures();
    }

    /**
     * Waits until {@link #reserve} need not, for a time at most, and tells whether it need not: a failure counts as
     * well.
     */
    boolean awaitRoom(long nanos) {
        try (var _ = lock.hold()) {
            long deadline = System.nanoTime() + nanos;
            long left = nanos;
            while (mustWait() && left > 0) {
                lock.submitter().await(left);
                left = deadline - System.nanoTime();
            }
            return !mustWait();
        }
    }

    private boolean mustWait() {
        return isRunning() && (interruption != null || frames.isFull());
    }

    private boolean isRunning() {
        return state == State.OPEN || state == State.FINISHING;
    }

    /** Waits for a free input slot, to record the next frame into; {@link #submit} must follow. */
    InputSlot reserve() {
        try (var _ = lock.hold()) {
            while (mustWait()) {
                lock.submitter().await();
            }
            requireRunning();
            if (state == State.FINISHING) {
                throw new IllegalStateException("submit: the encoder is finished; only close may follow");
            }
            return order.chooseInput();
        }
    }

    /**
     * There is no memory for the slot that was reserved: from now on no more frames are held than now.
     *
     * @return false if too few are held to go on with them
     */
    boolean limitToHeldFrames() {
        try (var _ = lock.hold()) {
            if (frames.count() < CodingSession.OPEN_INPUTS) {
                return false;
            }
            frames.limitToNow();
            LOG.log(
                    System.Logger.Level.WARNING,
                    "There is memory for {0} frames that wait, not for more",
                    frames.count());
            return true;
        }
    }

    /**
     * A frame was recorded into the reserved slot, or that failed. Its conversion is submitted here, not when its turn
     * comes: others may wait for a semaphore that it signals as soon as the caller knows of it.
     *
     * @return whether the frame is taken
     */
    boolean submit(boolean recorded, long pts, long duration, boolean forceKey) {
        try (var _ = lock.hold()) {
            boolean taken = false;
            try {
                taken = recorded && take(pts, duration, forceKey);
            } finally {
                frames.filled();
                wakeCompleter();
            }
            if (recorded) {
                submitAll();
            }
            return taken;
        }
    }

    private boolean take(long pts, long duration, boolean forceKey) {
        try {
            order.take(pts, duration, forceKey);
            return true;
        } catch (Av1EncoderException e) {
            interruptBy(e);
            return false;
        }
    }

    /** Codes all that waits and returns when it is delivered. */
    void finish() {
        try (var _ = lock.hold()) {
            if (state == State.OPEN) {
                state = State.FINISHING;
            }
            submitAll();
            while (isRunning() && frames.count() > 0) {
                lock.submitter().await();
            }
            requireRunning();
        }
    }

    void changeRate(RatePlan rate) {
        try (var _ = lock.hold()) {
            order.session().rate().change(rate);
        }
    }

    /** Has nothing more submitted until the completion thread has dealt with a failure. */
    void interrupt(RuntimeException cause) {
        try (var _ = lock.hold()) {
            interruptBy(cause);
        }
    }

    private void interruptBy(RuntimeException cause) {
        if (interruption == null) {
            interruption = cause;
        }
        wakeCompleter();
    }

    /** Nobody wants what there is any more. */
    void stop() {
        end(State.STOPPED, null);
    }

    /** No picture comes any more. */
    void fail(Av1EncoderException cause) {
        end(State.FAILED, cause);
    }

    private void end(State end, @Nullable Av1EncoderException cause) {
        try (var _ = lock.hold()) {
            if (state != State.STOPPED) {
                state = end;
            }
            if (cause != null) {
                failure = cause;
            }
            lock.submitter().wake();
            lock.completer().wake();
        }
    }

    boolean isStopped() {
        return state == State.STOPPED;
    }

    private void requireRunning() {
        if (failure != null) {
            throw new FailureCopy(failure).exception();
        }
        if (state == State.STOPPED) {
            throw new IllegalStateException("the encoder is closed");
        }
    }

    /** The session that the pictures belong to; it changes only on the completion thread. */
    CodingSession session() {
        return order.session();
    }

    /**
     * Waits for the oldest picture under way.
     *
     * @return null when the encoder was stopped or has failed
     * @throws RuntimeException why no further picture could be submitted, once all those before are done
     */
    @Nullable
    PictureInFlight awaitOldest() {
        try (var _ = lock.hold()) {
            while (isRunning()) {
                if (!pictures.isEmpty()) {
                    return pictures.oldest();
                }
                RuntimeException cause = interruption;
                if (cause != null) {
                    throw cause;
                }
                lock.completer().await();
            }
            return null;
        }
    }

    /** The bytes of the oldest picture are copied: its slot is free. */
    void slotRead() {
        try (var _ = lock.hold()) {
            pictures.slotRead();
            submitAll();
        }
    }

    /** The oldest picture, or showing, is through; if it was shown its frame is delivered. */
    void complete(PictureInFlight oldest) {
        try (var _ = lock.hold()) {
            pictures.removeOldest();
            if (oldest.shown) {
                frames.deliver();
            }
            submitAll();
            wakeSubmitter();
        }
    }

    /** Has nothing more submitted, and waits until nobody writes to an input slot. */
    void pause() {
        try (var _ = lock.hold()) {
            interruptBy(new PictureFailedException("paused"));
            while (frames.isFilling()) {
                lock.completer().await();
            }
        }
    }

    /**
     * Codes every frame that is not delivered again, from a key frame on, in a reset session; after {@link #pause},
     * when nothing is under way.
     *
     * @param moreRoom whether bitstreams may have been too large
     */
    void codeAgain(boolean moreRoom) {
        try (var _ = lock.hold()) {
            order.beginAnew(moreRoom);
            goOn();
        }
    }

    /** The same on a new device. If that fails, nothing is under way and nothing more is submitted. */
    void codeAgainOnNewDevice(boolean stuck) {
        pause();
        try (var _ = lock.hold()) {
            order.beginAnewOnNewDevice(stuck);
            goOn();
        }
    }

    private void goOn() {
        interruption = null;
        submitAll();
        wakeSubmitter();
    }

    /** Whether a conversion cannot go on before the program signals a semaphore; on the completion thread. */
    boolean awaitsProgram() {
        return order.awaitsProgram();
    }

    /**
     * Submits every picture that can be. What fails is met by the completion thread, after the pictures that are under
     * way.
     */
    private void submitAll() {
        try {
            while (interruption == null && isRunning() && order.step(state == State.FINISHING)) {
                // each step submits a picture or plans a frame
            }
        } catch (RuntimeException e) {
            interruption = e;
        }
        wakeCompleter();
    }

    /** While it pauses there is an interruption. */
    private void wakeCompleter() {
        if (interruption != null || !pictures.isEmpty()) {
            lock.completer().wake();
        }
    }

    private void wakeSubmitter() {
        if (state == State.FINISHING ? frames.count() == 0 : !mustWait()) {
            lock.submitter().wake();
        }
    }
}
