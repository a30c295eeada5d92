// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.EncodedFrame;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.PacketSink;
import java.io.IOException;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;

/**
 * Carries packets from the encoder's thread to the container. With times of the caller's own a packet waits for the
 * next one, because only that one's time tells how long the frame lasts. Owns the memory of the waiting packet.
 */
final class MovieTrack implements PacketSink, AutoCloseable {
    /** How long a removed file may stay unnoticed. */
    private static final long LOOK_NANOS = 250_000_000;

    private final RecordingCounter figures;
    private final OutputFile file;
    private boolean plays;
    private long lookedNanos = System.nanoTime();
    private volatile @Nullable ContainerWriter container;
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

    MovieTrack(RecordingCounter figures, OutputFile file) {
        this.figures = figures;
        this.file = file;
    }

    /** Where packets go from now on; before the first. */
    void to(ContainerWriter writer) {
        container = writer;
    }

    /** Lets durations come from the next frame's time; before the first frame. */
    void variableRate() {
        variableRate = true;
    }

    /** What the container threw, if it did; nothing is written after it. */
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
        ContainerWriter writer = container;
        if (writer == null) {
            throw new IllegalStateException("a packet came before the first frame");
        }
        try {
            writer.writeVideo(packet);
            if (!plays && writer.playable()) {
                file.plays();
                writer.renamed(file.temporary());
                plays = true;
            }
            look();
        } catch (IOException | RuntimeException | Error e) {
            failure = new Failure(e, number);
            throw e;
        }
    }

    /** An open file can be written to long after it was removed. */
    private void look() throws IOException {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            file.requireThere();
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
