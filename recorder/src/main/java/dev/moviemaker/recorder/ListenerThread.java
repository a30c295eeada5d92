// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Output;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.trace.Loggers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells one listener of one recording: looks at its statistics at an interval, on a daemon thread of its own, and calls
 * the listener for what has changed. Waits for the thread of the recording before, so that calls never overlap.
 */
final class ListenerThread {
    /** Tells a listener how a recording ended. */
    interface Ending {
        void tell(RecordingListener listener, Output output, RecordingStatistics statistics);
    }

    private final RecordingListener listener;
    private final Output output;
    private final RunningRecording recording;
    private final AtomicReference<@Nullable Ending> end = new AtomicReference<>();
    /** Has a permit where the thread must not wait any longer. */
    private final Semaphore news = new Semaphore(0);

    private volatile long intervalNanos;
    private final Thread thread;
    private long packets;
    private long keyFrames;
    private long dropped;
    private boolean failedBefore;

    private ListenerThread(
            RecordingListener listener,
            Duration interval,
            Output output,
            RunningRecording recording,
            @Nullable ListenerThread before) {
        this.listener = listener;
        intervalNanos = interval.toNanos();
        this.output = output;
        this.recording = recording;
        thread = Thread.ofPlatform()
                .daemon()
                .name("moviemaker-listener")
                .unstarted(() -> run(before == null ? null : before.thread));
    }

    static ListenerThread start(
            RecordingListener listener,
            Duration interval,
            Output output,
            RunningRecording recording,
            @Nullable ListenerThread before) {
        ListenerThread started = new ListenerThread(listener, interval, output, recording, before);
        started.thread.start();
        return started;
    }

    RecordingListener listener() {
        return listener;
    }

    RunningRecording recording() {
        return recording;
    }

    /** Changes the interval, also of the wait that is under way. */
    void lookEvery(Duration interval) {
        intervalNanos = interval.toNanos();
        news.release();
    }

    /** Says how the recording ended; the first caller is right. */
    void ended(Ending how) {
        end.compareAndSet(null, how);
        news.release();
    }

    /** Waits until the listener was told everything, unless it is the listener that waits. */
    void await(Duration patience) {
        if (thread == Thread.currentThread()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            boolean ignored = thread.join(patience);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(@Nullable Thread before) {
        if (before != null) {
            joined(before);
        }
        tell(() -> listener.started(output));
        Ending how = ending();
        while (how == null) {
            look();
            how = ending();
        }
        RecordingStatistics last = look();
        Ending told = how;
        tell(() -> told.tell(listener, output, last));
    }

    private static void joined(Thread before) {
        try {
            before.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a listener interrupted its own thread", e);
        }
    }

    /** Waits an interval, less if there is news; returns how the recording ended, if it did. */
    private @Nullable Ending ending() {
        try {
            boolean ignored = news.tryAcquire(intervalNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // A listener interrupted its own thread, which does not end the recording.
        }
        return end.get();
    }

    private RecordingStatistics look() {
        RecordingStatistics now = recording.statistics();
        if (packets == 0 && now.framesEncoded() > 0) {
            tell(() -> listener.firstPacket(now));
        }
        while (keyFrames < now.keyFrames()) {
            long number = ++keyFrames;
            tell(() -> listener.keyFrame(number));
        }
        while (dropped < now.framesDropped()) {
            long number = ++dropped;
            tell(() -> listener.frameDropped(number));
        }
        if (packets < now.framesEncoded()) {
            packets = now.framesEncoded();
            tell(() -> listener.progress(now));
        }
        return now;
    }

    private void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            if (!failedBefore) {
                failedBefore = true;
                Loggers.RECORDING.log(System.Logger.Level.WARNING, "A listener of recordings failed", e);
            }
        }
    }
}
