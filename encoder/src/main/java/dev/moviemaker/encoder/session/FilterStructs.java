// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.session;

import dev.moviemaker.vulkan.raw.StdVideoAV1CDEF;
import dev.moviemaker.vulkan.raw.StdVideoAV1GlobalMotion;
import dev.moviemaker.vulkan.raw.StdVideoAV1LoopFilter;
import dev.moviemaker.vulkan.raw.StdVideoAV1LoopRestoration;
import dev.moviemaker.vulkan.raw.StdVideoEncodeAV1PictureInfo;
import dev.moviemaker.vulkan.std.StdLayouts;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;

/**
 * Wishes for the in-loop filters and global motion of a picture. The specification lets all of them be null, "the
 * driver decides"; RADV on RDNA4 reads CDEF nevertheless, and crashed the process. So every pointer leads to values
 * that are right for a driver that takes them: a driver that knows its QIndex better may override them.
 */
final class FilterStructs {
    private static final byte[] DEFAULT_REF_DELTAS = {1, 0, 0, 0, -1, 0, -1, -1};
    /** Luma vertically and horizontally, Cb, Cr. */
    private static final int FILTER_LEVELS = 4;

    private static final int REFERENCES = 8;
    private static final int MODEL_PARAMETERS = 6;
    /** 1 in the fixed-point numbers of warp models (AV1 7.11.3.6). */
    private static final int WARP_ONE = 1 << 16;

    private static final byte SMALLEST_RESTORATION_UNIT = 1;
    private static final int MAX_CDEF_PRIMARY = 15;

    private final MemorySegment loopFilter;
    private final MemorySegment cdef;

    FilterStructs(SegmentAllocator allocator, MemorySegment picture) {
        loopFilter = allocator.allocate(StdLayouts.LOOP_FILTER);
        MemorySegment.copy(
                MemorySegment.ofArray(DEFAULT_REF_DELTAS),
                0,
                StdVideoAV1LoopFilter.loop_filter_ref_deltas(loopFilter),
                0,
                DEFAULT_REF_DELTAS.length);
        cdef = allocator.allocate(StdVideoAV1CDEF.layout());
        StdVideoEncodeAV1PictureInfo.pLoopFilter(picture, loopFilter);
        StdVideoEncodeAV1PictureInfo.pCDEF(picture, cdef);
        StdVideoEncodeAV1PictureInfo.pLoopRestoration(picture, noRestoration(allocator));
        StdVideoEncodeAV1PictureInfo.pGlobalMotion(picture, noMotion(allocator));
    }

    private static MemorySegment noRestoration(SegmentAllocator allocator) {
        MemorySegment restoration = allocator.allocate(StdVideoAV1LoopRestoration.layout());
        MemorySegment sizes = StdVideoAV1LoopRestoration.LoopRestorationSize(restoration);
        for (int plane = 0; plane < sizes.byteSize() / Short.BYTES; plane++) {
            sizes.setAtIndex(ValueLayout.JAVA_SHORT, plane, SMALLEST_RESTORATION_UNIT);
        }
        return restoration;
    }

    /** Identity for every reference, its parameters included. */
    private static MemorySegment noMotion(SegmentAllocator allocator) {
        MemorySegment motion = allocator.allocate(StdVideoAV1GlobalMotion.layout());
        MemorySegment parameters = StdVideoAV1GlobalMotion.gm_params(motion);
        for (int reference = 0; reference < REFERENCES; reference++) {
            parameters.setAtIndex(ValueLayout.JAVA_INT, (long) reference * MODEL_PARAMETERS + 2, WARP_ONE);
            parameters.setAtIndex(ValueLayout.JAVA_INT, (long) reference * MODEL_PARAMETERS + 5, WARP_ONE);
        }
        return motion;
    }

    /** Writes strengths that suit a QIndex: none for near lossless, growing with the square, as the step size does. */
    void write(int qIndex) {
        byte level = (byte) loopFilterLevel(qIndex);
        for (int i = 0; i < FILTER_LEVELS; i++) {
            StdVideoAV1LoopFilter.loop_filter_level(loopFilter, i, level);
        }
        int primary = Math.min(qIndex / 32, MAX_CDEF_PRIMARY);
        byte secondary = (byte) (qIndex / 128);
        StdVideoAV1CDEF.cdef_damping_minus_3(cdef, (byte) Math.min(qIndex / 64, 3));
        StdVideoAV1CDEF.cdef_y_pri_strength(cdef, 0, (byte) primary);
        StdVideoAV1CDEF.cdef_y_sec_strength(cdef, 0, secondary);
        StdVideoAV1CDEF.cdef_uv_pri_strength(cdef, 0, (byte) (primary / 2));
        StdVideoAV1CDEF.cdef_uv_sec_strength(cdef, 0, secondary);
    }

    /** 0 to 27. */
    static int loopFilterLevel(int qIndex) {
        return (qIndex * qIndex + 1280) / 2400;
    }
}
