package dev.moviemaker.recorder;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.Rational;
import dev.moviemaker.UnsupportedException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of calls for any backend, so that none has to check it, and lets one call in at a time.
 */
final class BackendLifeCycle {
    private enum State {
        CREATED("configure, close"),
        CONFIGURED("configure, startRecording, close"),
        RECORDING("encodeFrame, encodeAudio, changeRate, finishRecording, close"),
        FAILED("configure, startRecording, close"),
        CLOSED("close");

        private final String allowed;

        State(String allowed) {
            this.allowed = allowed;
        }
    }

    // Not a monitor: backends block for long, which would pin a virtual thread. Fair, so that sound is not starved by
    // frames.
    private final ReentrantLock calls = new ReentrantLock(true);
    private final MovieMakerBackend backend;
    private State state = State.CREATED;
    private @Nullable Throwable failure;

    BackendLifeCycle(MovieMakerBackend backend) {
        this.backend = backend;
    }

    MovieMakerBackend backend() {
        return backend;
    }

    /** Fails if {@link #configure} would. */
    void requireConfigurable() {
        locked(() -> require("configure", State.CREATED, State.CONFIGURED, State.FAILED));
    }

    void configure(EncoderSettings settings) {
        locked(() -> {
            requireConfigurable();
            state = State.CREATED;
            backend.initialize(settings);
            state = State.CONFIGURED;
        });
    }

    void startRecording(Path output) {
        locked(() -> {
            require("startRecording", State.CONFIGURED, State.FAILED, State.FAILED);
            backend.startEncoding(output);
            state = State.RECORDING;
        });
    }

    /** Without a lambda, like all on a frame's way: nothing is allocated per frame. */
    void encodeFrame(Frame frame) {
        calls.lock();
        try {
            require("encodeFrame", State.RECORDING);
            backend.encodeFrame(frame);
        } catch (RuntimeException | Error e) {
            endedBy(e);
            throw e;
        } finally {
            calls.unlock();
        }
    }

    void encodeAudio(AudioBlock block) {
        calls.lock();
        try {
            require("encodeAudio", State.RECORDING);
            backend.encodeAudio(block);
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

    /** Whatever refuses it, the recording goes on. */
    void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        locked(() -> {
            require("changeRate", State.RECORDING);
            backend.changeRate(bitrate, maxBitrate, framerate);
        });
    }

    void finishRecording(OptionalLong endPts) {
        locked(() -> {
            require("finishRecording", State.RECORDING);
            state = State.CONFIGURED;
            if (endPts.isPresent()) {
                backend.finishEncoding(endPts.getAsLong());
            } else {
                backend.finishEncoding();
            }
        });
    }

    void close() {
        locked(() -> {
            if (state != State.CLOSED) {
                state = State.CLOSED;
                closeQuietly(backend);
            }
        });
    }

    /** A backend's own close must not throw; a user's may do so all the same. */
    static void closeQuietly(MovieMakerBackend backend) {
        try {
            backend.close();
        } catch (RuntimeException e) {
            System.getLogger(MovieMaker.class.getName())
                    .log(System.Logger.Level.WARNING, "Closing a backend failed", e);
        }
    }

    /** A refused call leaves the recording running; anything else ends it. */
    private void endedBy(Throwable e) {
        if (!(e instanceof IllegalArgumentException || e instanceof IllegalStateException)) {
            state = State.FAILED;
            failure = e;
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
