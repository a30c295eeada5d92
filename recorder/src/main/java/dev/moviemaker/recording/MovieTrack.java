// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Carries packets from the encoder's thread to where they are written. With times of the caller's own a packet waits
 * for the next one, because only that one's time tells how long the frame lasts. Owns the memory of the waiting packet.
 */
final class MovieTrack implements PacketSink, AutoCloseable {
    private final RecordingCounter figures;
    private final Destination destination;
    private volatile boolean open;
    private volatile boolean variableRate;
    private volatile @Nullable Failure failure;
    private @Nullable Arena arena;
    private @Nullable PacketCopy waiting;
    private boolean isWaiting;

    /**
     * Why writing stopped.
     *
     * @param frame number of the packet it did not take
     */
    record Failure(Throwable cause, long frame) {}

    MovieTrack(RecordingCounter figures, Destination destination) {
        this.figures = figures;
        this.destination = destination;
    }

    /** The destination is open; before the first packet. */
    void open() {
        open = true;
    }

    /** Lets durations come from the next frame's time; before the first frame. */
    void variableRate() {
        variableRate = true;
    }

    /** What writing threw, if it did; nothing is written after it. */
    @Nullable
    Failure failure() {
        return failure;
    }

    @Override
    public void accept(EncodedFrame packet) throws IOException {
        Failure before = failure;
        if (before != null) {
            throw new IOException("writing has stopped at frame " + before.frame(), before.cause());
        }
        long number = figures.framesEncoded();
        figures.packet(packet);
        if (!variableRate) {
            write(packet, number);
            return;
        }
        if (isWaiting && waiting != null) {
            waiting.duration(packet.pts() - waiting.pts());
            write(waiting, number - 1);
        }
        waiting().set(packet);
        isWaiting = true;
    }

    /** Says when the last frame ends; after the encoder's last packet. */
    void endsAt(long endPts) {
        if (isWaiting && waiting != null && endPts > waiting.pts()) {
            waiting.duration(endPts - waiting.pts());
            figures.endsAt(endPts);
        }
    }

    /** Writes the packet that waits; after the encoder's last. */
    void drain() throws IOException {
        if (isWaiting && waiting != null && failure == null) {
            isWaiting = false;
            write(waiting, figures.framesEncoded() - 1);
        }
    }

    private void write(EncodedFrame packet, long number) throws IOException {
        if (!open) {
            throw new IllegalStateException("a packet came before the first frame");
        }
        try {
            destination.writeVideo(packet);
        } catch (IOException | RuntimeException | Error e) {
            failure = new Failure(e, number);
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed in close().
    private PacketCopy waiting() {
        if (waiting == null) {
            arena = Arena.ofShared();
            waiting = new PacketCopy(arena);
        }
        return waiting;
    }

    @Override
    public void close() {
        waiting = null;
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
