// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.BackendDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The built-in backends: an encoder of a choice, a container by extension. Its caller keeps the order of calls. */
public final class EncoderBackend implements MovieMakerBackend {
    private final String name;
    private final String displayName;
    private final EncoderChoice choice;
    private final Providers providers;
    private @Nullable EncoderSettings settings;
    private volatile @Nullable MovieRecording recording;

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
    public void start(Path output) {
        EncoderSettings current = settings;
        if (current == null) {
            throw new IllegalStateException("start came before configure");
        }
        recording = new MovieRecording(current, output, name, choice, providers);
    }

    @Override
    public void record(Frame frame) {
        running().frame(frame);
    }

    @Override
    public boolean tryRecord(Frame frame, Duration timeout) {
        return running().tryFrame(frame, timeout);
    }

    @Override
    public void record(AudioBlock block) {
        running().audio(block);
    }

    @Override
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        running().changeRate(bitrate, maxBitrate, framerate);
    }

    @Override
    public void finish() {
        running().finish(OptionalLong.empty());
    }

    @Override
    public void finish(long endPts) {
        running().finish(OptionalLong.of(endPts));
    }

    @Override
    public void cancel() {
        running().cancel();
    }

    @Override
    public RecordingStatistics statistics() {
        MovieRecording current = recording;
        return current == null ? RecordingStatistics.none(name) : current.statistics();
    }

    @Override
    public void close() {
        MovieRecording current = recording;
        if (current != null) {
            current.close();
        }
    }

    private MovieRecording running() {
        MovieRecording current = recording;
        if (current == null) {
            throw new IllegalStateException("no recording was started");
        }
        return current;
    }
}
