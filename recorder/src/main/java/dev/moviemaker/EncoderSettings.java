// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker;

import dev.moviemaker.level.LevelChoice;
import java.util.Map;
import java.util.Optional;

/**
 * What a recording is to be. Immutable; made by a {@link EncoderSettingsBuilder}, from a preset, or from a map. Whichever way, all
 * violations are reported at once in one {@link IllegalArgumentException}.
 *
 * @param width of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}; frames must have this size
 * @param height of the movie in pixels, {@value CpuFrame#MIN_SIZE} to {@value CpuFrame#MAX_SIZE}
 * @param framerate frames per second, any ratio up to 1000
 * @param timeBase seconds per unit of frame times; one frame by default, and at most that
 * @param bitrate average bits per second, for CBR and VBR
 * @param quality 0 (smallest) to 100 (best), for CQP and CRF
 * @param useHardware whether the backend {@code av1} looks for a GPU's encoder first
 * @param profile seq_profile: 0 (Main) only
 * @param level ten times the level's number, for example 51 for 5.1, high enough for size, rate, bitrate and tiles (AV1 specification,
 *     Annex A.3; the high tier is taken where the bitrate needs it); {@link #LEVEL_AUTO} for the lowest that fits
 * @param tileCols tile columns, 1 to 64
 * @param tileRows tile rows, 1 to 64
 * @param enableCdef whether the constrained directional enhancement filter may be used
 * @param enableRestoration whether loop restoration may be used
 * @param rateControl how bits are spent
 * @param maxBitrate peak bits per second, for VBR; at least {@code bitrate}
 * @param bufferSize bytes of the rate-control buffer; with the bitrate it gives the buffer's duration
 * @param maxQueuedFrames frames that may wait before {@code encodeFrame} blocks, 1 to 256. On a GPU each frame that waits takes an image
 *     (1.5 bytes a pixel, twice that with 10 bits, 4 where the driver converts RGB) and, if it came in memory, up to 4 bytes a pixel of
 *     the host's: at 3840x2160 some 45 MB a frame. Room for the first eight is made at the start, for each further one when so many wait
 * @param framesInFlight pictures that a GPU may be coding at once, 1 to 16. With 1 the latency is lowest: no picture waits for a later
 *     frame, so that each frame's packet comes before the next frame
 * @param keyframeInterval frames from one key frame to the next, at least 1
 * @param bitDepth of the coded samples: 8 or 10
 * @param color what the coded samples mean
 * @param inputFormat what every frame is a {@link CpuFrame} of, if that is promised (of {@link PixelFormat#RGBA8} and
 *     {@link PixelFormat#BGRA8} also {@link VulkanFrame}s of that format); other frames are then refused. A GPU whose driver converts RGB
 *     itself ({@code VK_VALVE_video_encode_rgb_conversion}) can do so only with this promise; else the library's shader converts
 * @param usage what the stream is for; where unset streaming with {@link RateControlMode#CBR} and one picture in flight, else recording
 * @param speed 0 (slowest, best) to 13 (fastest): the software encoder's preset; on a GPU mapped to its quality levels
 * @param audio the sound track, if declared here rather than by the first block of sound
 * @param hdrMetadata mastering display and content light level, if any
 * @param pixelAspect width of a pixel over its height; 1 for square ones
 * @param tags what the movie says of itself in words
 * @param device name, index or UUID of the GPU, if one is asked for
 */
public record EncoderSettings(
        int width,
        int height,
        Rational framerate,
        Rational timeBase,
        long bitrate,
        int quality,
        boolean useHardware,
        int profile,
        int level,
        int tileCols,
        int tileRows,
        boolean enableCdef,
        boolean enableRestoration,
        RateControlMode rateControl,
        long maxBitrate,
        int bufferSize,
        int maxQueuedFrames,
        int framesInFlight,
        int keyframeInterval,
        int bitDepth,
        ColorDescription color,
        Optional<PixelFormat> inputFormat,
        Optional<Usage> usage,
        int speed,
        Optional<AudioFormat> audio,
        Optional<HdrMetadata> hdrMetadata,
        Rational pixelAspect,
        MovieTags tags,
        Optional<String> device) {

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

    /** Checks everything and reports every violation at once. */
    public EncoderSettings {
        new SettingsCheck()
                .range("width", width, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE)
                .range("height", height, CpuFrame.MIN_SIZE, CpuFrame.MAX_SIZE)
                .atMost("framerate", framerate, Rational.of(MAX_FRAMERATE))
                .atMost("time_base", timeBase, framerate.inverse())
                .range("bitrate", bitrate, MIN_BITRATE, MAX_BITRATE)
                .range("quality", quality, 0, 100)
                .range("profile", profile, 0, 0)
                .range("tile_cols", tileCols, 1, 64)
                .range("tile_rows", tileRows, 1, 64)
                .peak("max_bitrate", maxBitrate, bitrate, rateControl)
                .range("buffer_size", bufferSize, 1000, Integer.MAX_VALUE)
                .range("max_queued_frames", maxQueuedFrames, 1, 256)
                .range("frames_in_flight", framesInFlight, 1, 16)
                .range("keyframe_interval", keyframeInterval, 1, Integer.MAX_VALUE)
                .oneOf("bit_depth", bitDepth, 8, 10)
                .range("speed", speed, 0, MAX_SPEED)
                .level(
                        level,
                        new LevelChoice.Demand(
                                width,
                                height,
                                framerate.toDouble(),
                                rateControl.peak(bitrate, maxBitrate),
                                tileCols,
                                tileRows))
                .report();
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
     * Settings from keys as a configuration file has them: names of this record's components in snake case.
     *
     * @param values numbers, booleans or strings by key, over the defaults
     * @return the settings
     * @throws IllegalArgumentException naming every unknown key (with the nearest known one), unreadable value and violation
     */
    public static EncoderSettings fromMap(Map<String, ?> values) {
        return builder().putAll(values).build();
    }

    /**
     * Refuses frames that break the promise of {@link #inputFormat()}.
     *
     * @param frame to be recorded
     * @throws IllegalArgumentException if it is of another format
     */
    public void requireInputFormat(Frame frame) {
        if (inputFormat.isEmpty()) {
            return;
        }
        PixelFormat promised = inputFormat.get();
        switch (frame) {
            case CpuFrame cpu -> {
                if (cpu.format() != promised) {
                    throw new IllegalArgumentException("frame: %s given, but the settings promise %s (input_format)"
                            .formatted(cpu.format(), promised));
                }
            }
            case VulkanFrame vulkan -> {
                if (promised.vulkanFormat() == 0 || vulkan.format() != promised.vulkanFormat()) {
                    throw new IllegalArgumentException(
                            "frame: an image of VkFormat %d given, but the settings promise %s (input_format)"
                                    .formatted(vulkan.format(), promised));
                }
            }
        }
    }

    /**
     * A builder that starts from these settings.
     *
     * @return a new builder
     */
    public EncoderSettingsBuilder toBuilder() {
        return new EncoderSettingsBuilder(this);
    }
}
