// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioFormat;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.LiveOutput;
import dev.moviemaker.VideoStream;
import dev.moviemaker.spi.ContainerWriter;
import dev.moviemaker.spi.LiveProvider;
import dev.moviemaker.trace.Loggers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits in a queue, on a thread of its own, and connects again when the connection breaks. Pictures that
 * come from a file go out at their times. Owns the connection.
 */
final class LiveSender implements Runnable {
    private static final long FIRST_RETRY_MILLIS = 250;
    private static final long MOST_RETRY_MILLIS = 2000;

    /** Blocks of sound kept for a key frame that has not come. */
    private static final int MOST_HELD = 2000;

    private final LiveOutput output;
    private final LiveProvider provider;
    private final VideoStream video;
    private final List<AudioFormat> sound;
    private final LiveQueue queue;
    private final boolean paced;
    private final LatencyHistogram delay = new LatencyHistogram();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    /** Sound that came while the first key frame of a new connection had not. */
    private final Deque<LiveItem.Sound> held = new ArrayDeque<>();

    private ContainerWriter writer;
    private volatile List<String> warnings;
    /** Null from a reconnection to its first key frame. */
    private volatile @Nullable LiveTimes times;

    private boolean clockRuns;
    private long clockNanos;
    private double clockSeconds;

    /** Connects. */
    LiveSender(LiveOutput output, LiveProvider provider, VideoStream video, List<AudioFormat> sound, LiveQueue queue)
            throws IOException {
        this.output = output;
        this.provider = provider;
        this.video = video;
        this.sound = sound;
        this.queue = queue;
        paced = video.offline() && !output.scheme().equals("file");
        writer = provider.connect(output, video, sound);
        warnings = writer.warnings();
        times = new LiveTimes(writer, video.timeBase(), 0, sound);
    }

    @Override
    public void run() {
        try {
            for (LiveItem item = queue.take(); item != null; item = queue.take()) {
                sendOrReconnect(item);
            }
            writer.finish();
            warnings = writer.warnings();
            queue.end();
        } catch (InterruptedException e) {
            queue.end(new IOException("sending was ended"));
        } catch (IOException e) {
            queue.end(e);
        } catch (RuntimeException | Error e) {
            queue.end(new IOException("sending failed: " + e, e));
        } finally {
            writer.close();
        }
    }

    private void sendOrReconnect(LiveItem item) throws IOException, InterruptedException {
        try {
            send(item);
        } catch (IOException e) {
            if (item instanceof LiveItem.Picture) {
                queue.lost();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            reconnect(e);
        }
    }

    private void send(LiveItem item) throws IOException, InterruptedException {
        switch (item) {
            case LiveItem.Picture picture -> {
                LiveTimes current = times == null ? begin(picture.packet()) : times;
                if (current == null) {
                    queue.lost();
                    return;
                }
                pace(picture.packet());
                current.write(picture.packet());
                sent.incrementAndGet();
                delay.record(System.nanoTime() - picture.nanos());
            }
            case LiveItem.Sound block -> {
                LiveTimes current = times;
                if (current != null) {
                    current.write(block);
                } else if (held.size() < MOST_HELD) {
                    held.add(block);
                }
            }
        }
    }

    /** Begins what a new connection sends with a key frame, and the sound that was kept for it. */
    private @Nullable LiveTimes begin(EncodedFrame packet) throws IOException {
        if (!packet.keyFrame()) {
            return null;
        }
        LiveTimes begun = new LiveTimes(writer, video.timeBase(), packet.pts(), sound);
        times = begun;
        clockRuns = false;
        for (LiveItem.Sound block = held.poll(); block != null; block = held.poll()) {
            begun.write(block);
        }
        return begun;
    }

    private void pace(EncodedFrame packet) throws InterruptedException {
        if (paced) {
            double seconds = packet.timeBase().toDouble() * packet.dts();
            if (!clockRuns) {
                clockRuns = true;
                clockNanos = System.nanoTime();
                clockSeconds = seconds;
            }
            TimeUnit.NANOSECONDS.sleep(clockNanos + Math.round((seconds - clockSeconds) * 1e9) - System.nanoTime());
        }
    }

    private void reconnect(IOException cause) throws IOException, InterruptedException {
        writer.close();
        times = null;
        held.clear();
        long deadline = System.nanoTime() + output.reconnect().toNanos();
        if (output.reconnect().isZero()) {
            throw cause;
        }
        if (reconnects.get() == 0) {
            Loggers.RECORDING.log(
                    System.Logger.Level.WARNING,
                    "The connection to %s broke (%s); it is made again, and the stream goes on with a key frame"
                            .formatted(output, IoReason.of(cause)));
        }
        for (long pause = FIRST_RETRY_MILLIS; ; pause = Math.min(2 * pause, MOST_RETRY_MILLIS)) {
            TimeUnit.MILLISECONDS.sleep(pause);
            try {
                writer = provider.connect(output, video, sound);
                reconnects.incrementAndGet();
                queue.skipToNow();
                return;
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (System.nanoTime() >= deadline) {
                    throw new IOException(
                            "%s, and for %d s no new connection was made: %s"
                                    .formatted(
                                            IoReason.of(cause),
                                            output.reconnect().toSeconds(),
                                            IoReason.of(e)),
                            e);
                }
            }
        }
    }

    LatencyHistogram delay() {
        return delay;
    }

    long sent() {
        return sent.get();
    }

    long reconnects() {
        return reconnects.get();
    }

    /** What the first connection could not do as asked, and what became of the others. */
    List<String> warnings() {
        return warnings;
    }

    /** Whether a new connection waits for a key frame to begin with. */
    boolean waitsForKeyFrame() {
        return times == null;
    }
}
