// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A way to record movies. Implement this interface to add another one and register it with
 * {@link dev.moviemaker.recorder.MovieMaker#registerBackend}.
 *
 * <p>{@code MovieMaker} calls a backend in this order and refuses any other, so a backend need not check it:
 * {@link #configure}; then one recording after another, each from {@link #start} until it is finished, cancelled,
 * failed or closed; finally {@link #close}, which is allowed in every state.
 *
 * <p>Threading: a backend is called by one thread at a time.
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
     * @param output the file to write; its extension selects the container
     * @return the recording, which the caller closes
     * @throws Av1EncoderException if the recording cannot start; an existing file is left untouched
     */
    RunningRecording start(Path output);

    /**
     * Starts a recording to any output. The default implementation starts one to a file and refuses other outputs.
     *
     * @param output where the recording goes
     * @return the recording, which the caller closes
     * @throws UnsupportedException if the backend cannot write to it
     * @throws Av1EncoderException if the recording cannot start
     */
    default RunningRecording start(Output output) {
        if (output instanceof Output.File file) {
            return start(file.path());
        }
        throw new UnsupportedException("The backend '%s' writes files, not to %s"
                .formatted(description().name(), output));
    }

    /** Releases what the backend holds apart from its recordings. Never throws, and may be called again. */
    @Override
    default void close() {}

    /** Creates a backend when it is requested by name. */
    interface Factory extends Supplier<MovieMakerBackend> {}
}
