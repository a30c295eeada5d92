// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.pipeline;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutOfDeviceMemoryException;
import dev.moviemaker.QualityMap;
import dev.moviemaker.VideoStream;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.encoder.caps.RatePlan;
import dev.moviemaker.encoder.caps.SessionPlan;
import dev.moviemaker.encoder.convert.ColorConverter;
import dev.moviemaker.encoder.session.HeaderCheck;
import dev.moviemaker.encoder.session.InputSlot;
import dev.moviemaker.encoder.session.Patience;
import dev.moviemaker.level.LevelChoice;
import dev.moviemaker.rate.MovieLevel;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An encoder on a GPU. The submitting thread records a frame's conversion into an input slot and submits it with the
 * pictures that can be coded then; it waits only while all input slots are taken. The completion thread delivers
 * packets and submits what waits for a free encode slot.
 */
final class HardwareEncoder implements VideoEncoder {
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final DeviceSource source;
    private final SessionPlan plan;
    private final VideoStream stream;
    private final List<String> warnings;
    private final CodingDevice coding;
    private final PictureScheduler scheduler;
    private final Completion completion;
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Whether the sink closed the encoder; of the completion thread alone. */
    private boolean closedBySink;

    /** Takes ownership of the source's instance, also when it fails. */
    HardwareEncoder(
            DeviceSource source, SessionPlan plan, EncoderSettings settings, PacketSink sink, Duration watchdog) {
        this.source = source;
        this.plan = plan;
        CodingDevice madeCoding = null;
        Completion madeCompletion = null;
        try {
            madeCoding = new CodingDevice(source, plan);
            coding = madeCoding;
            stream = stream(coding, plan, settings);
            warnings = new CopyOnWriteArrayList<>(plan.warnings());
            warnings.addAll(
                    HeaderCheck.differences(coding.session().parameters().header(), plan));
            scheduler = new PictureScheduler(coding, plan);
            madeCompletion = new Completion(
                    scheduler,
                    coding,
                    settings,
                    sink,
                    watchdog.toNanos(),
                    plan.feedbackFlags(),
                    new FirstPicture(plan, warnings::add));
            completion = madeCompletion;
            thread = new Thread(this::complete, "av1-hardware-completion");
            thread.setDaemon(true);
            thread.start();
        } catch (RuntimeException | Error e) {
            if (madeCompletion != null) {
                madeCompletion.close();
            }
            if (madeCoding == null || madeCoding.release(false)) {
                source.instance().close();
            }
            throw e;
        }
    }

    private static VideoStream stream(CodingDevice coding, SessionPlan plan, EncoderSettings settings) {
        return new VideoStream(
                ByteBuffer.wrap(coding.session().parameters().headerObu()),
                coding.session().sequence().codedSize().width(),
                coding.session().sequence().codedSize().height(),
                settings.width(),
                settings.height(),
                settings.framerate(),
                settings.timeBase(),
                settings.bitDepth(),
                settings.color(),
                settings.hdrMetadata(),
                plan.rate().active() ? settings.bitrate() : 0);
    }

    @Override
    public VideoStream stream() {
        return stream;
    }

