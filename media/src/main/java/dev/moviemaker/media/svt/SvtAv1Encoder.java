package dev.moviemaker.media.svt;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.CpuFrame;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.OutputException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.media.av.AvAddress;
import dev.moviemaker.media.av.AvError;
import dev.moviemaker.media.convert.FrameConverter;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * SVT-AV1 behind a bounded queue. {@code submit} converts on the caller's thread into a frame of the pool; the worker hands it to the
 * codec, delivers what comes out, and frees everything native when it ends.
 */
final class SvtAv1Encoder implements VideoEncoder {
    private static final System.Logger LOG = System.getLogger("dev.moviemaker.media");

    private static final long LOOK_MILLIS = 500;

    private final StallWatch watch;
    private final EncoderSettings settings;
    private final VideoStream stream;
    private final List<String> warnings;
    private final SvtPlan plan;
    private final PacketSink sink;
    private final AVCodecContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final FrameConverter converter;
    private final FrameTimes times = new FrameTimes();

    private final List<SvtFrame> pool = new ArrayList<>();
    private final BlockingQueue<SvtFrame> free;
    /** An empty entry says that no frame follows. */
    private final BlockingQueue<Optional<SvtFrame>> queue = new LinkedBlockingQueue<>();

    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread worker;
    private boolean drained;
    private volatile boolean abandoned;
    private volatile @Nullable Av1EncoderException failure;
    private boolean finished;
    private boolean mislabelled;
    private long submitted;
    private long lastPts = -1;

