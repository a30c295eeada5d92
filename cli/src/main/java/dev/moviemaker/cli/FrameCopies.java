// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.CpuFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Two copies of frames in turn, so that an input may reuse its memory for the next frame while the last is coded. */
final class FrameCopies implements AutoCloseable {
    private static final int COPIES = 2;
    private static final int ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final List<List<MemorySegment>> memory = new ArrayList<>();
    private long frames;

    FrameCopies() {
        for (int i = 0; i < COPIES; i++) {
            memory.add(new ArrayList<>());
        }
    }

    CpuFrame copy(CpuFrame frame) {
        List<MemorySegment> segments = memory.get((int) (frames++ % COPIES));
        List<CpuFrame.Plane> planes = new ArrayList<>(frame.planes().size());
        for (int i = 0; i < frame.planes().size(); i++) {
            CpuFrame.Plane plane = frame.planes().get(i);
            long bytes = (long) plane.strideBytes() * (frame.format().rows(i, frame.height()) - 1)
                    + frame.format().rowBytes(i, frame.width());
            if (segments.size() == i) {
                segments.add(arena.allocate(bytes, ALIGNMENT));
            } else if (segments.get(i).byteSize() < bytes) {
                segments.set(i, arena.allocate(bytes, ALIGNMENT));
            }
            MemorySegment copy = segments.get(i).asSlice(0, bytes);
            copy.copyFrom(plane.data().asSlice(0, bytes));
            planes.add(new CpuFrame.Plane(copy, plane.strideBytes()));
        }
        return new CpuFrame(frame.format(), frame.width(), frame.height(), planes, frame.pts(), frame.forceKeyFrame());
    }

    @Override
    public void close() {
        arena.close();
    }
}
