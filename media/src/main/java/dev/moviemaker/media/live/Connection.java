// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.live;

import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A connection by one of libavformat's protocols. A call that waits ends with an {@link IOException} when its thread is
 * interrupted or the time for it is up.
 *
 * <p>JavaCPP has room for ten callbacks of a type, so all connections share one and are found by their number.
 */
public final class Connection implements WritableByteChannel {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    /** How long a receiver may take nothing. */
    private static final Duration WRITE_WITHIN = Duration.ofSeconds(30);

    /** Several times that of SRT, which is 120 ms unless the address asks for another. */
    private static final Duration SRT_LATENCY = Duration.ofMillis(600);

    private static final Map<Long, Connection> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
        static final Interrupt CALLBACK = new Interrupt();

        @Override
        public int call(Pointer opaque) {
            Connection connection = OPEN.get(opaque.address());
            return connection == null || connection.mustEnd() ? 1 : 0;
        }
    }

    private final long number = NUMBERS.incrementAndGet();
    private final AVIOInterruptCB interrupt = new AVIOInterruptCB();
    private final AVIOContext io = new AVIOContext((Pointer) null);
    private volatile long deadlineNanos;
    private volatile boolean timedOut;
    private boolean open;

    /** How long what was sent is kept by the receiver before it is handed out; lost where the connection is closed. */
    private final Duration latency;

    private Connection(URI address) {
        boolean srt = "srt".equalsIgnoreCase(address.getScheme());
        latency = srt ? SRT_LATENCY : Duration.ZERO;
        interrupt.callback(Interrupt.CALLBACK);
        interrupt.opaque(new AvAddress(number));
    }

    /**
     * Connects.
     *
     * @throws IOException with the reason, and nothing of the address
     */
    public static Connection open(URI address) throws IOException {
        Connection connection = new Connection(address);
        OPEN.put(connection.number, connection);
        connection.within(CONNECT_WITHIN);
        int status = avformat.avio_open2(
                connection.io, address.toString(), avformat.AVIO_FLAG_WRITE, connection.interrupt, (AVDictionary) null);
        if (status < 0) {
            OPEN.remove(connection.number);
            throw new IOException(
                    connection.timedOut
                            ? "no answer within %d s".formatted(CONNECT_WITHIN.toSeconds())
                            : AvError.text(status));
        }
        connection.open = true;
        return connection;
    }

    private void within(Duration time) {
        timedOut = false;
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** Asked by the thread that waits. */
    private boolean mustEnd() {
        timedOut |= System.nanoTime() - deadlineNanos > 0;
        return timedOut || Thread.currentThread().isInterrupted();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int bytes = source.remaining();
        within(WRITE_WITHIN);
        avformat.avio_write(io, new BytePointer(source), bytes);
        avformat.avio_flush(io);
        source.position(source.limit());
        int status = io.error();
        if (status < 0) {
            throw new IOException(
                    timedOut
                            ? "the receiver took nothing for %d s".formatted(WRITE_WITHIN.toSeconds())
                            : AvError.text(status));
        }
        return bytes;
    }

    private void awaitHandedOut() {
        try {
            TimeUnit.NANOSECONDS.sleep(io.error() < 0 ? 0 : latency.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            awaitHandedOut();
            within(CONNECT_WITHIN);
            int ignored = avformat.avio_closep(io);
            OPEN.remove(number);
            interrupt.close();
        }
    }
}
