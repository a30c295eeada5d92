// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recording;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.spi.VideoEncoder;
import dev.moviemaker.trace.FrameSubmittedEvent;
import dev.moviemaker.trace.Trace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one door through which frames go to an encoder: checks each once (size, format, readable memory), gives it its
 * time, counts it and records its event. {@link #check} comes first, then perhaps {@link #awaitRoom}, then
 * {@link #pass}.
 *
 * <p>Threading: one thread at a time. Nothing is allocated per frame.
 */
public final class FrameDoor {
    private final VideoEncoder encoder;
    private final RecordingCounter counter;
    private final FrameClock clock;
    private final int width;
    private final int height;
    private final Optional<PixelFormat> promised;
    private final boolean qualityMaps;
    private final boolean takesRgb;
    private long pts;
    private long duration;

    /** A door that no frame has passed. */
    public FrameDoor(EncoderSettings settings, VideoEncoder encoder, RecordingCounter counter) {
        this.encoder = encoder;
        this.counter = counter;
        clock = new FrameClock(settings);
        width = settings.width();
        height = settings.height();
        promised = settings.inputFormat();
        qualityMaps = settings.qualityMaps();
        takesRgb = settings.color().chromaPosition() != ColorDescription.ChromaPosition.TOP_LEFT;
    }

    /**
     * Checks the next frame. A refusal changes nothing.
     *
     * @throws IllegalArgumentException naming what is wrong with the frame and what is allowed
     */
    public void check(Frame frame) {
        if (frame.width() != width || frame.height() != height) {
            throw new IllegalArgumentException("frame %d: %dx%d given, only the recording's %dx%d allowed"
                    .formatted(clock.frames(), frame.width(), frame.height(), width, height));
        }
        if (promised.isPresent()) {
            requireFormat(frame, promised.get());
        }
        if (!takesRgb && isRgb(frame)) {
            throw new IllegalArgumentException(
                    ("frame %d: RGB given, but the settings' colour says chroma at TOP_LEFT, and RGB is converted to "
                                    + "chroma at LEFT; frames of Y'CbCr, or LEFT or UNKNOWN allowed")
                            .formatted(clock.frames()));
        }
        if (frame.qualityMap().isPresent() && !qualityMaps) {
            throw new IllegalArgumentException("frame " + clock.frames()
                    + ": a quality map given, but the settings say quality_maps false; true is needed from the start");
        }
        pts = clock.pts(frame);
        duration = clock.duration(frame);
        ReadableMemory.require(frame, clock.frames());
        encoder.check(frame);
    }

    private static boolean isRgb(Frame frame) {
        return switch (frame) {
            case CpuFrame cpu -> cpu.format().isRgb();
            case VulkanFrame _ -> true;
        };
    }

    private void requireFormat(Frame frame, PixelFormat format) {
        switch (frame) {
            case CpuFrame cpu -> {
                if (cpu.format() != format) {
                    throw new IllegalArgumentException("frame %d: %s given, but the settings promise %s (input_format)"
                            .formatted(clock.frames(), cpu.format(), format));
                }
            }
            case VulkanFrame vulkan -> {
                if (format.vulkanFormat() == 0 || vulkan.format() != format.vulkanFormat()) {
                    throw new IllegalArgumentException(
                            "frame %d: an image of VkFormat %d given, but the settings promise %s (input_format)"
                                    .formatted(clock.frames(), vulkan.format(), format));
                }
            }
        }
    }

    /**
     * Waits for room for the frame that was checked. Without room in time the frame is dropped: that is counted, and
     * its time passes.
     *
     * @param nanos how long to wait at most
     * @return whether there is room
     */
    boolean awaitRoom(Frame frame, long nanos) {
        if (encoder.awaitRoom(nanos)) {
            return true;
        }
        clock.skip(frame);
        counter.dropped();
        return false;
    }

    /** When the frame that was checked is shown, in units of the time base. */
    long pts() {
        return pts;
    }

    /** Frames that have passed. */
    long frames() {
        return clock.frames();
    }

    /** Whether no frame has passed. */
    boolean isFirst() {
        return clock.frames() == 0;
    }

    /**
     * Hands the frame that was checked to the encoder; waits while it has no room.
     *
     * @throws IllegalArgumentException if the encoder cannot take frames of its kind, which changes nothing
     */
    public void pass(Frame frame) {
        @Nullable FrameSubmittedEvent submitted = Trace.frameSubmitted();
        counter.submitting();
        try {
            encoder.submit(frame, pts, duration);
        } catch (IllegalArgumentException e) {
            counter.refused();
            throw e;
        }
        if (submitted != null) {
            submitted.done(clock.frames(), pts);
        }
        clock.advance(frame);
    }
}
