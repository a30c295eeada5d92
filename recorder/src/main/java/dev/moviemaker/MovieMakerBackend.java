// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One way to record movies; implement it to record in a way of your own and hand it to
 * {@link dev.moviemaker.recorder.MovieMaker#registerBackend}.
 *
 * <p>{@code MovieMaker} keeps the order of calls and refuses any other, so that a backend need not check it: {@link #configure}, then one
 * recording after the other, each from {@link #start} until it is finished, cancelled, failed or closed; at last {@link #close}, allowed in
 * every state.
 *
 * <p>Threading: one thread at a time.
 */
public interface MovieMakerBackend extends AutoCloseable {

    /** Returns what this backend is and which files it writes; always the same description. */
    BackendDescription description();

    /**
     * Takes the settings. May be called again between recordings.
     *
     * @param settings the settings, which are valid; the backend checks what depends on its device
     * @throws Av1EncoderException if the backend cannot record with them
     */
    void configure(EncoderSettings settings);

    /**
     * Starts a recording.
     *
     * @param output the file to write; its extension picks the container
     * @return the recording, closed by the caller
     * @throws Av1EncoderException if recording cannot start; a file already there is left as it is
     */
    RunningRecording start(Path output);

    /** Releases what the backend holds beside its recordings. Never throws; may be called again. */
    @Override
    default void close() {}

    /** Creates a backend when it is requested by name. */
    interface Factory extends Supplier<MovieMakerBackend> {}
}
