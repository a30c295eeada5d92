// SPDX-License-Identifier: Apache-2.0
package dev.moviemaker.encoder.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moviemaker.ColorDescription;
import dev.moviemaker.EncoderSettings;
import dev.moviemaker.EncoderSettingsBuilder;
import dev.moviemaker.PixelFormat;
import dev.moviemaker.RateControlMode;
import dev.moviemaker.Rational;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plans for many settings on every recorded device, compared with those that were looked through once. {@code -Drecord}
 * writes them anew: then look at what changed.
 */
class SessionPlannerTest {
    private static final Map<String, UnaryOperator<EncoderSettingsBuilder>> VARIATIONS = new LinkedHashMap<>();

    private static void variation(String name, UnaryOperator<EncoderSettingsBuilder> change) {
        VARIATIONS.put(name, change);
    }

    static {
        for (RateControlMode mode : RateControlMode.values()) {
            variation("rate_control " + mode, s -> s.rateControl(mode));
        }
        for (int quality : new int[] {0, 30, 70, 100}) {
            variation(
                    "CRF, quality " + quality,
                    s -> s.rateControl(RateControlMode.CRF).quality(quality));
        }
        variation("bitrate 2M", s -> s.bitrate(2_000_000).maxBitrate(3_000_000));
        variation("bitrate 900M", s -> s.bitrate(900_000_000).level(EncoderSettings.LEVEL_AUTO));
        variation(
                "bitrate 450M, max_bitrate 1900M",
                s -> s.bitrate(450_000_000).maxBitrate(1_900_000_000).level(EncoderSettings.LEVEL_AUTO));
        variation("buffer_size 1000", s -> s.bufferSize(1000));
        for (int[] size : new int[][] {
            {16, 16}, {130, 146}, {320, 128}, {640, 360}, {1280, 720}, {1921, 1081}, {3840, 2160}, {7680, 4320}
        }) {
            variation(
                    size[0] + "x" + size[1],
                    s -> s.width(size[0]).height(size[1]).level(EncoderSettings.LEVEL_AUTO));
        }
        variation("16384x8704", s -> s.width(16384).height(8704).level(EncoderSettings.LEVEL_AUTO));
        for (int[] tiles : new int[][] {{2, 1}, {1, 2}, {2, 2}, {3, 3}, {8, 8}, {64, 64}}) {
            variation(
                    "tiles " + tiles[0] + "x" + tiles[1],
                    s -> s.tileCols(tiles[0]).tileRows(tiles[1]).level(EncoderSettings.LEVEL_AUTO));
        }
        for (int interval : new int[] {1, 2, 600, Integer.MAX_VALUE}) {
            variation("keyframe_interval " + interval, s -> s.keyframeInterval(interval));
        }
        for (int period : new int[] {2, 29}) {
            variation("intra_refresh_period " + period, s -> s.intraRefreshPeriod(period));
        }
        variation(
                "intra_refresh_period 300",
                s -> s.keyframeInterval(Integer.MAX_VALUE).intraRefreshPeriod(300));
        for (int frames : new int[] {1, 2, 3, 4, 5, 9, 17, 256}) {
            variation("max_queued_frames " + frames, s -> s.maxQueuedFrames(frames));
        }
        for (int speed : new int[] {0, 5, 13}) {
            variation("speed " + speed, s -> s.speed(speed));
        }
        for (int level : new int[] {EncoderSettings.LEVEL_AUTO, 40, 52, 63}) {
            variation("level " + level, s -> s.level(level));
        }
        variation("high tier", s -> s.level(51).bitrate(50_000_000).maxBitrate(100_000_000));
        variation("framerate 60", s -> s.framerate(Rational.of(60)));
        variation("framerate 24000/1001", s -> s.framerate(new Rational(24000, 1001)));
        variation("bit_depth 10", s -> s.bitDepth(10));
        variation("HDR", s -> s.bitDepth(10).color(ColorDescription.BT2100_PQ));
        variation("HLG", s -> s.bitDepth(10).color(ColorDescription.BT2100_HLG));
        variation("BT.601", s -> s.color(ColorDescription.BT601));
        for (PixelFormat format : PixelFormat.values()) {
            variation("input_format " + format, s -> s.inputFormat(format));
        }
        variation("BT.601 of RGBA8", s -> s.color(ColorDescription.BT601).inputFormat(PixelFormat.RGBA8));
        variation(
                "BT.2020 of BGRA8, full range",
                s -> s.inputFormat(PixelFormat.BGRA8)
                        .color(new ColorDescription(
                                ColorDescription.Primaries.BT2020,
                                ColorDescription.Transfer.BT709,
                                ColorDescription.Matrix.BT2020_NCL,
                                ColorDescription.Range.FULL)));
        variation("bit_depth 10 of RGBA8", s -> s.bitDepth(10).inputFormat(PixelFormat.RGBA8));
        variation(
                "16384x8704 of RGBA8",
                s -> s.width(16384)
                        .height(8704)
                        .level(EncoderSettings.LEVEL_AUTO)
                        .inputFormat(PixelFormat.RGBA8));
        variation("no enable_cdef", s -> s.enableCdef(false));
        variation("no enable_restoration", s -> s.enableRestoration(false));
        variation(
                "much that is too much",
                s -> s.width(16384)
                        .height(100)
                        .bitDepth(8)
                        .bitrate(1_900_000_000)
                        .maxBitrate(1_900_000_000)
                        .rateControl(RateControlMode.CBR)
                        .level(EncoderSettings.LEVEL_AUTO));
    }

    static Stream<String> profiles() {
        return RecordedDevices.PROFILES.stream();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void plansAreAsRecorded(String profile) {
        DeviceCapabilities device = RecordedDevices.named(profile);
        StringBuilder text = new StringBuilder();
        Map<String, String> usual = PlanText.of(SessionPlanner.plan(
                EncoderSettings.builder().rateControl(usualMode(profile)).build(), device));
        append(text, "usual", usual);
        VARIATIONS.forEach((name, change) -> {
            EncoderSettings settings = change.apply(EncoderSettings.builder().rateControl(usualMode(profile)))
                    .build();
            append(text, name, PlanText.differences(PlanText.of(SessionPlanner.plan(settings, device)), usual));
        });
        assertThat(RecordedDevices.isRecorded(profile + ".plans.txt", text.toString()))
                .as("plans as recorded; now:%n%s", text)
                .isTrue();
    }

    /** Rate control where the device has it. */
    private static RateControlMode usualMode(String profile) {
        return profile.equals("minimal") ? RateControlMode.CQP : RateControlMode.VBR;
    }

    private static void append(StringBuilder text, String name, Map<String, String> fields) {
        text.append(name).append('\n');
        fields.forEach((field, value) ->
                text.append("    ").append(field).append(": ").append(value).append('\n'));
    }
}
