// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.Rational;
import java.lang.foreign.MemorySegment;

/** A packet in libavcodec's memory, valid until the sink returns. */
record SvtPacket(MemorySegment data, long pts, long duration, Rational timeBase, boolean keyFrame)
        implements EncodedFrame {
    @Override
    public long size() {
        return data.byteSize();
    }

    /** Every temporal unit shows a frame, so units come in the order of display and are decoded when shown. */
    @Override
    public long dts() {
        return pts;
    }
}
