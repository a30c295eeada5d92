// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a source, which it owns, on a thread of its own, one piece ahead of the encoder. An input that does not come (a
 * pipe whose writer sleeps) then never keeps the program from finishing the file.
 */
final class ReadAhead implements AutoCloseable {
    private static final long STOP_MILLIS = 2000;
    private static final long POLL_MILLIS = 50;

    private final Source source;
    private final SynchronousQueue<Step> steps = new SynchronousQueue<>();
    private final Thread thread;

    private sealed interface Step {
        record Read(Source.Item item) implements Step {}

        record End() implements Step {}

        record Broken(Throwable cause) implements Step {}
    }

    ReadAhead(Source source) {
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
    }

    private Step read() {
        try {
            Source.Item item = source.next();
            return item == null ? new Step.End() : new Step.Read(item);
        } catch (Exception | OutOfMemoryError e) {
            return new Step.Broken(e);
        }
    }

    /**
     * The next piece.
     *
     * @return null at the end, or when told to stop
     * @throws SourceException if the source cannot be read on
     */
    Source.@Nullable Item next(BooleanSupplier stop) throws SourceException {
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
                    case Step.Broken broken -> throw new SourceException(broken.cause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    /**
     * Stops reading and closes the source, unless its reader hangs: memory that it may still touch then stays until the
     * process ends, which is soon.
     */
    @Override
    public void close() {
        thread.interrupt();
        try {
            if (thread.join(Duration.ofMillis(STOP_MILLIS))) {
                source.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The input failed; what was recorded before is good. */
    static final class SourceException extends Exception {
        private static final long serialVersionUID = 1L;

        SourceException(Throwable cause) {
            super(Errors.message(cause), cause);
        }
    }
}