    SvtAv1Encoder(
            EncoderSettings settings,
            SvtPlan plan,
            AVCodecContext context,
            VideoStream stream,
            List<String> warnings,
            PacketSink sink,
            StallWatch watch) {
        this.settings = settings;
        this.plan = plan;
        this.context = context;
        this.stream = stream;
        this.warnings = List.copyOf(warnings);
        this.sink = sink;
        this.watch = watch;
        converter = new FrameConverter(settings.color());
        free = new ArrayBlockingQueue<>(settings.maxQueuedFrames() + 1);
        worker = Thread.ofPlatform().name("svt-av1-encoder").daemon().unstarted(this::work);
        worker.start();
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
    public int queuedFrames() {
        return inside.get();
    }

    @Override
    public void submit(Frame frame, long pts, long duration) {
        requireRunning();
        if (frame.width() != settings.width() || frame.height() != settings.height()) {
            throw new IllegalArgumentException("frame %d: %dx%d given, %dx%d allowed"
                    .formatted(submitted, frame.width(), frame.height(), settings.width(), settings.height()));
        }
        if (pts <= lastPts) {
            throw new IllegalArgumentException(
                    "frame %d: pts %d given, more than %d allowed".formatted(submitted, pts, lastPts));
        }
        if (duration < 1) {
            throw new IllegalArgumentException(
                    "frame %d: duration %d given, at least 1 allowed".formatted(submitted, duration));
        }
        if (!(frame instanceof CpuFrame cpu)) {
            throw new IllegalArgumentException("frame %d: a %s given, the software encoder takes frames in memory only"
                    .formatted(submitted, frame.getClass().getSimpleName()));
        }
        SvtFrame target = takeFree();
        requireRunning();
        converter.convert(cpu, target.picture);
        target.pts = pts;
        target.duration = duration;
        target.forceKeyFrame = frame.forceKeyFrame() || settings.keyframeInterval() == 1;
        inside.incrementAndGet();
        queue.add(Optional.of(target));
        lastPts = pts;
        submitted++;
    }

    @Override
    public void flush() {
        requireRunning();
        finished = true;
        queue.add(Optional.empty());
        try {
            while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                requireNoStall();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncodeFailedException("interrupted while the last frames were coded", e);
        }
        throwFailure();
    }

    @Override
    public void close() {
        abandoned = true;
        finished = true;
        queue.add(Optional.empty());
        if (Thread.currentThread() == worker) {
            return;
        }
        boolean interrupted = false;
        boolean stalled = false;
        while (true) {
            try {
                worker.join(LOOK_MILLIS);
                if (!worker.isAlive()) {
                    break;
                }
                stalled = watch.stalled();
                if (stalled) {
                    LOG.log(System.Logger.Level.WARNING, "SVT-AV1 has stalled; its threads and memory stay behind");
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (!stalled) {
            // Only now is nobody filling or reading a frame.
            pool.forEach(SvtFrame::free);
            pool.clear();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireRunning() {
        throwFailure();
        if (finished) {
            throw new IllegalStateException("the encoder is flushed or closed");
        }
    }

    private void requireNoStall() {
        if (watch.stalled()) {
            EncodeFailedException stall =
                    new EncodeFailedException("SVT-AV1 has stalled: no answer for %s, with %d frames inside"
                            .formatted(watch.patience(), inside.get()));
            failure = stall;
            throw stall;
        }
    }

    private void throwFailure() {
        Av1EncoderException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    private SvtFrame takeFree() {
        SvtFrame frame = free.poll();
        if (frame != null) {
            return frame;
        }
        if (pool.size() <= settings.maxQueuedFrames()) {
            SvtFrame created = new SvtFrame(plan.codedWidth(), plan.codedHeight(), settings.bitDepth());
            pool.add(created);
            return created;
        }
        try {
            SvtFrame returned = free.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            while (returned == null) {
                requireNoStall();
                returned = free.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return returned;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncodeFailedException("interrupted while waiting for the encoder", e);
        }
    }

    private void work() {
        try {
            while (!abandoned) {
                Optional<SvtFrame> next = queue.take();
                if (abandoned) {
                    break;
                }
                if (next.isEmpty()) {
                    if (failure == null) {
                        drain();
                    }
                    break;
                }
                // After a failure frames are only handed back, so that no caller waits for ever.
                if (failure == null) {
                    code(next.get());
                }
                free.add(next.get());
            }
        } catch (Av1EncoderException e) {
            failure = e;
        } catch (InterruptedException e) {
            failure = new EncodeFailedException("the encoder's thread was interrupted", e);
        } catch (RuntimeException | Error e) {
            failure = new EncodeFailedException("the encoder's thread failed: " + e, e);
        } finally {
            release();
            ended.countDown();
        }
    }

    private void code(SvtFrame next) {
        try {
            AVFrame frame = next.frame;
            frame.pts(next.pts);
            frame.duration(next.duration);
            frame.pict_type(next.forceKeyFrame ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
            times.add(next.pts, next.duration);
            int status = send(frame);
            if (status == AvError.AGAIN) {
                receive();
                status = send(frame);
            }
            if (status < 0) {
                throw new EncodeFailedException(
                        "SVT-AV1 refused the frame at pts %d: %s".formatted(next.pts, AvError.text(status)));
            }
            receive();
        } catch (Av1EncoderException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new EncodeFailedException(
                    "the frame at pts %d could not be delivered: %s".formatted(next.pts, e), e);
        }
    }

    private void drain() {
        drained = true;
        int status = send(null);
        if (status < 0) {
            throw new EncodeFailedException("SVT-AV1 does not finish: " + AvError.text(status));
        }
        status = receive();
        if (status != AvError.EOF) {
            throw new EncodeFailedException("SVT-AV1 does not deliver its last frames: " + AvError.text(status));
        }
        if (!times.isEmpty()) {
            throw new EncodeFailedException("SVT-AV1 lost the frame at pts %d".formatted(times.firstPts()));
        }
    }

    private int send(@Nullable AVFrame frame) {
        watch.enter();
        int status = avcodec.avcodec_send_frame(context, frame);
        watch.leave();
        return status;
    }

    private int receivePacket() {
        watch.enter();
        int status = avcodec.avcodec_receive_packet(context, packet);
        watch.leave();
        return status;
    }

    private int receive() {
        while (true) {
            int status = receivePacket();
            if (status == AvError.AGAIN || status == AvError.EOF) {
                return status;
            }
            if (status < 0) {
                throw new EncodeFailedException("SVT-AV1 failed: " + AvError.text(status));
            }
            try {
                deliver();
            } finally {
                avcodec.av_packet_unref(packet);
            }
        }
    }

    private void deliver() {
        if (times.isEmpty()) {
            throw new EncodeFailedException("SVT-AV1 delivered a frame that it was not given, at pts " + packet.pts());
        }
        // A packet has one shown frame, so packets come in display order and their place says the time. SVT-AV1 4.2 was
        // once seen to
        // label a packet with the time of a later frame, in the middle of a sound stream.
        long pts = times.firstPts();
        if (packet.pts() != pts && !mislabelled) {
            mislabelled = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SVT-AV1 labelled the frame at pts {0} as {1}; frames are timed in the order they come",
                    pts,
                    packet.pts());
        }
        long duration = times.removeDuration();
        boolean keyFrame = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        SvtPacket encoded = new SvtPacket(
                AvAddress.segment(packet.data(), packet.size()).asReadOnly(),
                pts,
                duration,
                settings.timeBase(),
                keyFrame);
        try {
            sink.accept(encoded);
        } catch (IOException e) {
            throw new OutputException(String.valueOf(e.getMessage()), e);
        }
        inside.decrementAndGet();
    }

    private void release() {
        if (!drained) {
            // SVT-AV1 complains on standard error if it is not told of the end, which the look for a packet does.
            int sent = send(null);
            int ignored = sent < 0 ? sent : receivePacket();
        }
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
