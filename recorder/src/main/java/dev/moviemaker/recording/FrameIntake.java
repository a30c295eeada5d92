// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What frames go through before the {@link FrameDoor}: they are brought to the recording's size and rate where the
 * settings ask for it. One thread at a time; nothing is done and nothing allocated where they do not.
 */
public final class FrameIntake implements AutoCloseable {
    private final FrameDoor door;
    private final Step pass;
    private final SizeFit size;
    private final @Nullable ConstantRate rate;

    /** Hands a frame that has been checked to the encoder. */
    public interface Step {
        /**
         * Hands the frame on.
         *
         * @param nanos how long to wait for room at most; negative for as long as it takes
         * @return false if there was no room in time: the frame is dropped, and its time passes
         */
        boolean pass(Frame frame, long nanos) throws IOException;
    }

    /**
     * An intake in front of a door.
     *
     * @param settings as given by the caller
     * @param pass hands a frame on that the door has checked
     * @throws dev.moviemaker.UnsupportedException if frames are to be scaled and nothing scales
     */
    public FrameIntake(EncoderSettings settings, FrameDoor door, RecordingCounter counter, Step pass) {
        this.door = door;
        this.pass = pass;
        size = new SizeFit(settings);
        rate = settings.constantFrameRate() ? new ConstantRate(settings, counter) : null;
    }

    /** The settings of the encoder behind the door: the time base of a constant rate is that of its frames. */
    public static EncoderSettings ofEncoder(EncoderSettings settings) {
        return settings.constantFrameRate()
                ? settings.toBuilder().timeBase(settings.framerate().inverse()).build()
                : settings;
    }

    /**
     * Takes a frame.
     *
     * @param nanos how long to wait for room at most; negative for as long as it takes
     * @return false if there was no room in time, and the frame is left out
     * @throws IllegalArgumentException naming what is wrong with the frame; that changes nothing
     */
    public boolean record(Frame frame, long nanos) throws IOException {
        Frame fitted = size.fit(frame, door.frames());
        ConstantRate to = rate;
        if (to == null || (fitted.pts() == Frame.PTS_BY_FRAME_RATE && !to.isRunning())) {
            door.check(fitted);
            return pass.pass(fitted, nanos);
        }
        to.check(fitted);
        door.check(fitted.withPts(Frame.PTS_BY_FRAME_RATE));
        to.record((CpuFrame) fitted, nanos, this::checked);
        return true;
    }

    /** Whether a frame waits that was taken. */
    public boolean holds() {
        return rate != null && rate.isRunning();
    }

    private boolean checked(Frame frame, long nanos) throws IOException {
        door.check(frame);
        return pass.pass(frame, nanos);
    }

    /**
     * Hands on what waits.
     *
     * @param endPts when the last frame ends, in the caller's time base
     * @return the same for what comes after the door; empty if its frames have no times of their own
     */
    public OptionalLong finish(OptionalLong endPts) throws IOException {
        ConstantRate to = rate;
        if (to == null || !to.isRunning()) {
            return endPts;
        }
        to.finish(endPts, this::checked);
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        size.close();
        if (rate != null) {
            rate.close();
        }
    }
}
