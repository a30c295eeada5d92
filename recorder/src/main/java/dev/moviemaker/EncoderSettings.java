// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a recording is to be. Immutable; made by a {@link EncoderSettingsBuilder}, from a preset, or from a map. Whichever way, all
 * violations are reported at once in one {@link IllegalArgumentException}. Two settings are equal if all their values are.
 */
public final class EncoderSettings {

    /** The value of {@link #level()} that asks for the lowest level the movie fits. */
    public static final int LEVEL_AUTO = LevelChoice.AUTO;

    /** Highest {@link #framerate()}. */
    public static final int MAX_FRAMERATE = 1000;

    /** Lowest {@link #bitrate()} in bits per second. */
    public static final long MIN_BITRATE = 1000;

    /** Highest {@link #bitrate()} in bits per second. */
    public static final long MAX_BITRATE = 2_000_000_000;

    /** Highest {@link #speed()}. */
    public static final int MAX_SPEED = 13;

    private final SettingsValues values;

    EncoderSettings(SettingsValues values) {
        this.values = values;
    }

    /**
     * The defaults: 1920x1080, 30 frames per second, VBR 5 Mbit/s (peak 10), level 5.1, key frame every 30 frames, 8 bit BT.709.
     *
     * @return a new builder holding them
     */
    public static EncoderSettingsBuilder builder() {
        return new EncoderSettingsBuilder();
    }

    /**
     * Settings from keys as a configuration file has them: names of the values in snake case.
     *
     * @param values numbers, booleans or strings by key, over the defaults
     * @return the settings
     * @throws IllegalArgumentException naming every unknown key (with the nearest known one), unreadable value and violation
     */
    public static EncoderSettings fromMap(Map<String, ?> values) {
        return builder().putAll(values).build();
    }

    /**
     * A builder that starts from these settings.
     *
     * @return a new builder
     */
    public EncoderSettingsBuilder toBuilder() {
        return new EncoderSettingsBuilder(this);
    }

    /**
     * Width of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}; frames must have this
     * size.
     */
    public int width() {
        return values.width();
    }

    /** Height of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}. */
    public int height() {
        return values.height();
    }

    /** Frames per second, any ratio up to 1000. */
    public Rational framerate() {
        return values.framerate();
    }

    /** Seconds per unit of frame times; one frame by default, and at most that. */
    public Rational timeBase() {
        return values.timeBase();
    }

    /** Average bits per second, for CBR and VBR. */
    public long bitrate() {
        return values.bitrate();
    }

    /** Quality, 0 (smallest) to 100 (best), for CQP and CRF. */
    public int quality() {
        return values.quality();
    }

    /** Whether the backend {@code av1} looks for a GPU's encoder first. */
    public boolean useHardware() {
        return values.useHardware();
    }

    /** The profile: seq_profile: 0 (Main) only. */
    public int profile() {
        return values.profile();
    }

    /**
     * Ten times the level's number, for example 51 for 5.1, high enough for size, rate, bitrate and tiles (AV1
     * specification, Annex A.3; the high tier is taken where the bitrate needs it); {@link #LEVEL_AUTO} for the lowest
     * that fits.
     */
    public int level() {
        return values.level();
    }

    /** Tile columns, 1 to 64. */
    public int tileCols() {
        return values.tileCols();
    }

    /** Tile rows, 1 to 64. */
    public int tileRows() {
        return values.tileRows();
    }

    /** Whether the constrained directional enhancement filter may be used. */
    public boolean enableCdef() {
        return values.enableCdef();
    }

    /** Whether loop restoration may be used. */
    public boolean enableRestoration() {
        return values.enableRestoration();
    }

    /** How bits are spent. */
    public RateControlMode rateControl() {
        return values.rateControl();
    }

    /** Peak bits per second, for VBR; at least {@code bitrate}. */
    public long maxBitrate() {
        return values.maxBitrate();
    }

    /** Bytes of the rate-control buffer; with the bitrate it gives the buffer's duration. */
    public int bufferSize() {
        return values.bufferSize();
    }

    /**
     * Frames that may wait before {@code record} blocks, 1 to 256. On a GPU each frame that waits takes an image
     * (1.5 bytes a pixel, twice that with 10 bits, 4 where the driver converts RGB) and, if it came in memory, up to 4
     * bytes a pixel of the host's: at 3840x2160 some 45 MB a frame. Room for the first eight is made at the start, for
     * each further one when so many wait.
     */
    public int maxQueuedFrames() {
        return values.maxQueuedFrames();
    }

    /**
     * Pictures that a GPU may be coding at once, 1 to 16. With 1 the latency is lowest: no picture waits for a later
     * frame, so that each frame's packet comes before the next frame.
     */
    public int framesInFlight() {
        return values.framesInFlight();
    }

    /** Frames from one key frame to the next, at least 1. */
    public int keyframeInterval() {
        return values.keyframeInterval();
    }

    /** Bits of a coded sample: 8 or 10. */
    public int bitDepth() {
        return values.bitDepth();
    }

    /** What the coded samples mean. */
    public ColorDescription color() {
        return values.color();
    }

    /**
     * What every frame is a {@link CpuFrame} of, if that is promised (of {@link PixelFormat#RGBA8} and {@link
     * PixelFormat#BGRA8} also {@link VulkanFrame}s of that format); other frames are then refused. A GPU whose driver
     * converts RGB itself ({@code VK_VALVE_video_encode_rgb_conversion}) can do so only with this promise; else the
     * library's shader converts.
     */
    public Optional<PixelFormat> inputFormat() {
        return values.inputFormat();
    }

    /**
     * What the stream is for; where unset streaming with {@link RateControlMode#CBR} and one picture in flight, else
     * recording.
     */
    public Optional<Usage> usage() {
        return values.usage();
    }

    /**
     * Speed, 0 (slowest, best) to 13 (fastest): the software encoder's preset; on a GPU mapped to its quality levels.
     */
    public int speed() {
        return values.speed();
    }

    /** The sound track, if declared here rather than by the first block of sound. */
    public Optional<AudioFormat> audio() {
        return values.audio();
    }

    /** Mastering display and content light level, if any. */
    public Optional<HdrMetadata> hdrMetadata() {
        return values.hdrMetadata();
    }

    /** Width of a pixel over its height; 1 for square ones. */
    public Rational pixelAspect() {
        return values.pixelAspect();
    }

    /** What the movie says of itself in words. */
    public MovieTags tags() {
        return values.tags();
    }

    /** Name, index or UUID of the GPU, if one is asked for. */
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

    /** Every value by name. */
    @Override
    public String toString() {
        return values.toString().replaceFirst("SettingsValues", "EncoderSettings");
    }
}
