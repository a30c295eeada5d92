// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a recording. Immutable; created with an {@link EncoderSettingsBuilder}, from a preset or from a map.
 * All invalid settings are reported at once, in a single {@link IllegalArgumentException}.
 */
public final class EncoderSettings {

    /** The value of {@link #level()} that selects the lowest level that is high enough for the movie. */
    public static final int LEVEL_AUTO = LevelChoice.AUTO;

    /** The highest {@link #framerate()}. */
    public static final int MAX_FRAMERATE = 1000;

    /** The lowest {@link #bitrate()} in bits per second. */
    public static final long MIN_BITRATE = 1000;

    /** The highest {@link #bitrate()} in bits per second. */
    public static final long MAX_BITRATE = 2_000_000_000;

    /** The highest {@link #speed()}. */
    public static final int MAX_SPEED = 13;

    /** Highest {@link #temporalLayers()}. */
    public static final int MAX_TEMPORAL_LAYERS = 3;

    private final SettingsValues values;

    EncoderSettings(SettingsValues values) {
        this.values = values;
    }

    /**
     * Returns a new builder with the default settings: 1920x1080, 30 frames per second, VBR at 5 Mbit/s (peak 10),
     * level 5.1, a key frame every 30 frames, 8-bit BT.709.
     */
    public static EncoderSettingsBuilder builder() {
        return new EncoderSettingsBuilder();
    }

    /**
     * Returns settings from the keys and values of a configuration file. Keys are the names of the settings in snake
     * case; settings that are not in the map have their defaults.
     *
     * @param values numbers, booleans or strings by key
     * @return the settings
     * @throws IllegalArgumentException if there are unknown keys, unreadable values or invalid settings; the message
     *     names all of them and, for an unknown key, the nearest known one if it is near
     */
    public static EncoderSettings fromMap(Map<String, ?> values) {
        return builder().putAll(values).build();
    }

    /** Returns a new builder with these settings. */
    public EncoderSettingsBuilder toBuilder() {
        return new EncoderSettingsBuilder(this);
    }

    /**
     * Returns the width of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}. Frames must
     * have this width.
     */
    public int width() {
        return values.width();
    }

    /**
     * Returns the height of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}. Frames must
     * have this height.
     */
    public int height() {
        return values.height();
    }

    /** Returns the frame rate in frames per second: any ratio up to {@value #MAX_FRAMERATE}. */
    public Rational framerate() {
        return values.framerate();
    }

    /**
     * Returns the unit of frame times in seconds. The default is the duration of one frame, which is also the maximum
     * unless the rate is {@linkplain #constantFrameRate() made constant}.
     */
    public Rational timeBase() {
        return values.timeBase();
    }

    /**
     * Returns whether frames that have times of their own are brought to the constant {@link #framerate()}, for players
     * and editors that need it. The movie's frame {@code k} is the latest one whose time, counted from the first and
     * rounded to whole frame durations, is at most {@code k}: frames that come too early are dropped, and others are
     * repeated, both counted in {@link RecordingStatistics}. Frames must be in memory, and each is recorded when the
     * next one comes. Sound is not changed.
     */
    public boolean constantFrameRate() {
        return values.constantFrameRate();
    }

    /** Returns what happens to frames of another size; by default they are refused. */
    public OnResize onResize() {
        return values.onResize();
    }

    /** Returns the average bitrate in bits per second, for CBR and VBR. */
    public long bitrate() {
        return values.bitrate();
    }

    /** Returns the quality, 0 (smallest file) to 100 (best picture), for CQP and CRF. */
    public int quality() {
        return values.quality();
    }

    /** Returns whether the backend {@code av1} first looks for the encoder of a GPU. */
    public boolean useHardware() {
        return values.useHardware();
    }

    /** Returns the AV1 profile ({@code seq_profile}), which is always 0 (Main). */
    public int profile() {
        return values.profile();
    }

    /**
     * Returns ten times the number of the level, for example 51 for level 5.1, or {@link #LEVEL_AUTO} for the lowest
     * level that is high enough. A level must allow the size, frame rate, bitrate and tiles (AV1 specification, Annex
     * A.3); the high tier is used if the bitrate needs it.
     */
    public int level() {
        return values.level();
    }

    /** Returns the number of tile columns, 1 to 64. */
    public int tileCols() {
        return values.tileCols();
    }

    /** Returns the number of tile rows, 1 to 64. */
    public int tileRows() {
        return values.tileRows();
    }

    /** Returns whether the encoder may use the constrained directional enhancement filter. */
    public boolean enableCdef() {
        return values.enableCdef();
    }

    /** Returns whether the encoder may use loop restoration. */
    public boolean enableRestoration() {
        return values.enableRestoration();
    }

    /** Returns how the encoder controls its bitrate. */
    public RateControlMode rateControl() {
        return values.rateControl();
    }

