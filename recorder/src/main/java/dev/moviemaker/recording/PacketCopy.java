// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.PictureFeedback;
import dev.moviemaker.Rational;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A packet kept beyond the call that delivered it, in native memory that grows and is used again. Not thread-safe; the
 * arena is its owner's, shared, and closed with it.
 */
public final class PacketCopy implements EncodedFrame {
    private static final long FIRST_CAPACITY = 16 << 10;

    private final Arena arena;
    private MemorySegment memory = MemorySegment.NULL;
    private long size;
    private long pts;
    private long dts;
    private long duration;
    private Rational timeBase = Rational.of(1);
    private boolean keyFrame;
    private int temporalLayer;
    private PictureFeedback feedback = PictureFeedback.NONE;

    /** An empty one. */
    public PacketCopy(Arena arena) {
        this.arena = arena;
    }

    /** Copies a packet over the one before. */
    public void set(EncodedFrame packet) {
        size = packet.size();
        if (memory.byteSize() < size) {
            // What is outgrown stays in the arena: doubling keeps that below what is in use.
            memory = arena.allocate(Math.max(FIRST_CAPACITY, Long.highestOneBit(size) << 1));
        }
        packet.copyTo(memory);
        pts = packet.pts();
        dts = packet.dts();
        duration = packet.duration();
        timeBase = packet.timeBase();
        keyFrame = packet.keyFrame();
        temporalLayer = packet.temporalLayer();
        feedback = packet.feedback();
    }

    void duration(long units) {
        duration = units;
    }

    @Override
    public MemorySegment data() {
        return memory.asSlice(0, size).asReadOnly();
    }

    @Override
    public void copyTo(MemorySegment target) {
        MemorySegment.copy(memory, 0, target, 0, size);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long pts() {
        return pts;
    }

    @Override
    public long dts() {
        return dts;
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
        return feedback;
    }
}