    @Override
    public String device() {
        return plan.device().name() + " (" + plan.device().driver() + ")";
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public List<String> notes() {
        return plan.notes();
    }

    @Override
    public void check(Frame frame) {
        if (frame instanceof VulkanFrame image) {
            if (source.replacesDevices()) {
                throw new IllegalArgumentException("frame: a VulkanFrame given, but the encoder has a device of its"
                        + " own; frames in memory allowed, or an encoder opened on the program's VulkanDevice");
            }
            if (plan.rgb().isEmpty()) {
                ColorConverter.requireImageFormat(image.format());
            }
        }
        requireMap(frame);
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        check(frame);
        boolean taken = false;
        while (!taken) {
            InputSlot slot = scheduler.reserve();
            boolean recorded = false;
            try {
                slot.record(frame);
                recorded = true;
            } catch (OutOfDeviceMemoryException e) {
                // The frames that are held already have theirs: this one waits for one of them.
                if (slot.isOpen() || !scheduler.limitToHeldFrames()) {
                    scheduler.interrupt(e);
                }
            } catch (Av1EncoderException e) {
                // The completion thread recovers, then the same frame is recorded again.
                scheduler.interrupt(e);
            } finally {
                taken = scheduler.submit(recorded, pts, duration, frame.forceKeyFrame());
            }
        }
    }

    /** Without lambdas, like everything on the path of a frame: nothing is allocated per frame. */
    private void requireMap(Frame frame) {
        if (frame.qualityMap().isEmpty()) {
            return;
        }
        if (plan.deltaMaps().isEmpty()) {
            throw new IllegalArgumentException("frame: a quality map given, but the settings say quality_maps false");
        }
        QualityMap map = frame.qualityMap().get();
        if (map.vulkanImage().isPresent() && source.replacesDevices()) {
            throw new IllegalArgumentException(
                    "qualityMap: an image on a GPU given, but the encoder has a device of its own;"
                            + " maps in memory allowed, or an encoder opened on the program's VulkanDevice");
        }
        plan.deltaMaps().get().require(map);
    }

    @Override
    public boolean awaitRoom(long nanos) {
        return scheduler.awaitRoom(nanos);
    }

    @Override
    public void changeRate(EncoderSettings changed) {
        long most = plan.profile().encode().maxBitrate();
        if (changed.bitrate() > most) {
            throw new IllegalArgumentException(
                    "bitrate: %d given, at most %d allowed on this device".formatted(changed.bitrate(), most));
        }
        requireLevel(changed);
        RatePlan rate = plan.rateOf(changed);
        rate.peakWarning(changed).ifPresent(warnings::add);
        scheduler.changeRate(rate);
    }

    /** The stream states a level and a tier once and for all. */
    private void requireLevel(EncoderSettings changed) {
        LevelChoice.Demand demand = MovieLevel.demand(
                changed,
                stream.codedWidth(),
                stream.codedHeight(),
                plan.tiles().columns(),
                plan.tiles().rows());
        if (!LevelChoice.allows(plan.level(), plan.tier(), demand)) {
            LevelChoice needed = LevelChoice.of(EncoderSettings.LEVEL_AUTO, demand);
            throw new IllegalArgumentException(
                    ("bitrate, max_bitrate, framerate: %d and %d bits per second and %s frames per second given, they "
                                    + "need level %s, but the stream states %s")
                            .formatted(
                                    changed.bitrate(),
                                    changed.maxBitrate(),
                                    changed.framerate(),
                                    LevelChoice.name(needed.level().seqLevelIdx(), needed.tier()),
                                    LevelChoice.name(plan.level(), plan.tier())));
        }
    }

    @Override
    public void finish() {
        scheduler.finish();
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        scheduler.stop();
        if (Thread.currentThread() == thread) {
            closedBySink = true;
            return;
        }
        join();
        if (!thread.isAlive()) {
            free();
        }
        // Else the sink does not return: freeing memory under it would be worse than keeping it.
    }

    /** The completion thread; a sink that closed the encoder cannot wait for it, so that it frees all itself. */
    private void complete() {
        completion.run();
        if (closedBySink) {
            free();
        }
    }

    private void free() {
        if (coding.release(completion.hangs())) {
            source.instance().close();
        }
        completion.close();
    }

    /**
     * Whatever the interrupt flag, which stays pending: a thread that is not waited for would keep all its memory.
     */
    private void join() {
        boolean interrupted = false;
        Patience patience = new Patience(CLOSE.toNanos());
        patience.begin(System.nanoTime());
        do {
            try {
                thread.join(LOOK.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        } while (thread.isAlive() && !patience.isOver(System.nanoTime()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
