// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.Frame;
import java.lang.foreign.MemorySegment;

/** Looks at memory before anything is done with it, so that a mistake with it changes nothing. */
final class ReadableMemory {
    private ReadableMemory() {}

    static void require(Frame frame, long number) {
        if (frame instanceof CpuFrame cpu) {
            // By index: nothing is allocated per frame.
            for (int i = 0; i < cpu.planes().size(); i++) {
                require(cpu.planes().get(i).data(), "frame", number);
            }
        }
    }

    static void require(AudioBlock block) {
        require(block.data(), "audio", -1);
    }

    private static void require(MemorySegment memory, String what, long number) {
        if (!memory.scope().isAlive()) {
            throw refused(what, number, "its arena is closed");
        }
        if (!memory.isAccessibleBy(Thread.currentThread())) {
            throw refused(what, number, "its arena belongs to another thread");
        }
    }

    private static IllegalArgumentException refused(String what, long number, String why) {
        return new IllegalArgumentException(
                "%s: the memory given cannot be read: %s".formatted(number < 0 ? what : what + " " + number, why));
    }
}
