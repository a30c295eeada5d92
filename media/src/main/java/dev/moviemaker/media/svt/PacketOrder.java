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

/**
 * Brings the packets of chunks into the order of the movie: those of the first unfinished chunk go to the sink at once,
 * those of later ones are kept until it is their turn. Thread-safe; the sink is called by one thread at a time.
 */
final class PacketOrder {
    private final PacketSink sink;
    private final Map<Integer, List<EncodedFrame>> kept = new TreeMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private int turn;

    PacketOrder(PacketSink sink) {
        this.sink = sink;
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

    private synchronized void take(int chunk, EncodedFrame packet) throws IOException {
        if (chunk == turn) {
            sink.accept(packet);
        } else {
            MemorySegment copy = MemorySegment.ofArray(packet.data().toArray(ValueLayout.JAVA_BYTE))
                    .asReadOnly();
            kept.computeIfAbsent(chunk, key -> new ArrayList<>())
                    .add(new SvtPacket(copy, packet.pts(), packet.duration(), packet.timeBase(), packet.keyFrame()));
        }
    }

    /** A chunk has no more packets: hands on those that it kept from the sink. */
    private synchronized void end(int chunk) throws IOException {
        ended.add(chunk);
        while (ended.remove(turn)) {
            turn++;
            List<EncodedFrame> next = kept.remove(turn);
            if (next != null) {
                for (EncodedFrame packet : next) {
                    sink.accept(packet);
                }
            }
        }
    }

    /** Packets that wait for their turn. */
    synchronized int waiting() {
        return kept.values().stream().mapToInt(List::size).sum();
    }
}
