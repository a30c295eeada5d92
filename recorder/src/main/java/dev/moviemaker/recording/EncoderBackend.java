// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.Output;
import dev.moviemaker.RunningRecording;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The built-in backends: an encoder of a choice, a container by extension. Its caller keeps the order of calls. */
public final class EncoderBackend implements MovieMakerBackend {
    private final String name;
    private final String displayName;
    private final EncoderChoice choice;
    private final Providers providers;
    private @Nullable EncoderSettings settings;

    /** A backend that has opened nothing yet. */
    public EncoderBackend(String name, String displayName, EncoderChoice choice, Providers providers) {
        this.name = name;
        this.displayName = displayName;
        this.choice = choice;
        this.providers = providers;
    }

    @Override
    public BackendDescription description() {
        return BackendDescription.of(name, displayName, providers.mimeTypes());
    }

    @Override
    public void configure(EncoderSettings newSettings) {
        choice.check(newSettings, providers);
        settings = newSettings;
    }

    @Override
    public RunningRecording start(Path output) {
        return start(Output.file(output));
    }

    @Override
    public RunningRecording start(Output output) {
        EncoderSettings current = settings;
        if (current == null) {
            throw new IllegalStateException("start came before configure");
        }
        return new MovieRecording(current, output, name, choice, providers);
    }
}
