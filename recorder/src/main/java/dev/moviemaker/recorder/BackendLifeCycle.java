// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingListener;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.RunningRecording;
import dev.moviemaker.UnsupportedException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Enforces the order of calls for any backend, so that backends need not check it, and admits one call at a time. */
final class BackendLifeCycle {
    /** The longest timeout; longer ones are shortened. */
    private static final Duration MOST = Duration.ofDays(1);

    /** How long listeners have for their last calls. */
    private static final Duration LAST_CALLS = Duration.ofSeconds(2);

    private enum State {
        CREATED("configure, close"),
        CONFIGURED("configure, start, close"),
        RECORDING("record, tryRecord, forceKeyFrame, pause, resume, changeRate, finish, cancel, close"),
        FAILED("configure, start, close"),
        CLOSED("close");

        private final String allowed;

        State(String allowed) {
            this.allowed = allowed;
        }
    }

    // Not a monitor: backends block for long, which would pin a virtual thread. Fair, so that sound is not starved by
    // frames.
    private final ReentrantLock calls = new ReentrantLock(true);
    private volatile MovieMakerBackend backend;
    private final Listeners listeners = new Listeners();
    private volatile @Nullable RunningRecording recording;
    private volatile boolean finishesAtExit = true;
    private EncoderSettings settings = EncoderSettings.builder().build();
    private Pauses pauses = new Pauses(settings);
    private SoundTimes sounds = new SoundTimes(settings, pauses);
    private boolean keyFrameWanted;
    private State state = State.CREATED;
    private @Nullable Throwable failure;

    /** Also for the recording that runs. */
    void finishAtExit(boolean wanted) {
        locked(() -> {
            finishesAtExit = wanted;
            if (!wanted) {
                ExitHook.remove(this);
            } else if (state == State.RECORDING) {
                ExitHook.add(this);
            }
        });
    }

    boolean finishesAtExit() {
        return finishesAtExit;
    }

    BackendLifeCycle(MovieMakerBackend backend) {
        this.backend = backend;
    }

    MovieMakerBackend backend() {
        return backend;
    }

    Listeners listeners() {
        return listeners;
    }

    /**
     * Configures the backend, or one that replaces it.
     *
     * @param replacement returns a backend to use instead of the current one, or empty to keep it
     */
    void configure(EncoderSettings wanted, Function<MovieMakerBackend, Optional<MovieMakerBackend>> replacement) {
        locked(() -> {
            require("configure", State.CREATED, State.CONFIGURED, State.FAILED);
            MovieMakerBackend before = backend;
            replacement.apply(before).ifPresent(other -> {
                backend = other;
                closeQuietly(before);
            });
            state = State.CREATED;
            backend.configure(wanted);
            settings = wanted;
            state = State.CONFIGURED;
        });
    }

    void start(Output output) {
        locked(() -> {
            require("start", State.CONFIGURED, State.FAILED, State.FAILED);
            RunningRecording started = backend.start(output);
            recording = started;
            pauses = new Pauses(settings);
            sounds = new SoundTimes(settings, pauses);
            keyFrameWanted = false;
            state = State.RECORDING;
            listeners.started(output, started);
            ExitHook.add(this);
        });
    }

    /** Without a lambda, like everything on the path of a frame, so that nothing is allocated per frame. */
    void record(Frame frame) {
        calls.lock();
        try {
            require("record", State.RECORDING);
            if (!pauses.paused()) {
                Frame next = next(frame);
                running().record(next);
                recorded(next);
            }
        } catch (RuntimeException | Error e) {
            endedBy(e);
            throw e;
        } finally {
            calls.unlock();
        }
    }

