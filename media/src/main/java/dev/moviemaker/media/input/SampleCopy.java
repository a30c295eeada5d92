package dev.moviemaker.media.input;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Copies one sample; the only widths that differ are unsigned 8 bit to signed 16 and 64-bit float to 32. */
final class SampleCopy {
    private SampleCopy() {}

    static void copy(MemorySegment from, long index, int fromBytes, MemorySegment to, long toIndex, int toBytes) {
        if (fromBytes == toBytes) {
            if (toBytes == 2) {
                to.setAtIndex(
                        ValueLayout.JAVA_SHORT, toIndex, from.getAtIndex(ValueLayout.JAVA_SHORT_UNALIGNED, index));
            } else {
                to.setAtIndex(ValueLayout.JAVA_INT, toIndex, from.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, index));
            }
        } else if (fromBytes == 1) {
            int unsigned = from.get(ValueLayout.JAVA_BYTE, index) & 0xFF;
            to.setAtIndex(ValueLayout.JAVA_SHORT, toIndex, (short) ((unsigned - 128) << 8));
        } else {
            to.setAtIndex(
                    ValueLayout.JAVA_FLOAT, toIndex, (float) from.getAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index));
        }
    }
}
