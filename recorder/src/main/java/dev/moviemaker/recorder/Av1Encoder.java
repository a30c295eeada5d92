// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.QualityMap;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.recording.FrameDoor;
import dev.moviemaker.recording.FrameIntake;
import dev.moviemaker.recording.OpenedEncoder;
import dev.moviemaker.recording.PacketQueue;
import dev.moviemaker.recording.RateChange;
import dev.moviemaker.recording.RecordingCounter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes frames to packets without writing a file, for streaming or for other containers.
 *
 * <pre>{@code
 * try (Av1Encoder encoder = Av1Encoder.open(settings)) {
 *     for (Frame frame : frames) {
 *         encoder.submit(frame);
 *         for (EncodedFrame packet = encoder.receive(); packet != null; packet = encoder.receive()) {
 *             send(packet.data());
 *         }
 *     }
 *     encoder.finish();
 *     for (EncodedFrame packet = encoder.receive(); packet != null; packet = encoder.receive()) {
 *         send(packet.data());
 *     }
 * }
 * }</pre>
 *
 * <p>Packets become available as soon as the encoder has produced them, in order and one per frame. A packet belongs to
 * the encoder and is valid until the next call of {@code receive} or {@code close}; use {@link EncodedFrame#copy()} to
 * keep it. Packets that are not received accumulate.
 *
 * <p>If frames have times of their own, the duration of a packet is nominal: how long its frame is really shown is
 * known only when the next frame arrives.
 *
 * <p>Threading: one thread may submit while another receives; any other concurrent calls wait for each other.
 * {@link #statistics()} never waits.
 *
 * <p>Errors: an {@link IllegalArgumentException} refuses a frame and has no other effect. After an
 * {@link Av1EncoderException} the packets produced so far can still be received; nothing else is allowed except
 * {@link #close()}.
 */
public final class Av1Encoder implements AutoCloseable {
    private enum State {
        OPEN,
        FINISHED,
        FAILED,
        CLOSED
    }

    private final ReentrantLock calls = new ReentrantLock();
    private final EncoderSettings settings;
    private final OpenedEncoder opened;
    private final PacketQueue packets;
    private final RecordingCounter figures;
    private final FrameDoor door;
    private final FrameIntake intake;
    private State state = State.OPEN;

    private Av1Encoder(EncoderSettings settings, OpenedEncoder opened, PacketQueue packets, RecordingCounter figures) {
        this.settings = FrameIntake.ofEncoder(settings);
        this.opened = opened;
        this.packets = packets;
        this.figures = figures;
        figures.counts(opened);
        door = new FrameDoor(this.settings, opened.encoder(), figures);
        intake = new FrameIntake(settings, door, figures, this::pass);
    }

    /**
     * Opens an encoder: that of a GPU if there is one and the settings allow it, and otherwise the software encoder,
     * with the reason in the statistics.
     *
     * @param settings the settings; those of sound are ignored
     * @return an encoder, which the caller must close
     * @throws Av1EncoderException if no encoder supports the settings
     */
    public static Av1Encoder open(EncoderSettings settings) {
        return open(settings, Backends.BEST);
    }

    /**
     * Opens an encoder of the given backend.
     *
     * @param settings the settings; those of sound are ignored
     * @param backend {@code av1}, {@code av1_hardware} (a GPU, or an error) or {@code av1_software}
     * @return an encoder, which the caller must close
     * @throws IllegalArgumentException if the backend is none of these
     * @throws Av1EncoderException if no encoder of that backend supports the settings
     */
    public static Av1Encoder open(EncoderSettings settings, String backend) {
        return open(settings, backend, Backends.installed());
    }

    /**
     * Opens an encoder on a Vulkan device of the program. Frames may be images of the program ({@link VulkanFrame}),
     * which are encoded without a copy through the CPU, or frames in memory. The driver is tested on the device first.
     *
     * @param settings the settings; those of sound are ignored
     * @param device the device, which belongs to the program and must outlive the encoder
     * @return an encoder, which the caller must close
     * @throws UnsupportedException if the device cannot encode with the settings; the message has all reasons
     * @throws Av1EncoderException if the encoder cannot be opened
     */
    public static Av1Encoder open(EncoderSettings settings, VulkanDevice device) {
        return open(settings, Backends.HARDWARE, Backends.on(device));
    }

    static Av1Encoder open(EncoderSettings settings, String backend, Backends backends) {
        RecordingCounter figures =
                new RecordingCounter(backend, FrameIntake.ofEncoder(settings).timeBase());
        PacketQueue packets = new PacketQueue(figures);
        OpenedEncoder opened = null;
        try {
            opened = Backends.choice(backend).open(FrameIntake.ofEncoder(settings), backends.providers(), packets);
            return new Av1Encoder(settings, opened, packets, figures);
        } catch (RuntimeException | Error e) {
            if (opened != null) {
                opened.encoder().close();
            }
            packets.close();
            throw e;
        }
    }

    /**
     * Returns the properties of the stream that a container needs, including the sequence header. They do not change
     * while the encoder is open.
     */
    public VideoStream stream() {
        return locked(() -> {
            require("stream", State.OPEN, State.FINISHED);
            return opened.encoder().stream();
        });
    }

    /**
     * Encodes a frame. Blocks while {@link EncoderSettings#maxQueuedFrames()} frames wait. The frame's memory belongs
     * to the caller again when this method returns; for a {@link VulkanFrame} see there. Use
     * {@link Frame#withForcedKeyFrame()} for a key frame.
     *
     * @param frame a frame of the size in the settings
     * @throws IllegalArgumentException if the size, format or time is not allowed
     * @throws IllegalStateException after {@link #finish()}, a failure or {@link #close()}
     * @throws Av1EncoderException if this or an earlier frame could not be encoded
     */
    public void submit(Frame frame) {
        calls.lock();
        try {
            require("submit", State.OPEN, State.OPEN);
            boolean _ = intake.record(frame, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            calls.unlock();
        }
    }

    /**
     * Encodes a frame that is coded better in places: {@code submit(frame.withQualityMap(map))}, in place of a map that
     * the frame may have.
     *
     * @param frame a frame of the size in the settings
     * @param map where; the settings must have {@link EncoderSettings#qualityMaps()}
     * @throws IllegalArgumentException if the settings do not, if frame or map do not fit, or if the map is an image on
     *     a GPU and the encoder was not opened on the program's device; this has no other effect
     * @throws IllegalStateException after {@link #finish()}, a failure or {@link #close()}
     * @throws Av1EncoderException if this or an earlier frame could not be encoded
     */
    public void submit(Frame frame, QualityMap map) {
        submit(frame.withQualityMap(map));
    }

    private boolean pass(Frame frame, long nanos) {
        try {
            door.pass(frame);
            return true;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed();
            throw e;
        }
    }

    /**
     * Changes the bitrate and frame rate from the next picture on, without a key frame, for connections whose speed
     * varies. The stream must use CBR or VBR and must stay within the level with which it was opened.
     *
     * @param bitrate the average bitrate in bits per second
     * @param maxBitrate the peak bitrate in bits per second, for VBR; at least {@code bitrate}
     * @param framerate the frame rate that rate control assumes, in frames per second; the times of frames do not
     *     change
     * @throws IllegalArgumentException if values are not allowed; the message names all of them
     * @throws IllegalStateException if the stream uses CQP or CRF; after {@link #finish()}, a failure or
     *     {@link #close()}
     * @throws UnsupportedException if the encoder cannot change the rate while it runs, as is the case for the software
     *     encoder
     */
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        locked(() -> {
            require("changeRate", State.OPEN, State.OPEN);
            opened.encoder().changeRate(RateChange.of(settings, bitrate, maxBitrate, framerate));
            return state;
        });
    }

    /**
     * Returns the next packet without waiting.
     *
     * @return the packet, which is valid until the next call of {@code receive} or {@link #close()}, or null if none is
     *     ready
     * @throws IllegalStateException after {@link #close()}
     */
    public @Nullable EncodedFrame receive() {
        return packets.poll();
    }

    /**
     * Returns the next packet, waiting for it if necessary.
     *
     * @param timeout the maximum time to wait
     * @return the packet, which is valid until the next call of {@code receive} or {@link #close()}; null if none came
     *     in time or, without waiting, if there will be no more; {@link #isDrained()} tells which
     * @throws InterruptedException if the thread is interrupted while waiting
     * @throws IllegalStateException after {@link #close()}
     */
    public @Nullable EncodedFrame receive(Duration timeout) throws InterruptedException {
        return packets.await(saturatedNanos(timeout));
    }

    /**
     * Encodes the waiting frames and returns when all packets can be received. After that only receiving and closing
     * are allowed.
     *
     * @throws IllegalStateException after {@code finish}, a failure or {@link #close()}
     * @throws Av1EncoderException if a frame could not be encoded
     */
    public void finish() {
        locked(() -> {
            require("finish", State.OPEN, State.OPEN);
            state = State.FINISHED;
            try {
                OptionalLong _ = intake.finish(OptionalLong.empty());
                opened.encoder().finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (RuntimeException | Error e) {
                failed();
                throw e;
            }
            packets.end();
            figures.ended();
            return state;
        });
    }

    /**
     * Returns whether the stream has ended and its last packet has been received, so that {@code receive} will return
     * no more.
     */
    public boolean isDrained() {
        return packets.isDrained();
    }

    /** Returns a snapshot of the statistics of the stream. */
    public RecordingStatistics statistics() {
        return figures.snapshot();
    }

    /**
     * Releases all resources, including packets. Frames that wait are dropped. Never throws, and may be called again.
     */
    @Override
    public void close() {
        locked(() -> {
            if (state != State.CLOSED) {
                state = State.CLOSED;
                opened.encoder().close();
                packets.close();
                intake.close();
                figures.ended();
            }
            return state;
        });
    }

    private void failed() {
        state = State.FAILED;
        packets.end();
        figures.ended();
    }

    private static long saturatedNanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    private void require(String call, State first, State second) {
        if (state == first || state == second) {
            return;
        }
        throw new IllegalStateException("%s is not allowed in state %s".formatted(call, state));
    }

    private <T> T locked(Supplier<T> call) {
        calls.lock();
        try {
            return call.get();
        } finally {
            calls.unlock();
        }
    }
}
