// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.EncodedFrame;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.Frame;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VideoStream;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import dev.moviemaker.recording.FrameDoor;
import dev.moviemaker.recording.OpenedEncoder;
import dev.moviemaker.recording.PacketQueue;
import dev.moviemaker.recording.RateChange;
import dev.moviemaker.recording.RecordingCounter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes frames to packets, without a file: for streaming and for containers of one's own.
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
 * <p>Packets are there as soon as the encoder has made them. They come in order, one per frame. Each is the encoder's and stays valid
 * until the next {@code receive} or {@code close}; {@link EncodedFrame#copy()} keeps it. Packets that nobody receives pile up.
 *
 * <p>With times of one's own a packet's duration is the nominal one: how long the frame is really shown only the next one tells.
 *
 * <p>Threading: one thread may submit while another receives; more wait for each other. {@link #statistics()} never waits.
 *
 * <p>Errors: an {@link IllegalArgumentException} refuses a frame and nothing else. After an {@link Av1EncoderException} the packets made
 * until then can still be received, and nothing else but {@link #close()} is allowed.
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
    private State state = State.OPEN;

    private Av1Encoder(EncoderSettings settings, OpenedEncoder opened, PacketQueue packets, RecordingCounter figures) {
        this.settings = settings;
        this.opened = opened;
        this.packets = packets;
        this.figures = figures;
        figures.counts(opened);
        door = new FrameDoor(settings, opened.encoder(), figures);
    }

    /**
     * Opens an encoder: a GPU's if there is one and the settings allow it, else software, with the reason in the statistics.
     *
     * @param settings of the stream; those of sound do not count
     * @return to be closed by the caller
     * @throws Av1EncoderException if no encoder takes the settings
     */
    public static Av1Encoder open(EncoderSettings settings) {
        return open(settings, Backends.BEST);
    }

    /**
     * Opens an encoder of a choice.
     *
     * @param settings of the stream; those of sound do not count
     * @param backend {@code av1}, {@code av1_hardware} (a GPU's or an error) or {@code av1_software}
     * @return to be closed by the caller
     * @throws IllegalArgumentException if the backend is none of these
     * @throws Av1EncoderException if no encoder of the choice takes the settings
     */
    public static Av1Encoder open(EncoderSettings settings, String backend) {
        return open(settings, backend, Backends.installed());
    }

    /**
     * Opens an encoder on a Vulkan device of the program's: frames may be the program's images ({@link VulkanFrame}), recorded without a
     * copy through the processor, and frames in memory. The driver is tested on the device first.
     *
     * @param settings of the stream; those of sound do not count
     * @param device stays the program's, and must live until the encoder is closed
     * @return to be closed by the caller
     * @throws UnsupportedException if the device cannot encode the settings, with every reason
     * @throws Av1EncoderException if it fails
     */
    public static Av1Encoder open(EncoderSettings settings, VulkanDevice device) {
        return open(settings, Backends.HARDWARE, Backends.on(device));
    }

    static Av1Encoder open(EncoderSettings settings, String backend, Backends backends) {
        RecordingCounter figures = new RecordingCounter(backend, settings.timeBase());
        PacketQueue packets = new PacketQueue(figures);
        try {
            OpenedEncoder opened = Backends.choice(backend).open(settings, backends.providers(), packets);
            return new Av1Encoder(settings, opened, packets, figures);
        } catch (RuntimeException | Error e) {
            packets.close();
            throw e;
        }
    }

    /**
     * The stream's fixed properties, its sequence header among them: what a container must know.
     *
     * @return the same as long as the encoder is open
     */
    public VideoStream stream() {
        return locked(() -> {
            require("stream", State.OPEN, State.FINISHED);
            return opened.encoder().stream();
        });
    }

    /**
     * Encodes a frame; blocks while {@link EncoderSettings#maxQueuedFrames()} wait. The frame's memory is the caller's again when this
     * returns; the image of a {@link VulkanFrame} when that says so. {@link Frame#withForcedKeyFrame()} makes it a key frame.
     *
     * @param frame of the settings' size
     * @throws IllegalArgumentException if its size, format or pts does not fit
     * @throws IllegalStateException after {@link #finish()}, a failure or {@link #close()}
     * @throws Av1EncoderException if this or an earlier frame could not be coded
     */
    public void submit(Frame frame) {
        calls.lock();
        try {
            require("submit", State.OPEN, State.OPEN);
            door.check(frame);
            pass(frame);
        } finally {
            calls.unlock();
        }
    }

    private void pass(Frame frame) {
        try {
            door.pass(frame);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed();
            throw e;
        }
    }

    /**
     * Changes bitrate and frame rate from the next picture on, without a key frame: for links that get slower or faster. The stream
     * must be CBR or VBR, and stay within the level that it was opened with.
     *
     * @param bitrate average bits per second
     * @param maxBitrate peak bits per second, for VBR; at least {@code bitrate}
     * @param framerate frames per second that rate control reckons with; the times of frames stay as they come
     * @throws IllegalArgumentException naming every value that is not allowed
     * @throws IllegalStateException if the settings say CQP or CRF; after {@link #finish()}, a failure or {@link #close()}
     * @throws UnsupportedException if the encoder changes nothing while it runs, as the software encoder
     */
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        locked(() -> {
            require("changeRate", State.OPEN, State.OPEN);
            opened.encoder().changeRate(RateChange.of(settings, bitrate, maxBitrate, framerate));
            return state;
        });
    }

    /**
     * The next packet, without waiting.
     *
     * @return valid until the next {@code receive} or {@link #close()}; null if none is ready
     * @throws IllegalStateException after {@link #close()}
     */
    public @Nullable EncodedFrame receive() {
        return packets.poll();
    }

    /**
     * The next packet, waiting for it.
     *
     * @param timeout how long to wait at most
     * @return valid until the next {@code receive} or {@link #close()}; null if none came in time or, at once, if none will come:
     *     {@link #isDrained()} tells which
     * @throws InterruptedException if the thread is interrupted while waiting
     * @throws IllegalStateException after {@link #close()}
     */
    public @Nullable EncodedFrame receive(Duration timeout) throws InterruptedException {
        return packets.await(saturatedNanos(timeout));
    }

    /**
     * Encodes all that waits; returns when every packet can be received. Only receiving and closing may follow.
     *
     * @throws IllegalStateException after {@code finish}, a failure or {@link #close()}
     * @throws Av1EncoderException if a frame could not be coded
     */
    public void finish() {
        locked(() -> {
            require("finish", State.OPEN, State.OPEN);
            state = State.FINISHED;
            try {
                opened.encoder().finish();
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
     * Whether the stream is over and its last packet has been received.
     *
     * @return true when {@code receive} will return nothing any more
     */
    public boolean isDrained() {
        return packets.isDrained();
    }

    /**
     * Figures of the stream.
     *
     * @return a snapshot
     */
    public RecordingStatistics statistics() {
        return figures.snapshot();
    }

    /** Releases everything, packets too; frames that wait are dropped. Never throws; may be called again. */
    @Override
    public void close() {
        locked(() -> {
            if (state != State.CLOSED) {
                state = State.CLOSED;
                opened.encoder().close();
                packets.close();
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
