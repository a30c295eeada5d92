// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.fuzz;

import dev.moviemaker.CpuFrame;
import java.lang.foreign.ValueLayout;

/** Looks at frames, so that one whose memory is too short is noticed. */
final class Samples {
    @SuppressWarnings("UnusedVariable") // A volatile write keeps the reads.
    private static volatile byte seen;

    private Samples() {}

    /** Reads the first and the last byte of every plane. */
    static void touch(CpuFrame frame) {
        for (CpuFrame.Plane plane : frame.planes()) {
            seen = plane.data().get(ValueLayout.JAVA_BYTE, 0);
            seen = plane.data().get(ValueLayout.JAVA_BYTE, plane.data().byteSize() - 1);
        }
    }
}
