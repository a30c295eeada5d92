// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.recorder;

import dev.moviemaker.AudioBlock;
import dev.moviemaker.Av1EncoderException;
import dev.moviemaker.BackendDescription;
import dev.moviemaker.DeviceLostException;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncodingCapabilities;
import dev.moviemaker.Frame;
import dev.moviemaker.MovieMakerBackend;
import dev.moviemaker.OutputException;
import dev.moviemaker.Preset;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingStatistics;
import dev.moviemaker.UnsupportedException;
import dev.moviemaker.VulkanDevice;
import dev.moviemaker.VulkanFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Records movies: pick a backend, configure, start, hand over frames, finish; then start the next, or close.
 *
 * <pre>{@code
 * try (MovieMaker maker = MovieMaker.create()) {
 *     maker.configure(EncoderSettings.builder().width(1280).height(720).build());
 *     maker.start(Path.of("movie.mp4"));
 *     for (Frame frame : frames) {
 *         maker.record(frame);
 *     }
 *     maker.finish();
 * }
 * }</pre>
 *
 * <p>Files: a movie grows as {@code NAME.recording.EXT} beside its target and takes the target's name when it is finished. An existing
 * file of that name stays as it is until then. If recording fails in the middle, what was recorded stays under the temporary name and
 * the error says where.
 *
 * <p>States: {@code CREATED} until configured, {@code CONFIGURED}, {@code RECORDING}, {@code FAILED} after an error in mid-recording
 * (configure or start again), {@code CLOSED}. A call out of order throws an {@link IllegalStateException} that names the state and what
 * is allowed in it. An {@link IllegalArgumentException} (a frame of another size, say) refuses that call and nothing else.
 *
 * <p>Threading: any thread, virtual ones too; calls are taken one at a time. {@link #statistics()} never waits.
 *
 * <p>Interrupts end no call: {@code record} records its frame, {@code finish} and {@code close} finish, and the thread's
 * interrupt flag stays set.
 */
public final class MovieMaker implements AutoCloseable {
    /** Name of the backend that takes a GPU if there is one and the settings allow it, else software. */
    public static final String AV1 = "av1";

    /** Name of the backend that takes a GPU, or fails with the reason. */
    public static final String AV1_HARDWARE = "av1_hardware";

    /** Name of the backend that takes the software encoder. */
    public static final String AV1_SOFTWARE = "av1_software";

    private final Backends backends;
    private final boolean byDefault;
    private final BackendLifeCycle backend;

    private MovieMaker(Backends backends, String name, boolean byDefault) {
        this.backends = backends;
        this.byDefault = byDefault;
        backend = new BackendLifeCycle(backends.create(name));
    }

    /**
     * A movie maker with the default backend: {@code av1_hardware} where a GPU encodes AV1, else {@code av1}. If the settings then say
     * {@code use_hardware} false, it is {@code av1} all the same.
     *
     * @return to be closed by the caller
     */
    public static MovieMaker create() {
        return create(Backends.installed());
    }

    static MovieMaker create(Backends backends) {
        return new MovieMaker(backends, backends.defaultName(), true);
    }

    /**
     * A movie maker with a backend of choice: {@code av1} (a GPU if there is one and the settings allow it, else software, with the
     * reason in the statistics), {@code av1_hardware} (a GPU or an error), {@code av1_software}, or one that was registered.
     *
     * @param backend its name
     * @return to be closed by the caller
     * @throws IllegalArgumentException if there is no such backend; the message lists them
     */
    public static MovieMaker create(String backend) {
        return create(Backends.installed(), backend);
    }

    /**
     * A movie maker that records on a Vulkan device of the program's, with the backend {@code av1_hardware}: frames may be the program's
     * images ({@link VulkanFrame}), recorded without a copy through the processor, and frames in memory. The driver is tested on the
     * device when a recording starts, unless that was done for a recording like it.
     *
     * @param device stays the program's, and must live until this is closed
     * @return to be closed by the caller
     */
    public static MovieMaker create(VulkanDevice device) {
        return create(Backends.on(device), Backends.HARDWARE);
    }

    static MovieMaker create(Backends backends, String name) {
        return new MovieMaker(backends, name, false);
    }

    /**
     * Adds a backend, or replaces one that was added under the same name.
     *
     * @param name lower-case letters, digits, '_' and '-'; not one of the built-in names
     * @param factory makes a new one whenever a movie maker or {@link #backends()} asks for it
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static void registerBackend(String name, MovieMakerBackend.Factory factory) {
        Backends.installed().register(name, factory);
    }

    /**
     * Every backend.
     *
     * @return built-in ones first, then in the order of registration
     */
    public static List<BackendDescription> backends() {
        return Backends.installed().descriptions();
    }

    /**
     * Whether some GPU of this machine encodes AV1; {@link #encodingCapabilities()} has the reasons if none does.
     *
     * @return true if so
     */
    public static boolean isHardwareEncodingSupported() {
        return Backends.installed().providers().hardwareWorks();
    }

    /**
     * What every encoder on every device offers, software included; devices that cannot encode are listed with the reason.
     *
     * @return one entry per device
     */
    public static List<EncodingCapabilities> encodingCapabilities() {
        return Backends.installed().providers().capabilities();
    }

    /**
     * Presets to start from.
     *
     * @return low, medium, high
     */
    public static List<Preset> supportedPresets() {
        return List.of(Preset.values());
    }

    /**
     * Says what the next recordings are to be. Not while recording.
     *
     * @param settings of the recordings to come
     * @throws UnsupportedException if the backend cannot encode on this machine
     * @throws IllegalArgumentException if the settings contradict the backend
     */
    public void configure(EncoderSettings settings) {
        requireNonNull("settings", settings);
        backend.configure(
                settings,
                current -> byDefault
                                && !settings.useHardware()
                                && current.description().name().equals(Backends.HARDWARE)
                        ? Optional.of(backends.create(Backends.BEST))
                        : Optional.empty());
    }

    /**
     * Says what the next recordings are to be, with the keys of {@link EncoderSettings#fromMap}.
     *
     * @param settings numbers, booleans or strings by key, over the defaults
     * @throws IllegalArgumentException naming every unknown key, unreadable value and violation
     */
    public void configure(Map<String, ?> settings) {
        requireNonNull("settings", settings);
        configure(EncoderSettings.fromMap(settings));
    }

    /**
     * Starts a recording. If that fails nothing is left behind and a file already there is as it was.
     *
     * @param output the file to write; its extension picks the container
     * @throws OutputException if the file cannot be written or another recording is writing it
     * @throws UnsupportedException if the extension is not known, or no encoder takes the settings
     */
    public void start(Path output) {
        requireNonNull("output", output);
        backend.start(output);
    }

    private static void requireNonNull(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null given");
        }
    }

    /**
     * Records a frame. Blocks while {@link EncoderSettings#maxQueuedFrames()} wait. The frame's memory is the caller's again when this
     * returns; the image of a {@link VulkanFrame} when that says so. Frames come at the constant frame rate unless each has a pts; then
     * the first frame's pts may be any, and each must be greater than the one before.
     *
     * @param frame of the settings' size
     * @throws IllegalArgumentException if its size, format or pts does not fit; the recording goes on without it
     * @throws DeviceLostException if the program's own Vulkan device was lost; the recording is over
     * @throws Av1EncoderException if this or an earlier frame could not be coded or written; the recording is over
     */
    public void record(Frame frame) {
        requireNonNull("frame", frame);
        backend.record(frame);
    }

    /**
     * Records a frame if there is room for it in time, for programs that must not wait long: a render loop, say. A frame that is not
     * taken is dropped and counted ({@link RecordingStatistics#framesDropped()}). Its time passes: at the constant frame rate the frame
     * before it is shown for longer, and those after it, and the sound, keep their times.
     *
     * @param frame of the settings' size
     * @param timeout how long to wait for room; zero does not wait
     * @return whether it is recorded
     * @throws IllegalArgumentException if its size, format or pts does not fit; the recording goes on without it
     * @throws Av1EncoderException if this or an earlier frame could not be coded or written; the recording is over
     */
    public boolean tryRecord(Frame frame, Duration timeout) {
        requireNonNull("frame", frame);
        requireNonNull("timeout", timeout);
        return backend.tryRecord(frame, timeout);
    }

    /**
     * Records a frame if there is room for it now: {@code tryRecord(frame, Duration.ZERO)}.
     *
     * @param frame of the settings' size
     * @return whether it is recorded
     */
    public boolean tryRecord(Frame frame) {
        return tryRecord(frame, Duration.ZERO);
    }

    /**
     * Records sound. Its format is that of the settings or, if they declare none, of the first block, which must then come before the
     * first frame.
     *
     * @param block follows the one before without a gap
     * @throws IllegalArgumentException if its format is not the recording's
     * @throws IllegalStateException if it is the first and frames have been recorded already
     * @throws UnsupportedException if the backend or the container carries no sound; the recording goes on without it
     * @throws Av1EncoderException if it could not be written; the recording is over
     */
    public void record(AudioBlock block) {
        requireNonNull("block", block);
        backend.record(block);
    }

    /**
     * Changes bitrate and frame rate of the running recording from the next picture on, without a key frame. The settings must say CBR
     * or VBR, and the stream must stay within the level that it was started with. The next recording starts with the settings again.
     *
     * @param bitrate average bits per second
     * @param maxBitrate peak bits per second, for VBR; at least {@code bitrate}
     * @param framerate frames per second that rate control reckons with; the times of frames stay as they come
     * @throws IllegalArgumentException naming every value that is not allowed; the recording goes on as it was
     * @throws IllegalStateException if nothing is being recorded, or the settings say CQP or CRF
     * @throws UnsupportedException if the encoder changes nothing while it runs, as the software encoder; the recording goes on as it was
     */
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        backend.changeRate(bitrate, maxBitrate, framerate);
    }

    /**
     * Codes what waits, completes the file and gives it its name.
     *
     * @throws OutputException if no frame was recorded (no file is left then) or the file could not be completed
     * @throws Av1EncoderException if a frame could not be coded
     */
    public void finish() {
        backend.finish(OptionalLong.empty());
    }

    /**
     * Codes what waits, completes the file and gives it its name. The last frame is shown until a time of the caller's; without one it
     * lasts as long as the frame rate says.
     *
     * @param endPts when the last frame ends, in units of {@link EncoderSettings#timeBase()}, greater than that frame's pts; of no effect
     *     where frames come without a pts
     * @throws OutputException if no frame was recorded (no file is left then) or the file could not be completed
     * @throws Av1EncoderException if a frame could not be coded
     */
    public void finish(long endPts) {
        backend.finish(OptionalLong.of(endPts));
    }

    /**
     * Ends the recording and leaves nothing of it: a file that was there before stays.
     *
     * @throws IllegalStateException if nothing is being recorded
     */
    public void cancel() {
        backend.cancel();
    }

    /**
     * Says what becomes of a recording that runs when the process ends by {@code System.exit}, SIGTERM, SIGINT or its last thread: it is
     * finished by a shutdown hook, or, if {@code wanted} is false, left under its temporary name, as when the process is killed.
     *
     * @param wanted true unless said otherwise
     */
    public void finishAtExit(boolean wanted) {
        backend.finishAtExit(wanted);
    }

    /**
     * Figures of the running or last recording; all zero before the first.
     *
     * @return a snapshot
     */
    public RecordingStatistics statistics() {
        return backend.statistics();
    }

    /**
     * The backend in use.
     *
     * @return what it is and writes
     */
    public BackendDescription description() {
        return backend.backend().description();
    }

    /**
     * Closes the backend. What a running recording has is completed, but stays under its temporary name {@code NAME.recording.EXT}: only
     * {@link #finish()} gives the movie its name, so that a render loop that ends with an exception replaces nothing. A warning
     * in the log says where it is. Never throws; may be called again.
     */
    @Override
    public void close() {
        backend.close();
    }
}
