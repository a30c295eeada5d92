// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.gop;

/**
 * One picture to code, or one to show. Filled by {@link GopPlanner#next}; owned and reused by the caller, so that
 * planning allocates nothing.
 */
public final class PicturePlan {
    /** {@code PRIMARY_REF_NONE}. */
    public static final int PRIMARY_REF_NONE = 7;

    private final int[] refFrameIdx = new int[ReferenceName.COUNT];
    private final long[] referencedFrame = new long[ReferenceName.COUNT];
    private PictureKind kind = PictureKind.KEY;
    private PredictionMode predictionMode = PredictionMode.INTRA_ONLY;
    private boolean shown;
    private long frameNumber;
    private long framesSinceKey;
    private int refreshFrameFlags;
    private int usedNames;
    private int showExistingSlot;
    private int temporalLayer;

    void startKey(long frame) {
        start(PictureKind.KEY, frame, 0, true);
        predictionMode = PredictionMode.INTRA_ONLY;
        refreshFrameFlags = 0xFF;
    }

    void start(PictureKind newKind, long frame, long sinceKey, boolean isShown) {
        kind = newKind;
        frameNumber = frame;
        framesSinceKey = sinceKey;
        shown = isShown;
        refreshFrameFlags = 0;
        usedNames = 0;
        showExistingSlot = -1;
        temporalLayer = 0;
    }

    void refer(ReferenceName name, int slot, long frame) {
        usedNames |= name.bit();
        refFrameIdx[name.index()] = slot;
        referencedFrame[name.index()] = frame;
    }

    /** Names without a reference of their own must still name a valid slot. */
    void aliasUnusedNames(ReferenceName to) {
        for (int i = 0; i < ReferenceName.COUNT; i++) {
            if ((usedNames & 1 << i) == 0) {
                refFrameIdx[i] = refFrameIdx[to.index()];
                referencedFrame[i] = referencedFrame[to.index()];
            }
        }
    }

    void predict(PredictionMode mode, int flags) {
        predictionMode = mode;
        refreshFrameFlags = flags;
    }

    void layer(int temporal) {
        temporalLayer = temporal;
    }

    void show(int slot) {
        showExistingSlot = slot;
    }

    /** Returns what the picture is. */
    public PictureKind kind() {
        return kind;
    }

    /**
     * Number of the frame it codes or shows, as given to {@link GopPlanner#frame}.
     */
    public long frameNumber() {
        return frameNumber;
    }

    /**
     * Frames in display order since the key frame: {@code order_hint} before it is cut to OrderHintBits.
     *
     * @return 0 for a key frame
     */
    public long framesSinceKey() {
        return framesSinceKey;
    }

    /**
     * {@code show_frame}; true for {@link PictureKind#SHOW_EXISTING} too. A temporal unit ends with a shown picture.
     */
    public boolean shown() {
        return shown;
    }

    /** {@code temporal_id}: no picture refers to one of a higher layer. */
    public int temporalLayer() {
        return temporalLayer;
    }

    /** Returns which references its blocks may combine. */
    public PredictionMode predictionMode() {
        return predictionMode;
    }

    /**
     * {@code refresh_frame_flags}.
     *
     * @return bit i: reference slot i gets this picture
     */
    public int refreshFrameFlags() {
        return refreshFrameFlags;
    }

    /**
     * Names it really refers to; the others repeat one of these in {@link #slot}.
     */
    public int usedNames() {
        return usedNames;
    }

    /**
     * {@code ref_frame_idx} of a name.
     *
     * @return the reference slot; meaningless for key frames
     */
    public ReferenceSlot slot(ReferenceName name) {
        return ReferenceSlot.of(refFrameIdx[name.index()]);
    }

    /**
     * Returns the frame that a name's picture codes.
     *
     * @return a frame number; meaningless for key frames
     */
    public long referencedFrame(ReferenceName name) {
        return referencedFrame[name.index()];
    }

    /**
     * {@code primary_ref_frame}: the name whose probabilities this picture starts from.
     *
     * @return index of the lowest used name, or {@link #PRIMARY_REF_NONE} for a key frame
     */
    public int primaryRefFrame() {
        return usedNames == 0 ? PRIMARY_REF_NONE : Integer.numberOfTrailingZeros(usedNames);
    }

    /**
     * {@code frame_to_show_map_idx}.
     *
     * @return the reference slot that a {@link PictureKind#SHOW_EXISTING} shows
     * @throws IllegalStateException if this plan codes a picture
     */
    public ReferenceSlot showExistingSlot() {
        if (kind != PictureKind.SHOW_EXISTING) {
            throw new IllegalStateException(
                    "frame %d is coded (%s), not shown from a slot".formatted(frameNumber, kind));
        }
        return ReferenceSlot.of(showExistingSlot);
    }
}
