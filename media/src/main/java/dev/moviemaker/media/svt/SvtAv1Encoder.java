// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.media.svt;

import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.convert.FrameConverter;
import dev.moviemaker.spi.VideoEncoder;
import java.util.List;
import java.util.function.Function;

/**
 * SVT-AV1 behind a bounded queue: {@code submit} converts on the caller's thread into a frame of the pool, the codec's
 * own thread codes it and delivers what comes out.
 */
final class SvtAv1Encoder implements VideoEncoder {
    private static final System.Logger LOG = System.getLogger("dev.moviemaker.media");

    private final EncoderSettings settings;
    private final VideoStream stream;
    private final List<String> warnings;
    private final List<String> notes;
    private final FrameConverter converter;
    private final FrameExchange frames;
    private final Thread worker;
    private long submitted;

    SvtAv1Encoder(
            EncoderSettings settings,
            SvtPlan plan,
            VideoStream stream,
            List<String> warnings,
            StallWatch watch,
            Function<FrameExchange, SvtWorker> coding) {
        this.settings = settings;
        this.stream = stream;
        this.warnings = List.copyOf(warnings);
        notes = plan.notes();
        converter = new FrameConverter(settings.color());
        frames = new FrameExchange(
                settings.maxQueuedFrames() + 1,
                () -> new SvtFrame(plan.codedWidth(), plan.codedHeight(), settings.bitDepth()),
                watch);
        worker = Thread.ofPlatform().name("svt-av1-encoder").daemon().start(coding.apply(frames));
    }

    @Override
    public VideoStream stream() {
        return stream;
    }

    @Override
    public String device() {
        return SvtAv1Provider.NAME;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public int queuedFrames() {
        return frames.inside();
    }

    @Override
    public boolean awaitRoom(long nanos) {
        return frames.awaitRoom(nanos);
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        if (!(frame instanceof CpuFrame cpu)) {
            throw new IllegalArgumentException("frame %d: a %s given, the software encoder takes frames in memory only"
                    .formatted(submitted, frame.getClass().getSimpleName()));
        }
        SvtFrame target = frames.takeFree();
        boolean converted = false;
        try {
            converter.convert(cpu, target.picture);
            converted = true;
        } catch (IllegalStateException | WrongThreadException e) {
            throw new IllegalArgumentException(
                    "frame %d: its memory cannot be read: %s".formatted(submitted, e.getMessage()), e);
        } finally {
            if (!converted) {
                frames.giveBack(target);
            }
        }
        target.pts = pts;
        target.duration = duration;
        target.forceKeyFrame = frame.forceKeyFrame() || settings.keyframeInterval() == 1;
        frames.fill(target);
        submitted++;
    }

    @Override
    public void finish() {
        frames.finish();
    }

    @Override
    public void close() {
        frames.abandon();
        if (Thread.currentThread() == worker) {
            return;
        }
        if (frames.awaitEnd()) {
            frames.free();
        } else {
            LOG.log(System.Logger.Level.WARNING, "SVT-AV1 has stalled; its threads and memory stay behind");
        }
    }
}
