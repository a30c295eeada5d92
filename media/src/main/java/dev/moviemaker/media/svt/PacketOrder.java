// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the packets of chunks into the order of the movie: those of the first unfinished chunk go to the sink at once,
 * those of later ones are kept until it is their turn. After a packet that the sink did not take, and after a chunk
 * that failed, none follows: there is never a gap. Thread-safe; the sink is called by one thread at a time.
 */
final class PacketOrder {
    private final ReentrantLock lock = new ReentrantLock();
    private final PacketSink sink;
    private final Runnable passed;
    private final Map<Integer, List<EncodedFrame>> kept = new TreeMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private int turn;
    private boolean broken;

    /**
     * The order of a movie.
     *
     * @param passed to be run for each chunk whose packets the sink has, in their order
     */
    PacketOrder(PacketSink sink, Runnable passed) {
        this.sink = sink;
        this.passed = passed;
    }

    /** The sink of a chunk, counted from 0. */
    SvtWorker.Packets of(int chunk) {
        return new SvtWorker.Packets() {
            @Override
            public void accept(EncodedFrame packet) throws IOException {
                take(chunk, packet);
            }

            @Override
            public void ended() throws IOException {
                end(chunk);
            }
        };
    }

    private void take(int chunk, EncodedFrame packet) throws IOException {
        lock.lock();
        try {
            if (chunk == turn) {
                deliver(packet);
            } else {
                MemorySegment copy = MemorySegment.ofArray(packet.data().toArray(ValueLayout.JAVA_BYTE))
                        .asReadOnly();
                kept.computeIfAbsent(chunk, key -> new ArrayList<>())
                        .add(new SvtPacket(
                                copy, packet.pts(), packet.duration(), packet.timeBase(), packet.keyFrame()));
            }
        } finally {
            lock.unlock();
        }
    }

    private void deliver(EncodedFrame packet) throws IOException {
        if (broken) {
            return;
        }
        broken = true;
        sink.accept(packet);
        broken = false;
    }

    /** A chunk has no more packets: hands on those that it kept from the sink. */
    private void end(int chunk) throws IOException {
        lock.lock();
        try {
            ended.add(chunk);
            while (ended.remove(turn)) {
                turn++;
                passed.run();
                List<EncodedFrame> next = kept.remove(turn);
                if (next != null) {
                    for (EncodedFrame packet : next) {
                        deliver(packet);
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
