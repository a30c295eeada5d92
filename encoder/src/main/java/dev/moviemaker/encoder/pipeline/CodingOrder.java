// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.gop.GopPlanner;
import dev.moviemaker.encoder.gop.PictureKind;
import dev.moviemaker.encoder.gop.PicturePlan;
import dev.moviemaker.encoder.session.CodingSession;
import dev.moviemaker.encoder.session.EncodeSlot;
import dev.moviemaker.encoder.session.InputSlot;
import dev.moviemaker.vulkan.call.ResultCode;

/**
 * What is coded next: the frames that are held, the pictures that the planner makes of them, those under way, and the
 * session that codes them, in which all begins anew after a failure. Under the scheduler's lock, but for
 * {@link #session} and {@link #awaitsProgram}. Allocates nothing.
 */
final class CodingOrder {
    private static final int MOST_ROOM = 8;

    private final CodingDevice device;
    private final GopPlanner planner;
    private final HeldFrames frames;
    private final PicturesInFlight pictures = new PicturesInFlight();
    private final PicturePlan picture = new PicturePlan();
    private final long mostBitstreamBytes;
    private volatile CodingSession session;
    private long bitstreamBytes;
    private volatile long lastAwaiting;
    private boolean pictureWaits;

    CodingOrder(CodingDevice device, SessionPlan plan) {
        this.device = device;
        session = device.session();
        planner = new GopPlanner(plan.gop());
        frames = new HeldFrames(plan.inputSlots());
        bitstreamBytes = plan.bitstreamBytes();
        mostBitstreamBytes = plan.bitstreamBytes() * MOST_ROOM;
    }

    HeldFrames frames() {
        return frames;
    }

    PicturesInFlight pictures() {
        return pictures;
    }

    /** The session that the pictures belong to; it changes only on the completion thread. */
    CodingSession session() {
        return session;
    }

    /** The slot for the next frame, which is being filled until {@link HeldFrames#filled}. */
    InputSlot chooseInput() {
        return session.inputs().get(frames.choose());
    }

    /** Takes the frame that was recorded into the chosen slot, and submits its conversion. */
    void take(long pts, long duration, boolean forceKey) {
        InputSlot input = session.inputs().get(frames.chosen());
        long conversion = session.convert(input);
        lastAwaiting = input.awaitsProgram() ? conversion : lastAwaiting;
        frames.take(pts, duration, forceKey, conversion);
    }

    /** Whether a conversion cannot go on before the program signals a semaphore; on the completion thread. */
    boolean awaitsProgram() {
        return lastAwaiting != 0 && session.awaitConversion(lastAwaiting, 0) == ResultCode.TIMEOUT;
    }

    /**
     * Submits a picture or lets the planner see a frame.
     *
     * @param isLast whether no frame follows those that are held
     * @return false if nothing can be done before a frame comes or a slot is free
     */
    boolean step(boolean isLast) {
        pictureWaits = pictureWaits || planner.next(picture);
        if (!pictureWaits) {
            return plan(isLast);
        }
        if (pictures.isFull()) {
            return false;
        }
        if (picture.kind() == PictureKind.SHOW_EXISTING) {
            pictures.addShown(picture, frames.pts(picture.frameNumber()), frames.duration(picture.frameNumber()));
        } else if (pictures.hasFreeSlot(session.slots())) {
            encode(pictures.freeSlot(session.slots()));
        } else {
            return false;
        }
        pictureWaits = false;
        return true;
    }

    private void encode(EncodeSlot slot) {
        long frame = picture.frameNumber();
        InputSlot input = session.inputs().get(frames.slot(frame));
        long submission = session.encode(slot, picture, input, frames.conversion(frame));
        pictures.addCoded(picture, slot, submission, frames.pts(frame), frames.duration(frame));
    }

    /** Lets the planner see another frame, or the end. */
    private boolean plan(boolean isLast) {
        if (frames.hasUnplanned()) {
            long frame = frames.unplanned();
            if (!frames.isConverted(frame)) {
                frames.converted(frame, session.convert(session.inputs().get(frames.slot(frame))));
            }
            planner.frame(frame, frames.forcedKey(frame));
            frames.plan();
            return true;
        }
        if (isLast && !planner.isEnded()) {
            planner.end();
            return true;
        }
        return false;
    }

    /**
     * Forgets all that is planned and under way: every frame that is held is coded again, from a key frame on, in a
     * reset session.
     *
     * @param moreRoom whether bitstreams may have been too large
     */
    void beginAnew(boolean moreRoom) {
        rewind();
        if (moreRoom && bitstreamBytes < mostBitstreamBytes) {
            bitstreamBytes *= 2;
            for (EncodeSlot slot : session.slots()) {
                slot.resize(bitstreamBytes);
            }
        }
        session.rate().requestReset();
    }

    /**
     * The same on a new device.
     *
     * @param stuck whether the old one still works on something
     */
    void beginAnewOnNewDevice(boolean stuck) {
        rewind();
        lastAwaiting = 0;
        RatePlan rate = session.rate().wanted();
        device.rebuild(stuck, bitstreamBytes);
        session = device.session();
        session.rate().change(rate);
        frames.forgetConversions();
    }

    private void rewind() {
        planner.restart();
        pictureWaits = false;
        pictures.clear();
        frames.planAgain();
    }
}
