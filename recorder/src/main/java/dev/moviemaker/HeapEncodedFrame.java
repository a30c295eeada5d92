// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.lang.foreign.MemorySegment;

/** A packet that owns its bytes. */
record HeapEncodedFrame(
        MemorySegment data,
        long pts,
        long dts,
        long duration,
        Rational timeBase,
        boolean keyFrame,
        int temporalLayer,
        PictureFeedback feedback)
        implements EncodedFrame {
    @Override
    public long size() {
        return data.byteSize();
    }

    @Override
    public EncodedFrame copy() {
        return this;
    }
}
