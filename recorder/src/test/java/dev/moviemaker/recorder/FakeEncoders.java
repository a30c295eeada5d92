// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodeFailedException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Frame;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.VideoStream;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.spi.EncoderProvider;
import dev.moviemaker.spi.PacketSink;
import dev.moviemaker.spi.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Encoders that need no codec: a packet is 8 bytes, made on a thread of the encoder's own, as many frames late as
 * {@link #lookahead}.
 */
final class FakeEncoders implements EncoderProvider {
    final boolean hardware;
    final List<EncodingCapabilities> capabilities = new ArrayList<>();
    final List<VideoEncoder> open = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    int lookahead = 3;
    volatile boolean full;
    int failAtFrame = -1;
    Optional<Av1EncoderException> openFailure = Optional.empty();
    List<String> warnings = List.of();
    /** What the rate was changed to; only hardware takes changes. */
    final List<EncoderSettings> rateChanges = new CopyOnWriteArrayList<>();

    private FakeEncoders(boolean hardware) {
        this.hardware = hardware;
    }

    static FakeEncoders software() {
        FakeEncoders provider = new FakeEncoders(false);
        provider.capabilities.add(usable("Fake software", false));
        return provider;
    }

    static FakeEncoders hardware(EncodingCapabilities... devices) {
        FakeEncoders provider = new FakeEncoders(true);
        provider.capabilities.addAll(List.of(devices));
        return provider;
    }

    static EncodingCapabilities usable(String device, boolean hardware) {
        return EncodingCapabilities.builder(device, "fake 1.0", hardware)
                .maxWidth(8192)
                .maxHeight(4320)
                .maxBitrate(800_000_000)
                .profiles(List.of("Main 8 bit"))
                .maxLevel("6.0")
                .rateControlModes(List.of(RateControlMode.values()))
                .maxTileCols(64)
                .maxTileRows(64)
                .qualityLevels(14)
                .build();
    }

    @Override
    public String name() {
        return hardware ? "Fake hardware" : "Fake software";
    }

    @Override
    public boolean hardware() {
        return hardware;
    }

    @Override
    public List<EncodingCapabilities> capabilities() {
        return capabilities;
    }

    @Override
    public VideoEncoder open(EncoderSettings settings, PacketSink sink) {
        openFailure.ifPresent(failure -> {
            throw failure;
        });
        opened.incrementAndGet();
        Encoder encoder = new Encoder(settings, sink);
        open.add(encoder);
        return encoder;
    }

    /** What an encoder that is open throws when it is asked for its name. */
    Optional<RuntimeException> deviceFailure = Optional.empty();

    private record Task(long number, long pts, long duration, boolean keyFrame) {}

    private final class Encoder implements VideoEncoder {
        private static final Task STOP = new Task(-1, 0, 0, false);

        private final EncoderSettings settings;
        private final PacketSink sink;
        private final BlockingQueue<Task> queue;
        private final List<Task> held = new ArrayList<>();
        private final Thread thread;
        private final AtomicInteger queued = new AtomicInteger();
        private volatile Optional<Throwable> failure = Optional.empty();
        private long frames;

        Encoder(EncoderSettings settings, PacketSink sink) {
            this.settings = settings;
            this.sink = sink;
            queue = new ArrayBlockingQueue<>(settings.maxQueuedFrames());
            thread = Thread.ofPlatform().daemon().name("fake encoder").start(this::work);
        }

        private void work() {
            try {
                for (Task task = queue.take(); task.number() >= 0; task = queue.take()) {
                    if (failure.isEmpty()) {
                        held.add(task);
                        if (held.size() > lookahead) {
                            emit(held.removeFirst());
                        }
                    }
                }
                while (failure.isEmpty() && !held.isEmpty()) {
                    emit(held.removeFirst());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void emit(Task task) {
            try {
                if (task.number() == failAtFrame) {
                    throw new EncodeFailedException("the fake encoder broke at frame " + task.number());
                }
                byte[] bytes = ByteBuffer.allocate(8).putLong(task.number()).array();
                sink.accept(EncodedFrame.of(
                        MemorySegment.ofArray(bytes),
                        task.pts(),
                        task.pts(),
                        task.duration(),
                        settings.timeBase(),
                        task.keyFrame()));
                queued.decrementAndGet();
            } catch (IOException | RuntimeException | Error e) {
                failure = Optional.of(e);
            }
        }

        @Override
        public VideoStream stream() {
            return new VideoStream(
                    ByteBuffer.wrap(new byte[] {0x0A, 0x00}),
                    settings.width(),
                    settings.height(),
                    settings.width(),
                    settings.height(),
                    settings.framerate(),
                    settings.timeBase(),
                    settings.bitDepth(),
                    settings.color(),
                    settings.hdrMetadata(),
                    settings.bitrate());
        }

        @Override
        public String device() {
            deviceFailure.ifPresent(failure -> {
                throw failure;
            });
            return name() + " device";
        }

        @Override
        public List<String> warnings() {
            return warnings;
        }

        @Override
        public void check(Frame frame) {
            if (frame instanceof VulkanFrame) {
                throw new IllegalArgumentException("frame: no images");
            }
        }

        @Override
        public void submit(Frame frame, long pts, long duration) {
            requireGood();
            boolean key = frames % settings.keyframeInterval() == 0 || frame.forceKeyFrame();
            queued.incrementAndGet();
            put(new Task(frames++, pts, duration, key));
        }

        @Override
        public boolean awaitRoom(long nanos) {
            return !full;
        }

        @Override
        public void changeRate(EncoderSettings changed) {
            if (!hardware) {
                VideoEncoder.super.changeRate(changed);
            }
            if (changed.bitrate() > capabilities.getFirst().maxBitrate()) {
                throw new IllegalArgumentException("bitrate: too much for the fake");
            }
            rateChanges.add(changed);
        }

        private void put(Task task) {
            try {
                queue.put(task);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EncodeFailedException("interrupted", e);
            }
        }

        @Override
        public void finish() {
            put(STOP);
            join();
            requireGood();
        }

        private void join() {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void requireGood() {
            Throwable cause = failure.orElse(null);
            if (cause instanceof Av1EncoderException known) {
                throw known;
            }
            if (cause != null) {
                throw new EncodeFailedException("the sink failed", cause);
            }
        }

        @Override
        public void close() {
            open.remove(this);
            thread.interrupt();
            join();
        }
    }
}
