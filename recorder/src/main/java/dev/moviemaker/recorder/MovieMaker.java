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
import dev.moviemaker.Output;
import dev.moviemaker.OutputException;
import dev.moviemaker.Preset;
import dev.moviemaker.QualityMap;
import dev.moviemaker.Rational;
import dev.moviemaker.RecordingListener;
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
 * Records movies. Create a movie maker, configure it, start a recording, hand over frames and finish; then start the
 * next recording or close.
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
 * <p>Files: a movie is written to {@code NAME.recording.EXT} beside its target and renamed when it is finished. An
 * existing file with the name of the target is not touched before that. If a recording fails, what was recorded stays
 * under the temporary name, and the exception names the file.
 *
 * <p>States: {@code CREATED} until configured, {@code CONFIGURED}, {@code RECORDING}, {@code FAILED} after an error
 * during a recording (configure or start again), and {@code CLOSED}. A call that the state does not allow throws an
 * {@link IllegalStateException} that names the state and the calls that are allowed. An
 * {@link IllegalArgumentException}, for example for a frame of another size, refuses that call and has no other effect.
 *
 * <p>Threading: any thread may call, including virtual threads; calls run one at a time. {@link #statistics()} never
 * waits.
 *
 * <p>Interrupts do not end a call: {@code record} records its frame, {@code finish} and {@code close} complete, and the
 * interrupt status of the thread remains set.
 */
public final class MovieMaker implements AutoCloseable {
    /** The name of the backend that uses a GPU if there is one and the settings allow it, and software otherwise. */
    public static final String AV1 = "av1";

    /** The name of the backend that uses a GPU or fails with the reason. */
    public static final String AV1_HARDWARE = "av1_hardware";

    /** The name of the backend that uses the software encoder. */
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
     * Creates a movie maker, which the caller must close, with the default backend: {@code av1_hardware} if a GPU
     * encodes AV1, and {@code av1} otherwise or if it is configured with {@code use_hardware} false.
     */
    public static MovieMaker create() {
        return create(Backends.installed());
    }

    static MovieMaker create(Backends backends) {
        return new MovieMaker(backends, backends.defaultName(), true);
    }

    /**
     * Creates a movie maker, which the caller must close, with the given backend: {@code av1} (a GPU if there is one
     * and the settings allow it, otherwise software, with the reason in the statistics), {@code av1_hardware} (a GPU,
     * or an error), {@code av1_software}, or a registered one.
     *
     * @throws IllegalArgumentException if there is no such backend; the message lists the available ones
     */
    public static MovieMaker create(String backend) {
        return create(Backends.installed(), backend);
    }

    /**
     * Creates a movie maker that records on a Vulkan device of the program, with the backend {@code av1_hardware}.
     * Frames may be images of the program ({@link VulkanFrame}), which are recorded without a copy through the CPU, or
     * frames in memory. The driver is tested on the device when a recording starts, unless it has already been tested
     * for a similar recording.
     *
     * @param device the device, which belongs to the program and must outlive the movie maker
     */
    public static MovieMaker create(VulkanDevice device) {
        return create(Backends.on(device), Backends.HARDWARE);
    }

    static MovieMaker create(Backends backends, String name) {
        return new MovieMaker(backends, name, false);
    }

    /**
     * Registers a backend, or replaces the one registered under the same name.
     *
     * @param name lower-case letters, digits, '_' and '-'; not a built-in name
     * @param factory creates a backend whenever a movie maker or {@link #backends()} needs one
     */
    public static void registerBackend(String name, MovieMakerBackend.Factory factory) {
        Backends.installed().register(name, factory);
    }

    /** Returns the descriptions of all backends, the built-in ones first. */
    public static List<BackendDescription> backends() {
        return Backends.installed().descriptions();
    }

    /** Returns whether a GPU of this machine encodes AV1. If not, {@link #encodingCapabilities()} has the reasons. */
    public static boolean isHardwareEncodingSupported() {
        return Backends.installed().providers().hardwareWorks();
    }

    /** Returns what each encoder on each device supports, the software encoder's too, or why it cannot encode. */
    public static List<EncodingCapabilities> encodingCapabilities() {
        return Backends.installed().providers().capabilities();
    }

    /** Returns the presets: low, medium and high. */
    public static List<Preset> supportedPresets() {
        return List.of(Preset.values());
    }

    /**
     * Sets the settings of the next recordings. Not allowed while recording.
     *
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
     * Sets the settings of the next recordings, with the keys of {@link EncoderSettings#fromMap}.
     *
     * @throws IllegalArgumentException if there are unknown keys, unreadable values or invalid settings, naming all
     */
    public void configure(Map<String, ?> settings) {
        requireNonNull("settings", settings);
        configure(EncoderSettings.fromMap(settings));
    }

    /**
     * Starts a recording to a file, whose extension selects the container: {@code start(Output.file(file))}.
     *
     * @throws OutputException if the file cannot be written or another recording is writing it
     * @throws UnsupportedException if the extension is unknown or no encoder supports the settings
     */
    public void start(Path file) {
        requireNonNull("output", file);
        start(Output.file(file));
    }

    /**
     * Starts a recording. If that fails, nothing is left behind and an existing file is untouched.
     *
     * @throws OutputException if the output cannot be written or another recording is writing it
     * @throws UnsupportedException if there is no such container or no encoder supports the settings
     */
    public void start(Output output) {
        requireNonNull("output", output);
        backend.start(output);
    }

    private static void requireNonNull(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": null given");
        }
    }

    /**
     * Records a frame. Blocks while {@link EncoderSettings#maxQueuedFrames()} frames wait. The frame's memory belongs
     * to the caller again when this method returns; for a {@link VulkanFrame} see there. Either all frames follow each
     * other at the constant frame rate or each has a time of its own, greater than the one before. If the first time of
     * frames or sound is more than ten seconds it is a clock's, such as {@link System#nanoTime()}, and 0 in the movie.
     *
     * @throws IllegalArgumentException if the size, format or time is not allowed; the recording continues without the
     *     frame
     * @throws DeviceLostException if the Vulkan device of the program was lost; the recording is over
     * @throws Av1EncoderException if this or an earlier frame could not be encoded or written; the recording is over
     */
    public void record(Frame frame) {
        requireNonNull("frame", frame);
        backend.record(frame);
    }

    /**
     * Records a frame that is coded better in places: {@code record(frame.withQualityMap(map))}, in place of a map that
     * the frame may have. It throws what {@link #record(Frame)} throws.
     *
     * @param map where; the settings must have {@link EncoderSettings#qualityMaps()}, and a map that is an image on a
     *     GPU needs a recording on the program's device
     */
    public void record(Frame frame, QualityMap map) {
        requireNonNull("frame", frame);
        requireNonNull("map", map);
        backend.record(frame.withQualityMap(map));
    }

    /**
     * Records a frame if there is room for it in time, for callers that must not wait long, such as a render loop. A
     * frame that is not accepted is dropped and counted ({@link RecordingStatistics#framesDropped()}). Its time still
     * passes: at a constant frame rate the previous frame is shown for longer, so later frames and the sound keep their
     * times. A frame that is refused is not counted, and its time does not pass.
     *
     * <p>While another thread's call runs, this one waits for it, which counts as time without room; an interrupt
     * counts as the end of that time and stays pending. Backends that do not implement
     * {@link dev.moviemaker.RunningRecording#tryRecord} wait as long as it takes and accept every frame. It throws what
     * {@link #record(Frame)} throws.
     *
     * @param timeout the maximum time to wait for room, at most a day; zero and less do not wait
     * @return whether the frame is recorded
     */
    public boolean tryRecord(Frame frame, Duration timeout) {
        requireNonNull("frame", frame);
        requireNonNull("timeout", timeout);
        return backend.tryRecord(frame, timeout);
    }

    /** Records a frame if there is room for it now: {@code tryRecord(frame, Duration.ZERO)}. */
    public boolean tryRecord(Frame frame) {
        return tryRecord(frame, Duration.ZERO);
    }

    /**
     * Records sound: {@code record(block, 0)}. Its format is that of the settings or, if they declare none, that of the
     * first block.
     *
     * @throws IllegalStateException if it is the first block, the settings declare no sound, and frames have already
     *     been recorded
     */
    public void record(AudioBlock block) {
        record(block, 0);
    }

    /**
     * Records sound of one of several tracks, such as a game's sound and its player's voice. All tracks start with the
     * first frame. The settings must declare them ({@link EncoderSettings#audio()}).
     *
     * @param block the sound that follows the previous block of its track, or has a time of its own
     * @param track the index of its track in the settings
     * @throws IllegalArgumentException if there is no such track or its format is another; the recording continues
     * @throws UnsupportedException if the backend or the container does not support sound; the recording continues
     *     without it
     * @throws Av1EncoderException if it could not be written; the recording is over
     */
    public void record(AudioBlock block, int track) {
        requireNonNull("block", block);
        backend.record(block, track);
    }

    /**
     * Makes the next frame that is recorded a key frame, so that players can start there:
     * {@link Frame#withForcedKeyFrame()} for callers that do not hand over the frame themselves.
     */
    public void forceKeyFrame() {
        backend.forceKeyFrame();
    }

    /**
     * Pauses the recording: frames and sound are left out until {@link #resume()}, and not counted as dropped.
     * {@code record} returns at once and {@code tryRecord} returns false; a {@link VulkanFrame} is then neither waited
     * for nor signalled. No effect while paused. A recording may be finished while it is paused.
     */
    public void pause() {
        backend.pause();
    }

    /**
     * Resumes the recording after {@link #pause()}. The movie has no gap: the next frame follows the last one before
     * the pause after the duration of a frame, and the next block of sound follows the last one. Where frames have
     * times of their own, the pause is taken off the later ones, and off the end given to {@link #finish(long)}; a
     * caller whose clock stood still meanwhile keeps its times. No effect unless paused.
     */
    public void resume() {
        backend.resume();
    }

    /**
     * Changes the bitrate and frame rate of the running recording from the next picture on, without a key frame. The
     * recording must use CBR or VBR and must stay within the level with which it was started. The next recording starts
     * with the settings again.
     *
     * @param bitrate the average bitrate in bits per second
     * @param maxBitrate the peak bitrate in bits per second, for VBR; at least {@code bitrate}
     * @param framerate the frame rate that rate control assumes, in frames per second; the times of frames do not
     *     change
     * @throws IllegalArgumentException if values are not allowed; the message names all of them, and the recording
     *     continues unchanged
     * @throws IllegalStateException if nothing is being recorded or the recording uses CQP or CRF
     * @throws UnsupportedException if the encoder cannot change the rate while it runs, as is the case for the software
     *     encoder; the recording continues unchanged
     */
    public void changeRate(long bitrate, long maxBitrate, Rational framerate) {
        backend.changeRate(bitrate, maxBitrate, framerate);
    }

    /**
     * Encodes the waiting frames and completes the output; a file is renamed to its target.
     *
     * @throws OutputException if no frame was recorded, in which case no file is left, or it could not be completed
     * @throws Av1EncoderException if a frame could not be encoded
     */
    public void finish() {
        backend.finish(OptionalLong.empty());
    }

    /**
     * Does what {@link #finish()} does, with the last frame shown until {@code endPts} in units of
     * {@link EncoderSettings#timeBase()}, greater than the time of that frame; ignored if frames have no times of their
     * own. Without it the frame rate tells how long the last frame lasts.
     */
    public void finish(long endPts) {
        backend.finish(OptionalLong.of(endPts));
    }

    /** Ends the recording and deletes the files that it has written. An existing target file is not touched. */
    public void cancel() {
        backend.cancel();
    }

    /**
     * Sets what happens to a running recording when the process ends by {@code System.exit}, SIGTERM, SIGINT or its
     * last thread. By default a shutdown hook finishes it; otherwise it stays under its temporary name, as if the
     * process had been killed.
     */
    public void finishAtExit(boolean wanted) {
        backend.finishAtExit(wanted);
    }

    /**
     * Adds a listener, or changes the interval of one. It also receives the events of a recording that already runs.
     *
     * @param listener called on a thread of its own; {@link #close} waits up to two seconds for its last calls
     * @param interval between two looks at the statistics, 10 ms to an hour
     */
    public void addListener(RecordingListener listener, Duration interval) {
        requireNonNull("listener", listener);
        requireNonNull("interval", interval);
        backend.listeners().add(listener, interval);
    }

    /** Removes a listener from the next recording on. */
    public void removeListener(RecordingListener listener) {
        backend.listeners().remove(listener);
    }

    /** Returns a snapshot of the statistics of the current or last recording; all numbers are zero before the first. */
    public RecordingStatistics statistics() {
        return backend.statistics();
    }

    /** Returns the description of the backend in use. */
    public BackendDescription description() {
        return backend.backend().description();
    }

    /**
     * Closes the backend. The file of a running recording is completed but keeps its temporary name
     * {@code NAME.recording.EXT}, and a warning in the log names it; only {@link #finish()} renames it. Never throws,
     * and may be called again.
     */
    @Override
    public void close() {
        backend.close();
    }
}
