// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.cli;

import dev.moviemaker.AudioCodec;
import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The library's settings as options. Values are handed on as typed: the library reads and checks them, all at once. */
final class EncodingOptions {
    @ArgGroup(validate = false, order = 10, heading = "%nBitrate and quality:%n")
    private Rate rate = new Rate();

    @ArgGroup(validate = false, order = 20, heading = "%nStream:%n")
    private Stream stream = new Stream();

    @ArgGroup(validate = false, order = 30, heading = "%nEncoder:%n")
    private Encoder encoder = new Encoder();

    static final class Rate {
        @Option(
                names = "--preset",
                paramLabel = "NAME",
                description = "low, medium or high; see 'av1 presets' (default: medium).")
        @Nullable
        String preset;

        @Option(
                names = "--rate-control",
                paramLabel = "MODE",
                description = {
                    "vbr  average bitrate with a peak (default)",
                    "cbr  constant bitrate",
                    "crf  constant quality",
                    "cqp  constant quantizer"
                })
        @Nullable
        String rateControl;

        @Option(
                names = {"-b", "--bitrate"},
                paramLabel = "BITS",
                description = "vbr, cbr: bits per second, such as 800k or 8M (default: 5M).")
        @Nullable
        String bitrate;

        @Option(
                names = "--max-bitrate",
                paramLabel = "BITS",
                description = "vbr: peak bits per second (default: twice the bitrate).")
        @Nullable
        String maxBitrate;

        @Option(
                names = "--buffer-size",
                paramLabel = "BYTES",
                description = "vbr, cbr: size of the rate-control buffer (default: 2M).")
        @Nullable
        String bufferSize;

        @Option(
                names = {"-q", "--quality"},
                paramLabel = "N",
                description = "crf, cqp: 0 (smallest file) to 100 (best picture) (default: 50).")
        @Nullable
        String quality;
    }

    static final class Stream {
        @Option(
                names = "--keyframe-interval",
                paramLabel = "N",
                description = "Frames from one key frame to the next (default: 30).")
        @Nullable
        String keyframeInterval;

        @Option(names = "--bit-depth", paramLabel = "BITS", description = "8 or 10 (default: as the input).")
        @Nullable
        String bitDepth;

        @Option(
                names = "--color",
                paramLabel = "NAME",
                description =
                        "bt709, bt601, bt2100-pq or bt2100-hlg; other colours are converted (default: as the input, or "
                                + "bt709).")
        @Nullable
        String color;

        @Option(
                names = "--level",
                paramLabel = "LEVEL",
                description = "AV1 level, such as 5.1 or 51 (default: auto, the lowest that is high enough).")
        @Nullable
        String level;

        @Option(
                names = "--profile",
                paramLabel = "NAME",
                description = "AV1 profile: main, the only one (default: main).")
        @Nullable
        String profile;

        @Option(names = "--tile-cols", paramLabel = "N", description = "Tile columns, 1 to 64 (default: 1).")
        @Nullable
        String tileCols;

        @Option(names = "--tile-rows", paramLabel = "N", description = "Tile rows, 1 to 64 (default: 1).")
        @Nullable
        String tileRows;

        @Option(
                names = "--cdef",
                negatable = true,
                fallbackValue = "true",
                description = "Use the directional filter CDEF, or not (default: use it).")
        boolean cdef = true;

        @Option(
                names = "--restoration",
                negatable = true,
                fallbackValue = "true",
                description = "Use loop restoration, or not (default: use it).")
        boolean restoration = true;
    }

    static final class Encoder {
        @Option(
                names = "--backend",
                paramLabel = "NAME",
                description = {
                    "av1           a GPU if possible (default)",
                    "av1_hardware  a GPU, or exit with status 69",
                    "av1_software  software"
                })
        @Nullable
        String backend;

        @Option(
                names = "--device",
                paramLabel = "DEVICE",
                description = "Name, index or UUID of the GPU; see 'av1 caps'.")
        @Nullable
        String device;

        @Option(
                names = "--speed",
                paramLabel = "N",
                description =
                        "0 (slowest, best) to 13 (fastest) (default: 10; with usage transcoding, as for files, 6).")
        @Nullable
        String speed;

        @Option(
                names = "--usage",
                paramLabel = "USAGE",
                description = "Purpose of the movie: recording, transcoding, streaming or conferencing.")
        @Nullable
        String usage;

        @Option(
                names = "--max-queued-frames",
                paramLabel = "N",
                description = "Frames that may wait for the encoder, 1 to 256 (default: 8).")
        @Nullable
        String maxQueuedFrames;

        @Option(
                names = "--frames-in-flight",
                paramLabel = "N",
                description = "Pictures that a GPU encodes at once, 1 (lowest latency) to 16 (default: 3).")
        @Nullable
        String framesInFlight;

        @Option(
                names = "--audio-codec",
                paramLabel = "NAME",
                description = "Audio codec: opus, flac or aac (default: opus).")
        @Nullable
        AudioCodec audioCodec;
    }

    private final Map<String, String> byKey = new LinkedHashMap<>();

    /** Adds settings by the library's keys, which override the options; messages name keys then. */
    void add(Map<String, String> settings) {
        byKey.putAll(settings);
    }

    /** A message of the library, whose lines start with keys, in the words that the user used. */
    String inUsersWords(String message) {
        return byKey.isEmpty() ? SettingNames.asOptions(message) : message;
    }

    @Nullable
    String backend() {
        return encoder.backend;
    }

    @Nullable
    String device() {
        return byKey.getOrDefault("device", encoder.device);
    }

    AudioCodec audioCodec() {
        return encoder.audioCodec == null ? AudioCodec.OPUS : encoder.audioCodec;
    }

    /** The colours asked for; what is wrong with them the settings tell. */
    Optional<ColorDescription> color() {
        try {
            return Optional.ofNullable(stream.color)
                    .map(name -> EncoderSettings.fromMap(Map.of("color", name)).color());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the user named a setting. */
    boolean isGiven(String key) {
        return key.equals("audio_codec") ? encoder.audioCodec != null : given().containsKey(key);
    }

    /** What was given, by the library's keys. */
    Map<String, Object> given() {
        Map<String, Object> given = new LinkedHashMap<>();
        put(given, "preset", rate.preset);
        put(given, "rate_control", rate.rateControl);
        put(given, "bitrate", rate.bitrate);
        put(given, "max_bitrate", rate.maxBitrate);
        put(given, "buffer_size", rate.bufferSize);
        put(given, "quality", rate.quality);
        put(given, "keyframe_interval", stream.keyframeInterval);
        put(given, "bit_depth", stream.bitDepth);
        put(given, "color", stream.color);
        put(given, "level", stream.level);
        put(given, "profile", stream.profile);
        put(given, "tile_cols", stream.tileCols);
        put(given, "tile_rows", stream.tileRows);
        put(given, "enable_cdef", stream.cdef);
        put(given, "enable_restoration", stream.restoration);
        put(given, "device", encoder.device);
        put(given, "speed", encoder.speed);
        put(given, "usage", encoder.usage);
        put(given, "max_queued_frames", encoder.maxQueuedFrames);
        put(given, "frames_in_flight", encoder.framesInFlight);
        given.putAll(byKey);
        return given;
    }

    private static void put(Map<String, Object> given, String key, @Nullable Object value) {
        if (value != null) {
            given.put(key, value);
        }
    }
}