    /** The timeout includes waiting for other calls. */
    boolean tryRecord(Frame frame, Duration timeout) {
        long deadline = System.nanoTime() + nanos(timeout);
        if (!lockedWithin(nanos(timeout))) {
            // Somebody else's frame waits for room, so there is none for this one.
            calls.lock();
            deadline = System.nanoTime();
        }
        try {
            require("tryRecord", State.RECORDING);
            if (pauses.paused()) {
                return false;
            }
            Frame next = next(frame);
            boolean taken = running().tryRecord(next, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (taken) {
                recorded(next);
            }
            return taken;
        } catch (RuntimeException | Error e) {
            endedBy(e);
            throw e;
        } finally {
            calls.unlock();
        }
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(MOST) > 0 ? MOST.toNanos() : Math.max(0, timeout.toNanos());
    }

    private boolean lockedWithin(long nanos) {
        boolean interrupted = Thread.interrupted();
        try {
            return calls.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void record(AudioBlock block, int track) {
        calls.lock();
        try {
            require("record", State.RECORDING);
            if (!pauses.paused()) {
                sounds.record(running(), block, track);
            }
        } catch (UnsupportedException e) {
            // There is no sound; the picture goes on.
            throw e;
        } catch (RuntimeException | Error e) {
            endedBy(e);
            throw e;
        } finally {
            calls.unlock();
        }
    }

    /** The frame as it is recorded: at its time without the pauses, and a key frame if one is wanted. */
    private Frame next(Frame frame) {
        Frame timed = pauses.timed(frame);
        return keyFrameWanted ? timed.withForcedKeyFrame() : timed;
    }

    private void recorded(Frame frame) {
        pauses.recorded(frame);
        keyFrameWanted = false;
    }

    void forceKeyFrame() {
        locked(() -> {
            require("forceKeyFrame", State.RECORDING);
            keyFrameWanted = true;
        });
    }

    void pause() {
        locked(() -> {
            require("pause", State.RECORDING);
            pauses.pause();
        });
    }

    void resume() {
        locked(() -> {
            require("resume", State.RECORDING);
            pauses.resume();
            sounds.resume();
        });
    }

    /** Whatever refuses it, the recording goes on. */
    void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        locked(() -> {
            require("changeRate", State.RECORDING);
            running().changeRate(bitrate, maxBitrate, framerate);
        });
    }

    void finish(OptionalLong endPts) {
        locked(() -> {
            require("finish", State.RECORDING);
            complete(pauses.end(endPts));
        });
    }

    private void complete(OptionalLong endPts) {
        state = State.CONFIGURED;
        try {
            if (endPts.isPresent()) {
                running().finish(endPts.getAsLong());
            } else {
                running().finish();
            }
        } catch (RuntimeException | Error e) {
            over((listener, _, figures) -> listener.failed(e, figures));
            throw e;
        }
        over(RecordingListener::finished);
    }

    void cancel() {
        locked(() -> {
            require("cancel", State.RECORDING);
            running().cancel();
            state = State.CONFIGURED;
            over((listener, _, figures) -> listener.cancelled(figures));
        });
    }

    /** The recording has ended, however: what it holds is not kept until the next one starts. */
    private void over(ListenerThread.Ending how) {
        ExitHook.remove(this);
        closeQuietly(recording);
        listeners.ended(how);
    }

    /**
     * At the end of the process: completes a recording that runs. Gives up where a call has not come back after some
     * time.
     */
    void finishAtExit(Duration patience) {
        if (lockedWithin(patience.toNanos())) {
            try {
                if (state == State.RECORDING) {
                    complete(OptionalLong.empty());
                }
            } finally {
                calls.unlock();
                listeners.await(LAST_CALLS);
            }
        }
    }

    void close() {
        locked(() -> {
            if (state != State.CLOSED) {
                state = State.CLOSED;
                over((listener, output, figures) -> listener.failed(
                        new OutputException("The movie maker was closed before " + output + " was finished"), figures));
                closeQuietly(backend);
            }
        });
        listeners.await(LAST_CALLS);
    }

    /** The recording of a state that has one. */
    private RunningRecording running() {
        RunningRecording current = recording;
        if (current == null) {
            throw new IllegalStateException("no recording was started");
        }
        return current;
    }

    /** Figures of the running or last recording. */
    RecordingStatistics statistics() {
        RunningRecording current = recording;
        return current == null ? RecordingStatistics.none(backend.description().name()) : current.statistics();
    }

    /** What the library closes must not throw; a user's may do so all the same. */
    static void closeQuietly(@Nullable AutoCloseable object) {
        try {
            if (object != null) {
                object.close();
            }
        } catch (Exception | Error e) {
            System.getLogger(MovieMaker.class.getName())
                    .log(System.Logger.Level.WARNING, "Closing a backend or its recording failed", e);
        }
    }

    /** A refused call leaves the recording running; anything else ends it. */
    private void endedBy(Throwable e) {
        if (!(e instanceof IllegalArgumentException || e instanceof IllegalStateException)) {
            state = State.FAILED;
            failure = e;
            over((listener, _, figures) -> listener.failed(e, figures));
        }
    }

    private void locked(Runnable call) {
        calls.lock();
        try {
            call.run();
        } finally {
            calls.unlock();
        }
    }

    private void require(String call, State first) {
        require(call, first, first, first);
    }

    private void require(String call, State first, State second, State third) {
        if (state == first || state == second || state == third) {
            return;
        }
        String why = state == State.FAILED && failure != null ? " (" + failure.getMessage() + ")" : "";
        throw new IllegalStateException(
                "%s is not allowed in state %s%s; allowed now: %s".formatted(call, state, why, state.allowed));
    }
}