    /** Returns the peak bitrate in bits per second for VBR, at least {@link #bitrate()}. */
    public long maxBitrate() {
        return values.maxBitrate();
    }

    /**
     * Returns the size of the rate-control buffer in bytes. Divided by the bitrate, it gives the duration of the
     * buffer.
     */
    public int bufferSize() {
        return values.bufferSize();
    }

    /**
     * Returns how many frames may wait before {@code record} blocks, 1 to 256. On a GPU, each waiting frame takes an
     * image (1.5 bytes per pixel, twice that with 10 bits, 4 bytes if the driver converts RGB) and, if it came in
     * memory, up to 4 bytes per pixel of host memory: about 45 MB at 3840x2160. Memory for the first eight frames is
     * allocated at the start, and for each further one when it is needed.
     *
     * <p>The software encoder holds more where it codes parts of the movie side by side ({@link Usage#TRANSCODING} with
     * {@link RateControlMode#CRF} or {@link RateControlMode#CQP}): the frames of whole parts, as many as memory and
     * processors allow, whatever this number.
     */
    public int maxQueuedFrames() {
        return values.maxQueuedFrames();
    }

    /**
     * Returns how many pictures a GPU may encode at once, 1 to 16. With 1 the latency is lowest: no picture waits for a
     * later frame, so the packet of each frame is delivered before the next frame.
     */
    public int framesInFlight() {
        return values.framesInFlight();
    }

    /** Returns the number of frames from one key frame to the next, at least 1. */
    public int keyframeInterval() {
        return values.keyframeInterval();
    }

    /** Returns the number of bits of a coded sample: 8 or 10. */
    public int bitDepth() {
        return values.bitDepth();
    }

    /** Returns the meaning of the coded samples. */
    public ColorDescription color() {
        return values.color();
    }

    /**
     * Returns the format that every {@link CpuFrame} is promised to have; other frames are refused. If the format is
     * {@link PixelFormat#RGBA8}, {@code BGRA8}, {@code RGB10A2} or {@code BGR10A2}, frames may also be {@link
     * VulkanFrame}s of that format. Only with this promise can a GPU convert RGB in its driver ({@code
     * VK_VALVE_video_encode_rgb_conversion}); otherwise a shader of the library converts it.
     */
    public Optional<PixelFormat> inputFormat() {
        return values.inputFormat();
    }

    /**
     * Returns the purpose of the stream. If empty, it is streaming with {@link RateControlMode#CBR} and one picture in
     * flight, and recording otherwise.
     */
    public Optional<Usage> usage() {
        return values.usage();
    }

    /**
     * Whether frames may have a {@link QualityMap}; on a GPU only, whose driver offers quantization delta maps.
     */
    public boolean qualityMaps() {
        return values.qualityMaps();
    }

    /**
     * Temporal layers, 1 to {@value #MAX_TEMPORAL_LAYERS}: with 2 every other frame can be left out, with 3 also every
     * other one of the rest, since no frame refers to one of a higher layer ({@link EncodedFrame#temporalLayer()}). On
     * a GPU only, whose driver has so many.
     */
    public int temporalLayers() {
        return values.temporalLayers();
    }

    /**
     * Returns the number of frames in which the whole picture is refreshed, a part of it in each, by blocks that do not
     * refer to other pictures: 0 for not at all, else at least 2 and less than {@link #keyframeInterval()}. A receiver
     * that lost a packet shows the right picture again after the first whole period behind the loss, without the burst
     * of bits of a key frame. GPUs only, and only where the driver has intra refresh.
     */
    public int intraRefreshPeriod() {
        return values.intraRefreshPeriod();
    }

    /**
     * Returns the speed, 0 (slowest and best) to {@value #MAX_SPEED} (fastest): the preset of the software encoder,
     * mapped to quality levels on a GPU.
     */
    public int speed() {
        return values.speed();
    }

    /**
     * Returns the format of each sound track, in order; empty if there is no sound or its first block declares it. Only
     * MP4 and Matroska hold more than one track.
     */
    public List<AudioFormat> audio() {
        return values.audio();
    }

    /** Returns the mastering display and content light level, if any. */
    public Optional<HdrMetadata> hdrMetadata() {
        return values.hdrMetadata();
    }

    /** Returns the width of a pixel divided by its height; 1 for square pixels. */
    public Rational pixelAspect() {
        return values.pixelAspect();
    }

    /** Returns the descriptive metadata of the movie. */
    public MovieTags tags() {
        return values.tags();
    }

    /** Returns the name, index or UUID of the GPU to use, if any. */
    public Optional<String> device() {
        return values.device();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncoderSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns all settings by name. */
    @Override
    public String toString() {
        return values.toString().replaceFirst("SettingsValues", "EncoderSettings");
    }
}
