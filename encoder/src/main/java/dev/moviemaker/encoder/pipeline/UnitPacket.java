// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.PictureFeedback;
import dev.moviemaker.Rational;
import dev.moviemaker.encoder.session.FeedbackWords;
import java.lang.foreign.MemorySegment;

/**
 * The packet that is being delivered: one object, filled again for each. Temporal units show frames in order, so dts is
 * pts.
 */
final class UnitPacket implements EncodedFrame {
    private final TemporalUnit unit;
    private final Rational timeBase;
    private final FeedbackWords feedback;
    private long pts;
    private long duration;
    private boolean keyFrame;
    private int temporalLayer;

    UnitPacket(TemporalUnit unit, Rational timeBase, FeedbackWords feedback) {
        this.feedback = feedback;
        this.unit = unit;
        this.timeBase = timeBase;
    }

    void fill(long newPts, long newDuration, boolean isKeyFrame, int newTemporalLayer) {
        pts = newPts;
        duration = newDuration;
        keyFrame = isKeyFrame;
        temporalLayer = newTemporalLayer;
    }

    @Override
    public MemorySegment data() {
        return unit.data();
    }

    @Override
    public void copyTo(MemorySegment target) {
        unit.copyTo(target);
    }

    @Override
    public long size() {
        return unit.size();
    }

    @Override
    public long pts() {
        return pts;
    }

    @Override
    public long dts() {
        return pts;
    }

    @Override
    public long duration() {
        return duration;
    }

    @Override
    public Rational timeBase() {
        return timeBase;
    }

    @Override
    public boolean keyFrame() {
        return keyFrame;
    }

    @Override
    public int temporalLayer() {
        return temporalLayer;
    }

    @Override
    public PictureFeedback feedback() {
        return feedback.sums();
    }
}
