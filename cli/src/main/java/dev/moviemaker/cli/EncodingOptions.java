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
    @ArgGroup(validate = false, order = 10, heading = "%nBit rate and quality (defaults in brackets):%n")
    private Rate rate = new Rate();

    @ArgGroup(validate = false, order = 20, heading = "%nStream:%n")
    private Stream stream = new Stream();

    @ArgGroup(validate = false, order = 30, heading = "%nEncoder:%n")
    private Encoder encoder = new Encoder();

    static final class Rate {
        @Option(
                names = "--preset",
                paramLabel = "NAME",
                description = "low, medium or high, see 'av1 presets' (medium).")
        @Nullable
        String preset;

        @Option(
                names = "--rate-control",
                paramLabel = "MODE",
                description = {
                    "vbr  average bit rate with a peak (the default)",
                    "cbr  constant bit rate",
                    "crf  constant quality",
                    "cqp  constant quantizer"
                })
        @Nullable
        String rateControl;

        @Option(
                names = {"-b", "--bitrate"},
                paramLabel = "BITS",
                description = "vbr, cbr: bits per second, as 800k or 8M (5M).")
        @Nullable
        String bitrate;

        @Option(
                names = "--max-bitrate",
                paramLabel = "BITS",
                description = "vbr: peak bits per second (twice the bit rate).")
        @Nullable
        String maxBitrate;

        @Option(
                names = "--buffer-size",
                paramLabel = "BYTES",
                description = "vbr, cbr: buffer the rate is kept over (2M).")
        @Nullable
        String bufferSize;

        @Option(
                names = {"-q", "--quality"},
                paramLabel = "N",
                description = "crf, cqp: 0 (small file) to 100 (good picture) (50).")
        @Nullable
        String quality;
    }

    static final class Stream {
        @Option(
                names = "--keyframe-interval",
                paramLabel = "N",
                description = "Frames from one key frame to the next (30).")
        @Nullable
        String keyframeInterval;

        @Option(names = "--bit-depth", paramLabel = "BITS", description = "8 or 10 (that of the input).")
        @Nullable
        String bitDepth;

        @Option(
                names = "--color",
                paramLabel = "NAME",
                description = "bt709, bt601, bt2100-pq, bt2100-hlg (as the input, else bt709).")
        @Nullable
        String color;

        @Option(
                names = "--level",
                paramLabel = "LEVEL",
                description = "Level to keep to, as 5.1 or 51 (auto: the lowest that fits).")
        @Nullable
        String level;

        @Option(names = "--profile", paramLabel = "NAME", description = "main, there is no other (main).")
        @Nullable
        String profile;

        @Option(names = "--tile-cols", paramLabel = "N", description = "Tile columns, 1 to 64 (1).")
        @Nullable
        String tileCols;

        @Option(names = "--tile-rows", paramLabel = "N", description = "Tile rows, 1 to 64 (1).")
        @Nullable
        String tileRows;

        @Option(
                names = "--cdef",
                negatable = true,
                fallbackValue = "true",
                description = "Directional filter CDEF, or not (use it).")
        boolean cdef = true;

        @Option(
                names = "--restoration",
                negatable = true,
                fallbackValue = "true",
                description = "Loop restoration, or not (use it).")
        boolean restoration = true;
    }

    static final class Encoder {
        @Option(
                names = "--backend",
                paramLabel = "NAME",
                description = {
                    "av1           hardware if there is one, else software",
                    "av1_hardware  hardware, or exit with code 69",
                    "av1_software  software"
                })
        @Nullable
        String backend;

        @Option(
                names = "--device",
                paramLabel = "DEVICE",
                description = "Name, index or UUID of the graphics card, see 'av1 caps'.")
        @Nullable
        String device;

        @Option(names = "--speed", paramLabel = "N", description = "0 (slow, good) to 13 (fast) (10).")
        @Nullable
        String speed;

        @Option(
                names = "--usage",
                paramLabel = "USAGE",
                description = "What the movie is for: recording, transcoding, streaming or conferencing.")
        @Nullable
        String usage;

        @Option(
                names = "--max-queued-frames",
                paramLabel = "N",
                description = "Frames that may wait for the encoder, 1 to 256 (8).")
        @Nullable
        String maxQueuedFrames;

        @Option(
                names = "--frames-in-flight",
                paramLabel = "N",
                description = "Pictures that a graphics card codes at once, 1 (lowest latency) to 16 (3).")
        @Nullable
        String framesInFlight;

        @Option(names = "--audio-codec", paramLabel = "NAME", description = "Sound: opus, flac or aac (opus).")
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
