// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Frames of one size that encoders use one after the other. Owns those that nobody uses. Thread-safe. */
final class FramePool implements Supplier<SvtFrame>, AutoCloseable {
    private final ConcurrentLinkedQueue<SvtFrame> free = new ConcurrentLinkedQueue<>();
    private final Supplier<SvtFrame> maker;

    FramePool(Supplier<SvtFrame> maker) {
        this.maker = maker;
    }

    /** A frame, which is the caller's until it is released. */
    @Override
    public SvtFrame get() {
        SvtFrame frame = free.poll();
        return frame == null ? maker.get() : frame;
    }

    void release(SvtFrame frame) {
        free.add(frame);
    }

    /** Frees what nobody uses. */
    @Override
    public void close() {
        SvtFrame frame = free.poll();
        while (frame != null) {
            frame.free();
            frame = free.poll();
        }
    }
}
