// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.transcode;

import dev.moviemaker.media.input.MovieInput;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an excerpt, which it owns, on a thread of its own, one piece ahead of the encoder. An input that does not come
 * (a pipe whose writer sleeps) then never keeps the program from finishing the file.
 */
final class ReadAhead implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_MILLIS = 50;

    private final Excerpt source;
    private final SynchronousQueue<Step> steps = new SynchronousQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean abandoned;
    private final Thread thread;

    private sealed interface Step {
        record Read(MovieInput.Item item) implements Step {}

        record End() implements Step {}

        record Broken(Throwable cause) implements Step {}
    }

    ReadAhead(Excerpt source) {
        this.source = source;
        thread = Thread.ofPlatform().daemon().name("av1-reader").start(this::run);
    }

    private void run() {
        try {
            Step step;
            do {
                step = read();
                steps.put(step);
            } while (step instanceof Step.Read);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (abandoned) {
            closeSource();
        }
    }

    private Step read() {
        try {
            MovieInput.Item item = source.next();
            return item == null ? new Step.End() : new Step.Read(item);
        } catch (Exception | OutOfMemoryError e) {
            return new Step.Broken(e);
        }
    }

    /**
     * The next piece.
     *
     * @return null at the end, or when told to stop
     * @throws InputFailure if the source cannot be read on
     */
    MovieInput.@Nullable Item next(BooleanSupplier stop) throws InputFailure {
        while (!stop.getAsBoolean()) {
            try {
                Step step = steps.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                switch (step) {
                    case null -> {}
                    case Step.Read read -> {
                        return read.item();
                    }
                    case Step.End end -> {
                        return null;
                    }
                    case Step.Broken broken -> throw new InputFailure(broken.cause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    /** Stops reading and closes the source; if its reader hangs, only when the reader comes back. */
    @Override
    public void close() {
        thread.interrupt();
        abandoned = true;
        try {
            if (thread.join(PATIENCE)) {
                closeSource();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeSource() {
        if (closed.compareAndSet(false, true)) {
            source.close();
        }
    }

    /** The input failed; what was recorded before is good. */
    static final class InputFailure extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Throwable of;

        InputFailure(Throwable cause) {
            super(cause);
            of = cause;
        }

        /** What the source threw. */
        Throwable of() {
            return of;
        }
    }
}
