// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/**
 * Turns frames in display order into pictures in coding order. Groups are closed: nothing after a key frame refers to
 * anything before it. Allocates nothing after construction. Use: {@link #frame} for each input frame and {@link #end}
 * after the last, and after each call take pictures with {@link #next} until it returns false.
 */
public final class GopPlanner {
    private final GopStructure structure;
    private final ReferenceMap references;
    private final MiniGop miniGop = new MiniGop();
    private final int goldenPlace;
    private long nextFrame;
    private long keyFrame = ReferenceMap.NONE;
    private long anchor = ReferenceMap.NONE;
    private long goldenFrame = ReferenceMap.NONE;
    private int waiting;
    private boolean keyWaiting;
    private boolean ending;

    /** Creates a planner whose first picture is a key frame. */
    public GopPlanner(GopStructure structure) {
        this.structure = structure;
        this.references = new ReferenceMap(structure.heldPictures());
        this.goldenPlace = structure.hasGolden() ? 0 : -1;
    }

    /**
     * Takes the next frame.
     *
     * @param frameNumber one more than the frame before; any number for the first
     * @param forceKeyFrame whether it must be a key frame
     * @throws IllegalStateException if pictures are waiting to be taken, or frames were ended
     * @throws IllegalArgumentException if the number does not follow the one before
     */
    public void frame(long frameNumber, boolean forceKeyFrame) {
        if (ending || keyWaiting || !miniGop.isDone()) {
            throw new IllegalStateException(ending ? "frames were ended" : "pictures are waiting: call next first");
        }
        if (keyFrame != ReferenceMap.NONE && frameNumber != nextFrame) {
            throw new IllegalArgumentException("frame number: %d given, %d follows".formatted(frameNumber, nextFrame));
        }
        nextFrame = frameNumber + 1;
        boolean key = forceKeyFrame
                || keyFrame == ReferenceMap.NONE
                || frameNumber - keyFrame >= structure.keyframeInterval();
        if (key) {
            keyWaiting = true;
            planWaiting();
        } else {
            waiting++;
            if (waiting == structure.miniGopSize() || frameNumber - keyFrame + 1 == structure.keyframeInterval()) {
                planWaiting();
            }
        }
        if (miniGop.isDone()) {
            planWaitingKey();
        }
    }

    /** Says that no frame follows; the frames that wait become a shorter mini-GOP. */
    public void end() {
        ending = true;
        if (miniGop.isDone()) {
            planWaiting();
        }
    }

    /** Whether frames were ended and none was since {@link #restart}. */
    public boolean isEnded() {
        return ending;
    }

    /** Forgets all references and waiting frames: the next frame is a key frame, whatever its number. */
    public void restart() {
        miniGop.clear();
        references.clear();
        keyFrame = ReferenceMap.NONE;
        anchor = ReferenceMap.NONE;
        waiting = 0;
        keyWaiting = false;
        ending = false;
    }

    /**
     * Fills the plan of the next picture in coding order.
     *
     * @return false if another frame (or {@link #end}) is needed first; the plan is then unchanged
     */
    public boolean next(PicturePlan plan) {
        if (miniGop.isDone()) {
            planWaitingKey();
        }
        if (miniGop.isDone()) {
            return false;
        }
        long frame = miniGop.frame();
        PictureKind kind = miniGop.kind();
        if (kind == PictureKind.KEY) {
            keyFrame = frame;
            anchor = frame;
            goldenFrame = frame;
            references.storeKey(frame);
            plan.startKey(frame);
        } else {
            plan.start(kind, frame, frame - keyFrame, miniGop.shown());
            switch (kind) {
                case SHOW_EXISTING -> plan.show(references.slotOf(frame));
                case PREDICTIVE, ANCHOR -> {
                    if (structure.temporalLayers() > 1) {
                        planLayered(plan, frame);
                    } else {
                        planForward(plan, frame);
                    }
                }
                default -> planBipredictive(plan, frame, kind == PictureKind.BIPREDICTIVE_REFERENCE);
            }
        }
        miniGop.advance();
        return true;
    }

    private void planWaiting() {
        if (waiting > 0) {
            long last = keyWaiting ? nextFrame - 2 : nextFrame - 1;
            miniGop.plan(anchor, last - waiting + 1, last, structure.pyramidLevels());
            waiting = 0;
        }
    }

    private void planWaitingKey() {
        if (keyWaiting) {
            keyWaiting = false;
            miniGop.planKey(nextFrame - 1);
        }
    }

    /**
     * Each layer has twice the pictures of those below; a picture refers to the one before it that is of no higher
     * layer.
     */
    private void planLayered(PicturePlan plan, long frame) {
        int highest = structure.temporalLayers() - 1;
        int period = 1 << highest;
        int place = (int) ((frame - keyFrame) % period);
        int layer = place == 0 ? 0 : highest - Integer.numberOfTrailingZeros(place);
        refer(plan, ReferenceName.LAST, frame - (place == 0 ? period : Integer.lowestOneBit(place)));
        plan.aliasUnusedNames(ReferenceName.LAST);
        plan.layer(layer);
        plan.predict(PredictionMode.SINGLE_REFERENCE, layer == highest ? 0 : references.store(layer, frame));
        anchor = frame;
    }

    private void planForward(PicturePlan plan, long frame) {
        int names = forwardNames();
        int left = structure.activeReferences();
        long last = references.newestBelow(frame);
        refer(plan, ReferenceName.LAST, last);
        left--;
        boolean golden = goldenPlace >= 0 && goldenFrame != last && left > 0;
        if (golden) {
            refer(plan, ReferenceName.GOLDEN, goldenFrame);
            left--;
        }
        long older = last;
        for (int name = ReferenceName.LAST2.index(); name <= ReferenceName.LAST3.index() && left > 0; name++) {
            older = olderThan(older, golden);
            if (older == ReferenceMap.NONE || (names & 1 << name) == 0) {
                break;
            }
            refer(plan, ReferenceName.of(name), older);
            left--;
        }
        plan.aliasUnusedNames(ReferenceName.LAST);
        boolean compound = structure.unidirectionalNames() != 0
                && (plan.usedNames() & ~structure.unidirectionalNames()) == 0
                && Integer.bitCount(plan.usedNames()) > 1;
        plan.predict(
                compound ? PredictionMode.UNIDIRECTIONAL_COMPOUND : PredictionMode.SINGLE_REFERENCE,
                storeForward(frame));
        anchor = frame;
    }

    /** Names for P pictures; with unidirectional compound those of its mask, so that the mode can be used. */
    private int forwardNames() {
        int compound = structure.unidirectionalNames();
        return compound == 0 ? structure.singleNames() : structure.singleNames() & compound;
    }

    private long olderThan(long frame, boolean goldenUsed) {
        long older = references.newestBelow(frame);
        return goldenUsed && older == goldenFrame ? references.newestBelow(older) : older;
    }

    private int storeForward(long frame) {
        if (goldenPlace >= 0 && frame - goldenFrame >= structure.goldenInterval() && !miniGop.needsLater(goldenFrame)) {
            goldenFrame = frame;
            return references.store(goldenPlace, frame);
        }
        return references.store(victim(), frame);
    }

    private void planBipredictive(PicturePlan plan, long frame, boolean reference) {
        ReferenceName past = preferred(ReferenceName.LAST, ReferenceName.LAST, ReferenceName.GOLDEN);
        ReferenceName future = preferred(ReferenceName.ALTREF, ReferenceName.BWDREF, ReferenceName.ALTREF);
        refer(plan, past, miniGop.past());
        refer(plan, future, miniGop.future());
        plan.aliasUnusedNames(past);
        plan.predict(PredictionMode.BIDIRECTIONAL_COMPOUND, reference ? references.store(victim(), frame) : 0);
    }

    /** The preferred name if the device's mask has it, else the first of the group that the mask has. */
    private ReferenceName preferred(ReferenceName wished, ReferenceName first, ReferenceName last) {
        int mask = structure.bidirectionalNames();
        if ((mask & wished.bit()) != 0) {
            return wished;
        }
        for (int i = first.index(); i <= last.index(); i++) {
            if ((mask & 1 << i) != 0) {
                return ReferenceName.of(i);
            }
        }
        throw new IllegalStateException("mask %#x has no name from %s to %s".formatted(mask, first, last));
    }

    private void refer(PicturePlan plan, ReferenceName name, long frame) {
        plan.refer(name, references.slotOf(frame), frame);
    }

    /**
     * The place to overwrite: first one that repeats another's frame, else the oldest frame that nothing planned needs.
     */
    private int victim() {
        int oldest = -1;
        for (int place = 0; place < references.places(); place++) {
            if (place == goldenPlace) {
                continue;
            }
            long frame = references.frameAt(place);
            boolean repeated = references.slotOf(frame) != place;
            if (repeated) {
                return place;
            }
            if (!miniGop.needsLater(frame) && (oldest < 0 || frame < references.frameAt(oldest))) {
                oldest = place;
            }
        }
        if (oldest < 0) {
            throw new IllegalStateException("every reference is still needed: " + structure);
        }
        return oldest;
    }
}
